import { code, day, flag, label, optional } from '../../../rules/kit/columns.ts';
import type { Row } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put, retract } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import type { ActResult } from '../../platform/ledger/act.ts';
import { openUnit, unused } from '../steps.ts';
import { appointmentEntity, leaderEntity } from './leader.entity.ts';
import { refuse } from './leader.problems.ts';

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;

const POST = {
  code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
  leader: appointmentEntity.columns.leader,
  /** Only where the person is not in the ledger yet. */
  calledAs: optional(label('Gọi là; chỉ ghi khi là người mới', 'Called; only for a person not recorded yet')),
  unit: appointmentEntity.columns.unit,
  post: appointmentEntity.columns.post,
  from: appointmentEntity.columns.from,
  to: appointmentEntity.columns.to,
  fields: appointmentEntity.columns.fields,
  legalStatus: appointmentEntity.columns.legalStatus,
  similarGroup: appointmentEntity.columns.similarGroup,
} as const;

async function appointed(
  { calledAs, ...input }: Row<typeof POST>,
  role: 'HEAD' | 'DEPUTY' | 'ACTING',
  context: ActContext,
): Promise<ActResult> {
  const code = await unused(appointmentEntity, input.code ?? context.newCode(), context, 'code');
  await openUnit(input.unit, input.from, context, 'unit');
  const isKnown = (await context.find(leaderEntity, input.leader)) !== null;
  if (isKnown && calledAs !== null) await unused(leaderEntity, input.leader, context, 'leader');
  const person =
    isKnown || calledAs === null ? [] : [put(leaderEntity, { code: input.leader, label: calledAs })];
  const row = { ...input, code, role, document: context.document };
  return { about: code, changes: [...person, put(appointmentEntity, row)] };
}

export const appointLeader = defineAct({
  name: 'appointLeader',
  title: { vi: 'Bổ nhiệm', en: 'Appoint a leader' },
  help: {
    vi: 'Bổ nhiệm người đứng đầu hoặc cấp phó của một cơ quan.',
    en: 'Appoints a head or a deputy of a unit. Refused where a unit would have two heads on a day, or does not exist on the first.',
  },
  columns: {
    ...POST,
    isDeputy: flag('Cấp phó, theo lĩnh vực được phân công', 'As a deputy, within the assigned fields'),
  },
  entity: appointmentEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  scope: ({ unit }) => [unit],
  changes: ({ isDeputy, ...input }, context) => appointed(input, isDeputy ? 'DEPUTY' : 'HEAD', context),
});

export const appointActing = defineAct({
  name: 'appointActing',
  title: { vi: 'Giao quyền, phụ trách', en: 'Appoint an acting head' },
  help: {
    vi: 'Giao người phụ trách hoặc quyền người đứng đầu; người đó chịu trách nhiệm như người đứng đầu.',
    en: 'Somebody acts for the head, and answers as the head does. Refused where a unit would have two acting heads on a day.',
  },
  columns: POST,
  entity: appointmentEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  scope: ({ unit }) => [unit],
  changes: (input, context) => appointed(input, 'ACTING', context),
});

export const endAppointment = defineAct({
  name: 'endAppointment',
  title: { vi: 'Kết thúc chức vụ', en: 'End an appointment' },
  help: {
    vi: 'Chức vụ kết thúc; ngày ghi là ngày đầu tiên không còn giữ.',
    en: 'A post ends: the day given is the first on which it is no longer held. Refused for one that ended by then.',
  },
  columns: {
    appointment: code('Chức vụ', 'Appointment', 'appointment'),
    to: day('Đến trước ngày', 'Until, not included'),
  },
  entity: appointmentEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  async scope({ appointment }, context) {
    return [(await context.get(appointmentEntity, appointment, 'appointment')).unit];
  },
  async changes({ appointment: code, to }, context) {
    const found = await context.get(appointmentEntity, code, 'appointment');
    if (found.to !== null && found.to <= to)
      refuse('APPOINTMENT_ENDED', { code, day: formatDay(found.to) }, 'appointment');
    return { about: code, changes: [put(appointmentEntity, { ...found, to })] };
  },
});

export const revokeAppointment = defineAct({
  name: 'revokeAppointment',
  title: { vi: 'Thu hồi bổ nhiệm', en: 'Take an appointment back' },
  help: {
    vi: 'Bổ nhiệm ghi nhầm được thu hồi như chưa từng có, nêu lý do ở ghi chú và văn bản. Bị từ chối khi kỳ có chức vụ đó đã khóa; chức vụ đã giữ thật thì dùng kết thúc chức vụ.',
    en: 'An appointment recorded by mistake is taken back as if it had never been; earlier positions still show it. Refused where a locked period holds the post; a post that was held is ended instead.',
  },
  columns: { appointment: code('Chức vụ', 'Appointment', 'appointment') },
  entity: appointmentEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  async scope({ appointment }, context) {
    return [(await context.get(appointmentEntity, appointment, 'appointment')).unit];
  },
  async changes({ appointment: code }, context) {
    await context.get(appointmentEntity, code, 'appointment');
    return { about: code, changes: [retract(appointmentEntity, code)] };
  },
});
