/** Every sentence of the rule. */
export const messages = {
  figure: {
    vi: 'Số liệu của {source} từ {from} đến {to}',
    en: 'Figure of {source} from {from} to {to}',
  },
  ratio: { vi: '{numerator} ÷ {denominator}', en: '{numerator} ÷ {denominator}' },
  ratioToLevel: {
    vi: '{numerator} ÷ {denominator} ÷ {divisor}, không quá 1',
    en: '{numerator} ÷ {denominator} ÷ {divisor}, at most 1',
  },
  asPublished: {
    vi: 'Nguồn không công bố tử số, mẫu số; lấy điểm công bố: {points} ÷ {maximum}',
    en: 'The source gives no numerator and denominator; points as published: {points} ÷ {maximum}',
  },
  belowMaximum: { vi: 'Điểm công bố thấp hơn điểm tối đa', en: 'The published points are below the maximum' },
  zeroNone: {
    vi: 'Chỉ tiêu {metric} có mẫu số bằng 0: Cổng chấm 0 điểm',
    en: 'Metric {metric} has a zero denominator: the portal gives no points',
  },
  zeroFull: {
    vi: 'Chỉ tiêu {metric} có mẫu số bằng 0: Cổng chấm điểm tối đa',
    en: 'Metric {metric} has a zero denominator: the portal gives full points',
  },
  zeroNotApplicable: {
    vi: 'Chỉ tiêu {metric} có mẫu số bằng 0 và nguồn không quy định cách chấm: không áp dụng',
    en: 'Metric {metric} has a zero denominator and its source does not say what that earns: not applicable',
  },
  zeroOpen: {
    vi: 'Chỉ tiêu {metric} có mẫu số bằng 0: Cổng để trống điểm, không phải 0 điểm',
    en: 'Metric {metric} has a zero denominator: the portal leaves the points empty, which is not zero',
  },
  shortfall: {
    vi: 'Mới đạt {numerator} trên {denominator}; cần thêm {more} để đạt điểm tối đa',
    en: '{numerator} of {denominator}; {more} more would have earned the maximum',
  },
  measuredElsewhere: {
    vi: 'Số liệu đo tại {unit}, không phải của riêng cơ quan này',
    en: 'The figure was measured at {unit}, not for this unit alone',
  },
  tagged: { vi: 'Nguồn gắn nhãn chất lượng dữ liệu {tag}', en: 'The source tags the figure {tag}' },
  setAside: {
    vi: '{readings} kết quả khác của chỉ tiêu không dùng vì có kết quả đến ngày muộn hơn hoặc bao quát hơn',
    en: '{readings} other readings of the metric are set aside: another covers a later day or more days',
  },
  publishedDiffers: {
    vi: 'Điểm công bố {published} khác điểm tính lại {computed}',
    en: 'The published points {published} differ from the computed {computed}',
  },
  publishedPercentDiffers: {
    vi: 'Tỷ lệ công bố {published} % khác tỷ lệ tính lại {computed} %',
    en: 'The published {published} % differs from the computed {computed} %',
  },
  conflict: {
    vi: 'Hai nguồn cho số liệu khác nhau về chỉ tiêu {metric} trong cùng khoảng ngày',
    en: 'Two sources give different figures of metric {metric} for the same days',
  },
  noScore: {
    vi: 'Chỉ tiêu {metric} chưa có tử số, mẫu số hoặc điểm: để trống, không tính là 0',
    en: 'Metric {metric} has no numerator, denominator or points: left empty, not counted as zero',
  },
  noReading: {
    vi: 'Không có kết quả của chỉ tiêu {metric} trong kỳ',
    en: 'There is no reading of metric {metric} in the period',
  },
} as const;
