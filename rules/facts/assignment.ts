import { choice, code, codes, day, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/**
 * The "clear" elements of an assignment.
 * Four in 2024 (people, work, time, quantified product or responsibility), six in 2025.
 */
export const CLEAR_ELEMENTS = ['PERSON', 'WORK', 'TIME', 'RESPONSIBILITY', 'PRODUCT', 'AUTHORITY'] as const;

/** One of `CLEAR_ELEMENTS`. */
export type ClearElement = (typeof CLEAR_ELEMENTS)[number];

/** A task as its assigning unit wrote it. What was not recorded as clear is not clear. */
export const assignmentFact = defineFact({
  id: 'assignment',
  title: { vi: 'Việc giao nhiệm vụ', en: 'Assignment' },
  grain: { vi: 'Một nhiệm vụ do cơ quan giao trong kỳ', en: 'One task that the unit assigned in the period' },
  columns: {
    title: text('Tên nhiệm vụ', 'Title'),
    leadUnit: code('Cơ quan chủ trì', 'Lead unit'),
    assignedOn: day('Ngày giao', 'Assigned on'),
    stated: codes('Các yếu tố đã rõ', 'Elements stated clearly'),
    recordKept: choice('Có ghi nhận độ rõ', 'Whether clearness was recorded', ['RECORDED', 'NOT_RECORDED']),
  },
});
