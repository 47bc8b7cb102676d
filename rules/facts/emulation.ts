import { choice, count, day, flag, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** Emulation titles of persons, then of collectives, each from lower to higher. */
export const TITLES = [
  'ADVANCED_WORKER',
  'GRASSROOTS_FIGHTER',
  'PROVINCIAL_FIGHTER',
  'NATIONAL_FIGHTER',
  'ADVANCED_COLLECTIVE',
  'EXCELLENT_COLLECTIVE',
  'EMULATION_FLAG',
] as const;

/** How far an initiative is recognised to reach, from near to far. */
export const REACHES = ['GRASSROOTS', 'PROVINCIAL', 'NATIONAL'] as const;

/** A title awarded to a leader or a unit; a revoked one stays, with the reason (Law 06/2022/QH15). */
export const awardFact = defineFact({
  id: 'award',
  title: { vi: 'Danh hiệu đã trao', en: 'Award' },
  grain: { vi: 'Một danh hiệu của một năm', en: 'One title of one year' },
  columns: {
    award: choice('Danh hiệu', 'Title', TITLES),
    year: count('Năm', 'Year'),
    awardedOn: day('Ngày quyết định', 'Awarded on'),
    document: optional(text('Quyết định', 'Document')),
    revoked: flag('Đã hủy bỏ', 'Revoked on or before the day of truth'),
    revokedReason: optional(text('Lý do hủy', 'Reason of revocation')),
  },
});

/** A recognised initiative or applied study, with its reach. */
export const initiativeFact = defineFact({
  id: 'initiative',
  title: { vi: 'Sáng kiến', en: 'Initiative' },
  grain: { vi: 'Một sáng kiến hoặc đề tài được công nhận', en: 'One recognised initiative or study' },
  columns: {
    title: text('Tên', 'Title'),
    reach: choice('Phạm vi ảnh hưởng', 'Reach', REACHES),
    year: count('Năm', 'Year'),
    recognisedOn: day('Ngày công nhận', 'Recognised on'),
    document: optional(text('Văn bản', 'Document')),
  },
});
