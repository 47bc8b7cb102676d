import { choice, code, count, day, flag, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';
import { RATINGS } from '../kit/rating.ts';

/**
 * How firm a class is.
 * DECIDED by the authority; PROPOSED by a card before caps (provisional); RECORDED for staff without a card.
 */
export const RATING_SOURCES = ['DECIDED', 'PROPOSED', 'RECORDED'] as const;

/** The subject's own cards of the shorter periods inside this one, computed in the same run. */
export const periodCardFact = defineFact({
  id: 'period-card',
  title: { vi: 'Bảng điểm các kỳ trong năm', en: 'Card of a shorter period' },
  grain: {
    vi: 'Một bảng điểm tháng hoặc quý của chính đối tượng',
    en: 'One month’s or quarter’s card of the same subject',
  },
  columns: {
    period: code('Kỳ', 'Period'),
    from: day('Từ ngày', 'First day'),
    /** Total as exact text; null while the card has open points or does not exist. */
    total: optional(text('Tổng điểm', 'Total')),
    rating: optional(choice('Xếp loại', 'Rating', RATINGS)),
    ratingSource: optional(choice('Nguồn xếp loại', 'Source of the rating', RATING_SOURCES)),
    missing: flag('Chưa có', 'Missing or still open'),
  },
});

/** Ratings of the units or people directly below. */
export const subordinateRatingFact = defineFact({
  id: 'subordinate-rating',
  title: { vi: 'Xếp loại cấp dưới', en: 'Subordinate rating' },
  grain: {
    vi: 'Xếp loại của một đơn vị hoặc một nhóm người trực thuộc',
    en: 'The rating of one unit, or of a number of people, directly below',
  },
  columns: {
    subordinate: code('Cấp dưới', 'Subordinate'),
    of: choice('Đối tượng', 'Of', ['UNIT', 'PEOPLE']),
    /** Null for a unit below that has no class yet. */
    rating: optional(choice('Xếp loại', 'Rating', RATINGS)),
    number: count('Số lượng', 'How many'),
    ratingSource: optional(choice('Nguồn xếp loại', 'Source of the rating', RATING_SOURCES)),
  },
});

/** Classes decided for the subject itself, of this year and of past years. */
export const decidedRatingFact = defineFact({
  id: 'decided-rating',
  title: { vi: 'Xếp loại đã quyết định', en: 'Decided rating' },
  grain: { vi: 'Một xếp loại đã có quyết định', en: 'One class with its decision' },
  columns: {
    period: code('Kỳ', 'Period'),
    year: count('Năm', 'Year'),
    yearly: flag('Xếp loại năm', 'Class of a whole year'),
    rating: choice('Xếp loại', 'Rating', RATINGS),
    ratingSource: choice('Nguồn', 'Source', RATING_SOURCES),
    document: optional(text('Quyết định', 'Document')),
  },
});
