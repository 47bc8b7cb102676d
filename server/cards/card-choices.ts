import { t } from '../../rules/kit/text.ts';
import { choiceType } from '../platform/api/choice.ts';

export const LineKind = choiceType('ScoreLineKind', 'What a line of a card stands for.', {
  APPOINTMENT: t('Bảng điểm của một chức vụ', 'The card of one post'),
  PART: t('Bộ tiêu chí', 'A plugin'),
  GROUP: t('Nhóm tiêu chí', 'A group of criteria'),
  CRITERION: t('Tiêu chí', 'A criterion'),
});

export const LineState = choiceType('ScoreLineState', 'How far a line is known.', {
  SCORED: t('Đã có điểm', 'Its points are known'),
  OPEN: t('Còn điểm chưa xác định', 'Points are still open'),
  NOT_APPLICABLE: t('Không áp dụng', 'It does not apply'),
  FAILED: t('Quy tắc gặp lỗi, chưa có điểm', 'The rule failed; nothing is known'),
});

export const OpenKind = choiceType('OpenPointsKind', 'Why points are open.', {
  PENDING: t('Chưa đến hạn', 'Owed, not yet due'),
  MISSING_DATA: t('Thiếu số liệu đã đến hạn', 'Due, and not there'),
});

export const AdjustmentKind = choiceType('AdjustmentKind', 'What moved points besides the lines below.', {
  RENORMALISATION: t('Phân bổ lại', 'Redistribution'),
  ROUNDING: t('Làm tròn', 'Rounding'),
  WEIGHT: t('Tỷ trọng của chức vụ', 'Weight of a post'),
});

export const ConditionState = choiceType('ConditionState', 'The answer of a condition.', {
  MET: t('Đạt', 'Met'),
  UNMET: t('Không đạt', 'Not met'),
  UNKNOWN: t('Chưa đủ dữ liệu', 'Data are missing'),
  NOT_APPLICABLE: t('Không áp dụng', 'It does not apply'),
});

export const WithheldKind = choiceType('WithheldKind', 'Why no class is proposed.', {
  OPEN_POINTS: t('Còn điểm chưa xác định', 'Points are open'),
  NOTHING_APPLIES: t('Không có tiêu chí áp dụng', 'No criterion applies'),
  TOO_LITTLE_APPLIES: t('Quá ít điểm áp dụng', 'Too few points apply'),
  UNKNOWN_CONDITION: t('Điều kiện chưa đủ dữ liệu', 'A condition lacks data'),
  OTHER_REGIME: t('Thuộc chế độ khác', 'Another regime applies'),
  NO_CLASSES: t('Phương án không xếp loại', 'The scheme has no classes'),
  SEPARATE_POSTS: t('Nhiều chức vụ, chấm riêng', 'Several posts, scored apart'),
});

export const CeilingKind = choiceType('CeilingKind', 'What keeps a class from being higher.', {
  BAND: t('Mức điểm', 'The band of the total'),
  FLOOR: t('Sàn tiêu chí', 'A criterion below its floor'),
  LIMIT: t('Điều kiện không đạt', 'A condition that is not met'),
});

export const StandingState = choiceType('StandingState', 'Whether a rank is given.', {
  RANKED: t('Đã xếp hạng', 'Ranked'),
  COHORT_NOT_DECLARED: t('Nhóm chưa được công bố đủ', 'The group is not declared complete'),
  COHORT_INCOMPLETE: t('Nhóm chưa đủ', 'The group is not complete'),
  OPEN_POINTS: t('Còn điểm chưa xác định', 'Points are open'),
});

export const CapOutcome = choiceType('CapResult', 'How a cap on a class meets one member of the group.', {
  WITHIN: t('Trong số chỗ', 'Within the places'),
  BEYOND: t('Vượt số chỗ', 'Beyond the places'),
  TIE: t('Đồng điểm ở chỗ cuối', 'Tied for the last place'),
});
