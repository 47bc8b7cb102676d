import { z } from 'zod';
import type { ClearElement } from '../../facts/assignment.ts';
import { CLEAR_ELEMENTS, assignmentFact } from '../../facts/assignment.ts';
import type { Citation } from '../../kit/citation.ts';
import { cite } from '../../kit/citation.ts';
import { titled } from '../../kit/config.ts';
import type { Day } from '../../kit/day.ts';
import { formatDay, parseDay } from '../../kit/day.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

interface Standard {
  readonly from: Day;
  readonly elements: readonly ClearElement[];
  readonly basis: Citation;
}

/** What an assignment had to state clearly, oldest first: the standard of the assignment's own day judges it. */
const STANDARDS: readonly Standard[] = [
  // "clearly about people, clear tasks, clear time, with specific quantitative products" (2024).
  {
    from: parseDay('2024-01-01'),
    elements: ['PERSON', 'WORK', 'TIME', 'PRODUCT'],
    basis: cite('NA-06-2024-05'),
  },
  // "Six clear": people, work, time, responsibility, product, authority (2025).
  { from: parseDay('2025-01-01'), elements: CLEAR_ELEMENTS, basis: cite('NA-06-2025') },
];

const MESSAGE_OF = {
  PERSON: 'person',
  WORK: 'work',
  TIME: 'time',
  RESPONSIBILITY: 'responsibility',
  PRODUCT: 'product',
  AUTHORITY: 'authority',
} as const satisfies Record<ClearElement, string>;

/** Share of the unit's assignments that state every "clear" element of their day. */
export const unclearAssignment = defineRule({
  id: 'deadline/unclear-assignment',
  version: '1.1.0',
  lifecycle: 'stable',
  title: { vi: 'Giao việc rõ theo yêu cầu', en: 'Clear assignments' },
  purpose: {
    vi: 'Đo phần nhiệm vụ do cơ quan giao trong kỳ nêu đủ các yếu tố “rõ” đang yêu cầu vào ngày giao; thiếu sót tính cho cơ quan giao.',
    en: 'Measures how many tasks the unit assigned state every “clear” element required on the assignment day; the assigning unit is charged.',
  },
  legalBasis: STANDARDS.map(({ basis }) => basis),
  interpretation: {
    vi: 'Bốn rõ áp dụng năm 2024, sáu rõ từ năm 2025; ngày bắt đầu chính xác của mỗi yêu cầu cần xác nhận.',
    en: 'Four elements in 2024, six from 2025; the exact first day of each standard is to be confirmed.',
  },
  effective: { from: '2024-01-01' },
  laterLaw: {
    'NA-06-2025': {
      vi: '“Sáu rõ” chỉ áp dụng cho nhiệm vụ giao từ năm 2025; trước đó là “bốn rõ”.',
      en: '“Six clear” holds for tasks assigned from 2025 on; before, it was four.',
    },
  },
  parameters: {},
  config: z.strictObject({
    recordOwedBy: titled(
      z.string().min(1).nullable().default(null),
      'Cơ quan phải ghi nhận các yếu tố rõ (để trống: cơ quan giao việc)',
      'Unit that owes the record of clearness (empty: the assigning unit)',
    ),
  }),
  needs: [assignmentFact],
  messages: {
    share: {
      vi: '{clear} nhiệm vụ giao đủ rõ trên {assessed} nhiệm vụ đã giao',
      en: '{clear} clear assignments of {assessed} made',
    },
    clear: {
      vi: '{assignments} nhiệm vụ giao đủ các yếu tố rõ',
      en: '{assignments} assignments state every element',
    },
    unclear: {
      vi: 'Nhiệm vụ {code} giao ngày {on} thiếu {missing} trên {required} yếu tố rõ',
      en: 'Task {code}, assigned on {on}, lacks {missing} of {required} clear elements',
    },
    person: { vi: 'Nhiệm vụ {code}: chưa rõ người', en: 'Task {code}: people not clear' },
    work: { vi: 'Nhiệm vụ {code}: chưa rõ việc', en: 'Task {code}: work not clear' },
    time: { vi: 'Nhiệm vụ {code}: chưa rõ thời gian', en: 'Task {code}: time not clear' },
    responsibility: {
      vi: 'Nhiệm vụ {code}: chưa rõ trách nhiệm',
      en: 'Task {code}: responsibility not clear',
    },
    product: { vi: 'Nhiệm vụ {code}: chưa rõ sản phẩm', en: 'Task {code}: product not clear' },
    authority: { vi: 'Nhiệm vụ {code}: chưa rõ thẩm quyền', en: 'Task {code}: authority not clear' },
    notRecorded: {
      vi: 'Nhiệm vụ {code} giao ngày {on}: chưa ghi nhận các yếu tố rõ',
      en: 'Task {code}, assigned on {on}: clearness was not recorded',
    },
    noStandard: {
      vi: 'Nhiệm vụ {code} giao ngày {on}, trước khi có yêu cầu giao việc rõ: không đánh giá',
      en: 'Task {code}, assigned on {on}, before any standard of clearness: not assessed',
    },
    nothingAssigned: {
      vi: 'Không có nhiệm vụ nào được giao theo yêu cầu giao việc rõ trong kỳ',
      en: 'The unit made no assignment under a standard of clearness in the period',
    },
  },
  evaluate({ facts, subject, config }) {
    const findings: Finding[] = [];
    const clearRows: number[] = [];
    const unclear: { row: number; missing: readonly ClearElement[]; required: number }[] = [];
    const unrecordedRows: number[] = [];
    for (const [row, assignment] of facts.assignment.entries()) {
      const elements = standardOn(assignment.assignedOn)?.elements;
      if (!elements) {
        const data = { code: assignment.code, on: formatDay(assignment.assignedOn) };
        findings.push({ message: 'noStandard', data, evidence: [{ fact: 'assignment', row }] });
      } else if (assignment.recordKept === 'NOT_RECORDED') {
        unrecordedRows.push(row);
      } else {
        const missing = elements.filter((element) => !assignment.stated.includes(element));
        if (missing.length === 0) clearRows.push(row);
        else unclear.push({ row, missing, required: elements.length });
      }
    }
    const assessed = clearRows.length + unclear.length + unrecordedRows.length;
    if (assessed === 0) return notApplicable({ message: 'nothingAssigned', data: {} }, findings);
    const each = fraction(1, assessed);
    for (const { row, missing, required } of unclear) {
      const { code, assignedOn } = facts.assignment[row]!;
      const evidence = [{ fact: 'assignment', row }];
      const data = { code, on: formatDay(assignedOn), missing: missing.length, required };
      findings.push({ message: 'unclear', data, evidence, loss: each });
      for (const element of missing)
        findings.push({ message: MESSAGE_OF[element], data: { code }, evidence });
    }
    const open = unrecordedRows.map((row): Open => {
      const { code, unit, assignedOn } = facts.assignment[row]!;
      const what = { message: 'notRecorded', data: { code, on: formatDay(assignedOn) } };
      findings.push({ ...what, evidence: [{ fact: 'assignment', row }] });
      const owedBy = config.recordOwedBy ?? unit ?? subject.unit;
      return { share: each, kind: 'MISSING_DATA', what, owedBy, since: assignedOn };
    });
    const evidence = clearRows.map((row) => ({ fact: 'assignment', row }));
    const clear = clearRows.length;
    if (clear > 0) findings.push({ message: 'clear', data: { assignments: clear }, evidence });
    return scored(fraction(clear, assessed), { message: 'share', data: { clear, assessed } }, findings, open);
  },
});

function standardOn(day: Day): Standard | undefined {
  return STANDARDS.findLast(({ from }) => from <= day);
}
