import { code, day, optional, quantity, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/**
 * A value that a competent body enters for a criterion that no figure measures.
 * General criteria, criteria d, đ and e, and sizes of a collective are such values.
 */
export const assessmentFact = defineFact({
  id: 'assessment',
  title: { vi: 'Giá trị đánh giá của cấp có thẩm quyền', en: 'Assessed value' },
  grain: {
    vi: 'Một tiêu chí được đánh giá cho một người hoặc cơ quan trong kỳ',
    en: 'One criterion assessed for a leader or unit in the period',
  },
  columns: {
    criterion: code('Tiêu chí', 'Criterion'),
    value: quantity('Giá trị', 'Value', 4),
    maximum: optional(quantity('Tối đa', 'Maximum', 4)),
    assessedBy: optional(code('Cấp đánh giá', 'Competent body')),
    assessedOn: day('Ngày đánh giá', 'Assessed on'),
    document: optional(text('Văn bản', 'Document')),
  },
});
