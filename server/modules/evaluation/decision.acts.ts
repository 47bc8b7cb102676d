import { code, day, joinedCode, optional } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { schemeRevisionEntity } from '../configuration/configuration.entity.ts';
import { periodEntity } from '../period/period.entity.ts';
import { happenedOn, notBefore, unused } from '../steps.ts';
import { newCode, scopeOfPerson } from './evaluation.acts.ts';
import { cohortEntity, decidedRatingEntity, rankingPublicationEntity } from './evaluation.entity.ts';
import { refuse } from './evaluation.problems.ts';

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;
const APPROVER = ['HOME_AFFAIRS_APPROVER'] as const;
const decisionDay = optional(
  day('Ngày; để trống là ngày văn bản, hoặc hôm nay', 'Day; the document’s date, or today, where left out'),
);
const group = optional(
  joinedCode(
    'Nhóm; để trống là cả phương án',
    'Group, as the ranking names it ("HEAD/DEPARTMENT"); the whole scheme where left out',
  ),
);
const WHOLE_SCHEME = '*';

/** What a body decides of a sealed period would come too late: the classes were sealed with the cards. */
async function unsealedPeriod(code: string, context: ActContext) {
  const found = await context.get(periodEntity, code, 'period');
  if (found.sealedOn !== null) refuse('PERIOD_SEALED', { code }, 'period');
  return found;
}

async function knownScheme(scheme: string, context: ActContext): Promise<void> {
  if (!(await context.all(schemeRevisionEntity)).some((revision) => revision.scheme === scheme))
    refuse('UNKNOWN_SCHEME', { code: scheme }, 'scheme');
}

export const decideRating = defineAct({
  name: 'decideRating',
  title: { vi: 'Ghi kết quả xếp loại đã quyết định', en: 'Record a decided rating' },
  help: {
    vi: 'Xếp loại mà cấp có thẩm quyền quyết định cho một người hoặc một cơ quan trong một kỳ đã hết. Đã có thì quyết định sau thay quyết định trước.',
    en: 'The class that the competent authority decided for a leader or a unit in a period that is over. A later decision replaces an earlier one. Refused once the period is sealed.',
  },
  columns: {
    code: newCode,
    leader: decidedRatingEntity.columns.leader,
    unit: decidedRatingEntity.columns.unit,
    period: decidedRatingEntity.columns.period,
    rating: decidedRatingEntity.columns.rating,
    decidedOn: decisionDay,
  },
  entity: decidedRatingEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  bulk: {
    name: 'decideRatings',
    title: { vi: 'Ghi nhiều kết quả xếp loại', en: 'Record many decided ratings' },
  },
  scope: scopeOfPerson,
  async changes(input, context) {
    const { to } = await unsealedPeriod(input.period, context);
    const decidedOn = happenedOn(input.decidedOn ?? context.documentDay, context, 'decidedOn');
    if (decidedOn < to)
      refuse(
        'PERIOD_NOT_OVER',
        { code: input.period, last: formatDay(to - 1), day: formatDay(decidedOn) },
        'decidedOn',
      );
    const { leader, unit, period } = input;
    const ofSubject =
      leader !== null
        ? await context.pointing(decidedRatingEntity, 'leader', leader)
        : unit !== null
          ? await context.pointing(decidedRatingEntity, 'unit', unit)
          : [];
    const before = ofSubject.find(
      (one) => one.leader === leader && one.unit === unit && one.period === period,
    );
    if (before) notBefore(decidedOn, before.decidedOn, 'decidedOn');
    const code =
      before?.code ?? (await unused(decidedRatingEntity, input.code ?? context.newCode(), context, 'code'));
    const row = { ...input, code, decidedOn, document: context.document };
    return { about: code, changes: [put(decidedRatingEntity, row)] };
  },
});

export const declareCohort = defineAct({
  name: 'declareCohort',
  title: { vi: 'Công bố nhóm xếp hạng đã đủ', en: 'Declare a cohort complete' },
  help: {
    vi: 'Từ ngày đó nhóm được xếp hạng và tính tỷ lệ xuất sắc. Công bố lại thì thay lần trước.',
    en: 'From that day the group is ranked and its share of "excellent" computed. Declaring it again replaces the earlier word. Refused once the period is sealed.',
  },
  columns: {
    scheme: cohortEntity.columns.scheme,
    period: cohortEntity.columns.period,
    group,
    completeOn: decisionDay,
    headcount: cohortEntity.columns.headcount,
    ratedElsewhere: cohortEntity.columns.ratedElsewhere,
    outstanding: cohortEntity.columns.outstanding,
  },
  entity: cohortEntity,
  by: HOME_AFFAIRS,
  scope: () => [null],
  async changes(input, context) {
    await unsealedPeriod(input.period, context);
    await knownScheme(input.scheme, context);
    const completeOn = happenedOn(input.completeOn ?? context.documentDay, context, 'completeOn');
    const row = { ...input, group: input.group ?? WHOLE_SCHEME, completeOn, document: context.document };
    return {
      about: `${row.scheme}/${row.period}/${row.group}`,
      changes: [put(cohortEntity, row)],
    };
  },
});

export const publishRanking = defineAct({
  name: 'publishRanking',
  title: { vi: 'Công bố xếp hạng', en: 'Publish a ranking' },
  help: {
    vi: 'Mở thứ hạng, điểm và xếp loại của một nhóm trong kỳ đã khóa cho mọi tài khoản của cấp đó.',
    en: 'Opens ranks, points and classes of a group, in a locked period, to every account of the authority; the cards stay closed.',
  },
  columns: {
    scheme: rankingPublicationEntity.columns.scheme,
    period: rankingPublicationEntity.columns.period,
    group,
    publishedOn: decisionDay,
  },
  entity: rankingPublicationEntity,
  by: APPROVER,
  evidence: 'required',
  scope: () => [null],
  async changes(input, context) {
    const { lockedOn } = await context.get(periodEntity, input.period, 'period');
    if (lockedOn === null) refuse('PERIOD_NOT_LOCKED', { code: input.period }, 'period');
    await knownScheme(input.scheme, context);
    const publishedOn = happenedOn(input.publishedOn ?? context.documentDay, context, 'publishedOn');
    const { scheme, period } = input;
    const about = `${scheme}/${period}/${input.group ?? WHOLE_SCHEME}`;
    const before = await context.find(rankingPublicationEntity, about);
    if (before && before.withdrawnOn === null)
      await unused(rankingPublicationEntity, about, context, 'group');
    const row = {
      scheme,
      period,
      group: input.group ?? WHOLE_SCHEME,
      publishedOn,
      withdrawnOn: null,
      document: context.document!,
    };
    return { about, changes: [put(rankingPublicationEntity, row)] };
  },
});

export const withdrawRanking = defineAct({
  name: 'withdrawRanking',
  title: { vi: 'Thu hồi công bố xếp hạng', en: 'Withdraw a published ranking' },
  help: {
    vi: 'Từ ngày đó thứ hạng lại chỉ mở cho người có quyền.',
    en: 'From then on the ranking is open only to those whose role opens it. Refused for one withdrawn already.',
  },
  columns: {
    rankingPublication: code('Công bố', 'Publication', 'rankingPublication'),
    on: optional(day('Ngày; để trống là hôm nay', 'Day; today where left out')),
  },
  entity: rankingPublicationEntity,
  by: APPROVER,
  evidence: 'required',
  paths: { withdrawnOn: 'on' },
  scope: () => [null],
  async changes({ rankingPublication: code, on }, context) {
    const found = await context.get(rankingPublicationEntity, code, 'rankingPublication');
    if (found.withdrawnOn !== null)
      refuse('RANKING_WITHDRAWN', { code, on: formatDay(found.withdrawnOn) }, 'rankingPublication');
    const withdrawnOn = happenedOn(on, context, 'on');
    notBefore(withdrawnOn, found.publishedOn, 'on');
    return { about: code, changes: [put(rankingPublicationEntity, { ...found, withdrawnOn })] };
  },
});
