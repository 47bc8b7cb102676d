import { code, day, optional, text } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import {
  assessmentEntity,
  cohortEntity,
  decidedRatingEntity,
  rankingPublicationEntity,
  staffRatingEntity,
} from '../evaluation/evaluation.entity.ts';
import { publishedTotalEntity } from '../metric/metric.entity.ts';
import { happenedOn, notBefore, unused } from '../steps.ts';
import { lockOf } from './period.checks.ts';
import { periodEntity, periodUnlockEntity } from './period.entity.ts';
import { refuse } from './period.problems.ts';

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;
const APPROVER = ['HOME_AFFAIRS_APPROVER'] as const;
const period = code('Kỳ', 'Period', 'period');
const on = optional(day('Ngày; để trống là hôm nay', 'Day; today where left out'));

async function unlockedPeriod(code: string, context: ActContext) {
  const found = await context.get(periodEntity, code, 'period');
  if (found.lockedOn !== null) refuse(lockOf(found), { code }, 'period');
  return found;
}

async function lockedPeriod(code: string, context: ActContext) {
  const found = await context.get(periodEntity, code, 'period');
  const { lockedOn } = found;
  if (found.sealedOn !== null) refuse('PERIOD_SEALED', { code }, 'period');
  if (lockedOn === null) refuse('PERIOD_NOT_LOCKED', { code }, 'period');
  return { ...found, lockedOn };
}

export const openPeriod = defineAct({
  name: 'openPeriod',
  title: { vi: 'Mở kỳ đánh giá', en: 'Open a period' },
  help: {
    vi: 'Mở một kỳ: tháng, quý hoặc năm.',
    en: 'Opens a month, quarter or year. Refused where it overlaps another of its kind.',
  },
  columns: {
    code: periodEntity.columns.code,
    kind: periodEntity.columns.kind,
    from: periodEntity.columns.from,
    to: periodEntity.columns.to,
    cutOff: periodEntity.columns.cutOff,
  },
  entity: periodEntity,
  by: HOME_AFFAIRS,
  scope: () => [null],
  async changes(input, context) {
    await unused(periodEntity, input.code, context, 'code');
    return { about: input.code, changes: [put(periodEntity, { ...input, lockedOn: null, sealedOn: null })] };
  },
});

/** What speaks of a period by its code: once there is any, the period stays what it is. */
const USES = [
  assessmentEntity,
  decidedRatingEntity,
  staffRatingEntity,
  cohortEntity,
  rankingPublicationEntity,
  publishedTotalEntity,
  periodUnlockEntity,
] as const;

export const correctPeriod = defineAct({
  name: 'correctPeriod',
  title: { vi: 'Sửa kỳ ghi nhầm', en: 'Correct a period' },
  help: {
    vi: 'Sửa loại, ngày đầu, ngày cuối và ngày chốt của kỳ ghi nhầm mà chưa có gì dùng đến.',
    en: 'Corrects kind and days of a period that was recorded wrongly. Refused once anything speaks of it, or it was ever locked.',
  },
  columns: {
    period,
    kind: periodEntity.columns.kind,
    from: periodEntity.columns.from,
    to: periodEntity.columns.to,
    cutOff: periodEntity.columns.cutOff,
  },
  entity: periodEntity,
  by: HOME_AFFAIRS,
  scope: () => [null],
  async changes({ period: code, ...corrected }, context) {
    const found = await unlockedPeriod(code, context);
    for (const entity of USES)
      if ((await context.pointing(entity as typeof cohortEntity, 'period', code)).length > 0)
        refuse('PERIOD_IN_USE', { code }, 'period');
    return { about: code, changes: [put(periodEntity, { ...found, ...corrected })] };
  },
});

export const cutOffPeriod = defineAct({
  name: 'cutOffPeriod',
  title: { vi: 'Chốt số liệu kỳ', en: 'Cut a period off' },
  help: {
    vi: 'Đặt ngày chốt số liệu: sau ngày đó tình trạng và số ngày chậm không thay đổi nữa.',
    en: 'Sets the day after which states and days late stop growing. Refused for a period locked or sealed.',
  },
  columns: { period, cutOff: periodEntity.columns.cutOff },
  entity: periodEntity,
  by: HOME_AFFAIRS,
  scope: () => [null],
  async changes({ period: code, cutOff }, context) {
    const found = await unlockedPeriod(code, context);
    return { about: code, changes: [put(periodEntity, { ...found, cutOff })] };
  },
});

export const lockPeriod = defineAct({
  name: 'lockPeriod',
  title: { vi: 'Khóa kỳ', en: 'Lock a period' },
  help: {
    vi: 'Kỳ đã khóa không nhận thêm dữ kiện được quyết định trong kỳ.',
    en: 'A locked period refuses facts decided in it. Refused until its cut-off day is over.',
  },
  columns: { period, on },
  entity: periodEntity,
  by: APPROVER,
  scope: () => [null],
  async changes({ period: code, on: given }, context) {
    const found = await unlockedPeriod(code, context);
    const lockedOn = happenedOn(given, context, 'on');
    if (lockedOn <= found.cutOff)
      refuse('PERIOD_STILL_OPEN', { code, cutOff: formatDay(found.cutOff) }, 'period');
    return { about: code, changes: [put(periodEntity, { ...found, lockedOn })] };
  },
});

export const unlockPeriod = defineAct({
  name: 'unlockPeriod',
  title: { vi: 'Mở khóa kỳ', en: 'Unlock a period' },
  help: {
    vi: 'Mở lại kỳ đã khóa, nêu lý do; kỳ đã niêm phong không mở được.',
    en: 'Opens a locked period again, with the reason, which is kept. Refused for a period not locked, and for ever once it is sealed.',
  },
  columns: { period, reason: text('Lý do', 'Reason') },
  entity: periodEntity,
  by: APPROVER,
  scope: () => [null],
  async changes({ period: code, reason }, context) {
    const found = await lockedPeriod(code, context);
    const before = await context.pointing(periodUnlockEntity, 'period', code);
    const unlock = {
      period: code,
      number: Math.max(0, ...before.map(({ number }) => number)) + 1,
      lockedOn: found.lockedOn,
      unlockedOn: context.today,
      reason,
      document: context.document,
    };
    return {
      about: code,
      changes: [put(periodEntity, { ...found, lockedOn: null }), put(periodUnlockEntity, unlock)],
    };
  },
});

export const sealPeriod = defineAct({
  name: 'sealPeriod',
  title: { vi: 'Niêm phong kỳ', en: 'Seal a period' },
  help: {
    vi: 'Kỳ đã khóa được niêm phong theo quyết định; không mở lại được nữa.',
    en: 'A locked period is sealed by decision and is never opened again. Refused for one not locked.',
  },
  columns: { period, on },
  entity: periodEntity,
  by: APPROVER,
  evidence: 'required',
  scope: () => [null],
  async changes({ period: code, on: given }, context) {
    const found = await lockedPeriod(code, context);
    const sealedOn = happenedOn(given, context, 'on');
    notBefore(sealedOn, found.lockedOn, 'on');
    return { about: code, changes: [put(periodEntity, { ...found, sealedOn })] };
  },
});
