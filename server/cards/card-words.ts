import type { Withheld } from '../../plugins/engine/classify.ts';
import type { Text } from '../../rules/kit/text.ts';
import { t } from '../../rules/kit/text.ts';
import { AwardTitle, LegalStatus, Rating } from '../modules/choices.ts';
import { wordsOfChoice } from '../platform/api/choice.ts';

/** Names of classes. */
export const RATING_TEXTS: Readonly<Record<string, Text>> = wordsOfChoice(Rating);

/** Names of legal statuses, as they stand within a sentence. */
export const LEGAL_STATUS_TEXTS: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(wordsOfChoice(LegalStatus)).map(([status, { vi, en }]) => [
    status,
    { vi: uncapitalised(vi), en: uncapitalised(en) },
  ]),
);

function uncapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Names of emulation titles. */
export const TITLE_TEXTS: Readonly<Record<string, Text>> = wordsOfChoice(AwardTitle);

/** Why no class is proposed. */
export const WITHHELD_TEXTS = {
  OPEN_POINTS: t(
    'Chưa đề xuất xếp loại: còn điểm chưa xác định ({open} điểm)',
    'No class is proposed: {open} points are still open',
  ),
  NOTHING_APPLIES: t(
    'Chưa đề xuất xếp loại: không có tiêu chí nào áp dụng',
    'No class is proposed: no criterion applies',
  ),
  TOO_LITTLE_APPLIES: t(
    'Chưa đề xuất xếp loại: chỉ {applicable} điểm tối đa áp dụng, ít hơn mức tối thiểu của phương án',
    'No class is proposed: only {applicable} of the maximum points apply, fewer than the scheme asks for',
  ),
  UNKNOWN_CONDITION: t(
    'Chưa đề xuất xếp loại: chưa đủ dữ liệu cho điều kiện "{condition}"',
    'No class is proposed: data are missing for the condition "{condition}"',
  ),
  OTHER_REGIME: t(
    'Không xếp loại theo phương án này: người này là {status}, thuộc chế độ đánh giá khác',
    'Not classed under this scheme: as {status} the person falls under another regime',
  ),
  NO_CLASSES: t('Phương án này không xếp loại', 'This scheme has no classes'),
  SEPARATE_POSTS: t(
    'Giữ nhiều chức vụ trong kỳ: mỗi chức vụ một bảng điểm, không có tổng chung',
    'Several posts in the period: one card per post, and no common total',
  ),
} as const satisfies Readonly<Record<Withheld['kind'], Text>>;

/** What limits a class. */
export const CEILING_TEXTS = {
  BAND: t('Tổng điểm thuộc mức "{rating}"', 'The total lies in the band "{rating}"'),
  FLOOR: t(
    'Tiêu chí "{of}" dưới mức sàn: không quá "{rating}"',
    'Criterion "{of}" lies below its floor: at most "{rating}"',
  ),
  LIMIT: t(
    'Chưa đạt điều kiện "{of}": không quá "{rating}"',
    'Condition "{of}" is not met: at most "{rating}"',
  ),
} as const;

/** How points are adjusted after the rules gave them. */
export const ADJUSTMENT_TEXTS = {
  RENORMALISATION: t(
    'Phân bổ lại điểm của tiêu chí không áp dụng (áp dụng {applied} điểm): {points}',
    'Points of criteria that do not apply are redistributed ({applied} points applied): {points}',
  ),
  ROUNDING: t('Làm tròn: {points}', 'Rounding: {points}'),
  WEIGHT: t(
    'Tính theo tỷ trọng {weight} của chức vụ trong kỳ: {points}',
    'Weighed by the post’s part of the period, {weight}: {points}',
  ),
} as const;

/** Said of a card whose scheme no decision has adopted. */
export const EXAMPLE_TEXT = t(
  'Ví dụ: bảng điểm này chưa được quyết định nào ban hành',
  'Example: no decision has adopted these points',
);

/** Finding of a line whose rule failed. */
export const FAILED_TEXT = t(
  'Quy tắc gặp lỗi khi tính, điểm của dòng này chưa xác định: {error}',
  'The rule failed, and nothing is known of this line: {error}',
);

/** Finding whose message the rule no longer has. */
export const UNKNOWN_MESSAGE_TEXT = t('Kết luận "{message}"', 'Finding "{message}"');

/** Title of the line of one post in a card over several. */
export const POST_LINE_TEXT = t('Chức vụ {code}', 'Post {code}');

/** The rank, or why there is none. */
export const STANDING_TEXTS = {
  RANKED: t('Hạng {rank} trên {size}', 'Rank {rank} of {size}'),
  COHORT_NOT_DECLARED: t(
    'Chưa xếp hạng: cấp có thẩm quyền chưa công bố nhóm đã đủ',
    'Not ranked: the competent body has not declared the group complete',
  ),
  COHORT_INCOMPLETE: t(
    'Chưa xếp hạng: nhóm chưa đủ người hoặc còn bảng điểm chưa xác định',
    'Not ranked: the group is not complete, or cards in it are still open',
  ),
  OPEN_POINTS: t('Chưa xếp hạng: còn điểm chưa xác định', 'Not ranked: points are still open'),
} as const;

/** Where a subject stands against the cap of its class. */
export const CAP_TEXTS = {
  WITHIN: t(
    '{points} điểm, hạng {rank} trong {places} chỗ ({percent}% của {base})',
    '{points} points, rank {rank} of {places} places ({percent}% of {base})',
  ),
  BEYOND: t(
    '{points} điểm, nhưng hạng {rank} trên {places} chỗ ({percent}% của {base})',
    '{points} points, but rank {rank} of {places} places ({percent}% of {base})',
  ),
  TIE: t(
    '{points} điểm, đồng hạng {rank} tại chỗ cuối trong {places} chỗ: cấp có thẩm quyền quyết định',
    '{points} points, tied at rank {rank} for the last of {places} places: the authority decides',
  ),
} as const;
