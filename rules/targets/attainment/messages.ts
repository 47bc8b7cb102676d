/** Sentences of the rule, by message id. */
export const messages = {
  share: {
    vi: 'Phần đạt {earned} trên tổng trọng số {weight} của {targets} chỉ tiêu; {open} chỉ tiêu chưa có số liệu',
    en: 'Earned {earned} of weight {weight} over {targets} targets; {open} targets without a reading',
  },
  reached: {
    vi: 'Chỉ tiêu {title}: {value}, đạt mức giao {goal}',
    en: 'Target {title}: {value} reaches the goal {goal}',
  },
  short: {
    vi: 'Chỉ tiêu {title}: {value}, chưa đạt mức giao {goal}; mức đạt {attainment}%, được {share}% điểm của chỉ tiêu',
    en: 'Target {title}: {value} misses the goal {goal}; attainment {attainment}%, {share}% of its points',
  },
  held: {
    vi: 'Chỉ tiêu {title}: mức giao {goal} được giữ ở {met}/{looked} kỳ số liệu, được {share}% điểm của chỉ tiêu',
    en: 'Target {title}: the goal {goal} was held in {met} of {looked} readings, {share}% of its points',
  },
  belowFloor: {
    vi: 'Chỉ tiêu {title}: mức đạt {attainment}% dưới ngưỡng {floor}%: không có điểm',
    en: 'Target {title}: attainment {attainment}% is below the floor of {floor}%: no points',
  },
  missing: {
    vi: 'Chỉ tiêu {title}: thiếu số liệu từ {since}, {unit} phải cung cấp',
    en: 'Target {title}: reading missing since {since}, owed by {unit}',
  },
  missingPart: {
    vi: 'Chỉ tiêu {title}: số liệu gộp còn thiếu phần của {unit}',
    en: 'Target {title}: the pooled reading lacks the part of {unit}',
  },
  inProgress: {
    vi: 'Chỉ tiêu {title}: mới đạt {value} so với mức giao {goal}, hạn {by}: phần còn lại chờ đến hạn',
    en: 'Target {title}: {value} so far against the goal {goal}, due by {by}: the rest is open until then',
  },
  notYet: { vi: 'Chỉ tiêu {title}: chưa đến hạn', en: 'Target {title}: not yet due' },
  zeroDenominator: {
    vi: 'Chỉ tiêu {title}: không phát sinh (mẫu số bằng 0): không tính',
    en: 'Target {title}: nothing to measure (denominator 0): left out',
  },
  shownOnly: {
    vi: 'Chỉ tiêu {title}: số liệu chia theo tỷ lệ ước tính, chỉ hiển thị, không tính điểm',
    en: 'Target {title}: figures split by an estimated share are shown, not scored',
  },
  noBound: {
    vi: 'Chỉ tiêu {title}: không có mức giao cụ thể: không đánh giá được',
    en: 'Target {title}: no bound was set: it cannot be assessed',
  },
  unweighted: {
    vi: 'Chỉ tiêu {title}: trọng số 0 theo cấu hình: không tính',
    en: 'Target {title}: weight 0 by configuration: left out',
  },
  nothingAssessable: {
    vi: 'Không có chỉ tiêu nào để tính trong kỳ',
    en: 'No target can be assessed in the period',
  },
} as const;
