import { choice, code, codes, count, day, optional, quantity, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** Decimals of values, numerators and denominators of metrics. */
export const VALUE_SCALE = 4;

/** What a metric measures, which decides how its value is kept. */
export const METRIC_KINDS = ['RATIO', 'COUNT', 'MILESTONE', 'PERCENTAGE'] as const;
/**
 * When a target must hold.
 * REACH_BY: once, by the last day; HOLD_FROM: from the first day on; HOLD_DURING: through the whole span.
 */
export const TARGET_KINDS = ['REACH_BY', 'HOLD_FROM', 'HOLD_DURING'] as const;

/**
 * A target in force for a unit, with the reading that answers it.
 * RATIO and PERCENTAGE values are in percent. A RATIO keeps numerator and denominator, and its value is
 * numerator / denominator × 100, exact; other kinds have their value as numerator over 10^4.
 */
export const targetFact = defineFact({
  id: 'target',
  title: { vi: 'Mức giao và kết quả', en: 'Target and its reading' },
  grain: {
    vi: 'Một mức giao của cơ quan trong kỳ, kèm kết quả',
    en: 'One target of the unit in the period, with its reading',
  },
  columns: {
    metric: code('Chỉ tiêu', 'Metric'),
    title: text('Tên chỉ tiêu', 'Metric title'),
    kind: choice('Loại chỉ tiêu', 'Kind of metric', METRIC_KINDS),
    direction: choice('Chiều', 'Direction', ['HIGHER_IS_BETTER', 'LOWER_IS_BETTER']),
    targetKind: choice('Kiểu mức giao', 'Kind of target', TARGET_KINDS),
    from: day('Từ ngày', 'From'),
    by: optional(day('Đến ngày', 'Last day')),
    minimum: optional(quantity('Mức tối thiểu', 'Lower bound of the target', VALUE_SCALE)),
    maximum: optional(quantity('Mức tối đa', 'Upper bound of a range', VALUE_SCALE)),
    /**
     * PRESENT; MISSING, due and absent; NOT_YET, the target's day lies ahead; ZERO_DENOMINATOR; SHOWN_ONLY, split by
     * an estimated share.
     */
    readingState: choice('Tình trạng số liệu', 'State of the reading', [
      'PRESENT',
      'MISSING',
      'NOT_YET',
      'ZERO_DENOMINATOR',
      'SHOWN_ONLY',
    ]),
    numerator: optional(quantity('Tử số', 'Numerator, or the value', VALUE_SCALE)),
    denominator: optional(quantity('Mẫu số', 'Denominator', VALUE_SCALE)),
    coversTo: optional(day('Số liệu đến ngày', 'Last day the reading covers')),
    /** Units whose numerators and denominators were pooled: subordinates or predecessors; empty when the unit's own. */
    pooledFrom: codes('Gộp từ các đơn vị', 'Pooled from units'),
    missingFrom: codes('Thiếu số liệu của', 'Units whose part of the pool is missing'),
    reportedBy: code('Cơ quan cung cấp số liệu', 'Unit that owes the reading'),
    owedSince: optional(day('Thiếu từ ngày', 'First day on which the reading was owed and absent')),
    document: optional(text('Văn bản giao', 'Document that set the target')),
    readingsHeld: count('Số kỳ số liệu đã xét', 'Readings looked at'),
    /** Of the readings looked at, how many met the target; HOLD_FROM and HOLD_DURING ask for all. */
    readingsMet: count('Số kỳ đạt', 'Readings that met the target'),
  },
});
