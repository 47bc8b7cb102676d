import { code, day, optional } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import { appointmentEntity } from '../leader/leader.entity.ts';
import { happenedOn, unused } from '../steps.ts';
import { directingActEntity } from './directing-act.entity.ts';
import { refuse } from './directing-act.problems.ts';

export const recordDirectingAct = defineAct({
  name: 'recordDirectingAct',
  title: { vi: 'Ghi hoạt động chỉ đạo', en: 'Record a directing act' },
  help: {
    vi: 'Chỉ đạo, kiểm tra, chủ trì họp, kiến nghị tháo gỡ: trực tiếp hay ủy quyền.',
    en: 'A directive, an inspection, a meeting chaired, an obstacle escalated: in person or delegated. Refused where the leader held no post in the unit on the day.',
  },
  columns: {
    code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
    leader: directingActEntity.columns.leader,
    unit: directingActEntity.columns.unit,
    kind: directingActEntity.columns.kind,
    on: optional(day('Ngày; để trống là hôm nay', 'Day; today where left out')),
    inPerson: directingActEntity.columns.inPerson,
    field: directingActEntity.columns.field,
  },
  entity: directingActEntity,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY'],
  bulk: {
    name: 'recordDirectingActs',
    title: { vi: 'Ghi nhiều hoạt động chỉ đạo', en: 'Record many directing acts' },
  },
  scope: ({ unit }) => [unit],
  async changes(input, context) {
    const code = await unused(directingActEntity, input.code ?? context.newCode(), context, 'code');
    const day = happenedOn(input.on, context, 'on');
    const { leader, unit } = input;
    const posts = await context.pointing(appointmentEntity, 'leader', leader);
    const isInPost = posts.some(
      (post) => post.unit === unit && post.from <= day && (post.to === null || post.to > day),
    );
    if (!isInPost) refuse('NOT_IN_POST', { leader, unit, day: formatDay(day) }, 'leader');
    const row = { ...input, code, on: day, document: context.document };
    return { about: code, changes: [put(directingActEntity, row)] };
  },
});
