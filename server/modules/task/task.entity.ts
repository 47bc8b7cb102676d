import {
  choice,
  code,
  codes,
  count,
  day,
  flag,
  label,
  optional,
  quantity,
  text,
} from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { CLEAR_ELEMENTS } from '../../../rules/facts/assignment.ts';
import { CONVERTED_SCALE } from '../../../rules/facts/task.ts';
import { DUE_KINDS } from '../../../rules/kit/due-date.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import type { Problem } from '../../platform/problems.ts';
import { flagged, refused } from './task.problems.ts';

/** Ten years: a longer term is a slip of the pen. */
const LONGEST_TERM = 3660;

/** A quantity done so many times over is more likely a slip than work: it is flagged, not refused. */
const MOST_TIMES_OVER = 3n;

/** The last day in time where no calendar is needed to work it out; null for terms, and where no date was set. */
function lastNamedDay({
  dueKind,
  dueDay,
}: {
  readonly dueKind: string;
  readonly dueDay: Day | null;
}): Day | null {
  if (dueDay === null) return null;
  if (dueKind === 'BY') return dueDay;
  return dueKind === 'BEFORE' ? dueDay - 1 : null;
}

export const planEntity = defineEntity({
  name: 'plan',
  file: 'plans',
  group: 'DATA',
  title: { vi: 'Kế hoạch', en: 'Plan' },
  help: { vi: 'Kế hoạch giao nhiệm vụ.', en: 'A plan that assigns tasks.' },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    title: label('Tên', 'Title'),
    year: count('Năm', 'Year'),
    issuedBy: code('Cơ quan ban hành', 'Issued by', 'unit'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  stamps: () => [],
});

export const taskGroupEntity = defineEntity({
  name: 'taskGroup',
  file: 'task-groups',
  group: 'DATA',
  title: { vi: 'Nhóm nhiệm vụ', en: 'Task group' },
  help: { vi: 'Nhóm nhiệm vụ trong một kế hoạch.', en: 'A group of tasks within a plan.' },
  key: ['code'],
  visibility: { class: 'OPEN' },
  columns: {
    code: code('Mã', 'Code'),
    plan: code('Kế hoạch', 'Plan', 'plan'),
    title: label('Tên', 'Title'),
  },
  stamps: () => [],
});

export const taskEntity = defineEntity({
  name: 'task',
  file: 'tasks',
  group: 'DATA',
  indexed: true,
  title: { vi: 'Nhiệm vụ', en: 'Task' },
  help: {
    vi: 'Giao cho chức vụ đứng đầu cơ quan chủ trì. Hoàn thành nghĩa là được chấp nhận, tính theo ngày của lần nộp được chấp nhận.',
    en: 'Assigned to the post at the head of the lead unit. Done means accepted, dated at the submission that was accepted.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['leadUnit', 'coordinatingUnits', 'assignedBy'] },
  searched: [['assignedBy', 'assignedOn']],
  columns: {
    code: code('Mã', 'Code'),
    title: label('Tên', 'Title'),
    plan: optional(code('Kế hoạch', 'Plan', 'plan')),
    group: optional(code('Nhóm', 'Group', 'taskGroup')),
    leadUnit: code('Cơ quan chủ trì', 'Lead unit', 'unit'),
    coordinatingUnits: codes('Cơ quan phối hợp', 'Coordinating units', 'unit'),
    assignedBy: optional(code('Cơ quan giao', 'Assigned by', 'unit')),
    assignedOn: day('Ngày giao', 'Assigned on'),
    field: optional(code('Lĩnh vực', 'Field')),
    dueKind: choice('Kiểu hạn', 'Kind of due date', DUE_KINDS),
    dueDay: optional(day('Ngày hạn, hoặc ngày bắt đầu tính thời hạn', 'Named day, or event day of a term')),
    dueLength: optional(count('Độ dài thời hạn', 'Length of the term')),
    deliverable: optional(text('Sản phẩm', 'Deliverable')),
    assignedQuantity: optional(quantity('Số lượng giao', 'Assigned quantity', CONVERTED_SCALE)),
    /** Converts a quantity into standard products (Decree 335/2025 art. 14; the catalogue is data of each authority). */
    coefficient: optional(quantity('Hệ số quy đổi', 'Conversion coefficient', CONVERTED_SCALE)),
    doneQuantity: optional(quantity('Số lượng hoàn thành', 'Quantity done', CONVERTED_SCALE)),
    acceptedQuantity: optional(
      quantity('Số lượng đạt chất lượng', 'Quantity accepted for quality', CONVERTED_SCALE),
    ),
    beyondRequired: optional(quantity('Vượt yêu cầu (%)', 'Beyond requirement, percent', 2)),
    clearRecorded: flag('Có ghi nhận độ rõ', 'Clearness was recorded'),
    clear: codes('Đã rõ', 'Elements stated clearly'),
    dependsOn: codes('Phụ thuộc nhiệm vụ', 'Depends on tasks', 'task'),
    /**
     * Set where another unit than the lead unit keeps the progress: without a submission a passed due date is then
     * missing data, not lateness.
     */
    progressOwedBy: optional(
      code('Cơ quan nợ báo cáo tiến độ', 'Unit that owes the progress report', 'unit'),
    ),
    startedOn: optional(day('Ngày bắt đầu', 'Started on')),
    submittedOn: optional(day('Ngày nộp gần nhất', 'Latest submission')),
    acceptedSubmissionOn: optional(
      day('Ngày nộp của lần được chấp nhận', 'Day of the submission that was accepted'),
    ),
    acceptedOn: optional(day('Ngày chấp nhận', 'Accepted on')),
    withdrawnOn: optional(day('Ngày rút', 'Withdrawn on')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check(row) {
    const problems: Problem[] = [];
    const needsLength = row.dueKind.startsWith('TERM');
    if (row.dueKind !== 'NONE' && row.dueDay === null) problems.push(refused('REQUIRED', {}, 'dueDay'));
    if (needsLength && row.dueLength === null) problems.push(refused('REQUIRED', {}, 'dueLength'));
    if (row.dueLength !== null && row.dueLength > LONGEST_TERM)
      problems.push(refused('ABOVE_SCALE', { value: row.dueLength, scale: LONGEST_TERM }, 'dueLength'));
    if ((row.acceptedOn === null) !== (row.acceptedSubmissionOn === null))
      problems.push(refused('REQUIRED', {}, 'acceptedSubmissionOn'));
    for (const name of ['startedOn', 'submittedOn', 'acceptedSubmissionOn', 'withdrawnOn'] as const) {
      const on = row[name];
      if (on !== null && on < row.assignedOn) problems.push(refused('REVERSED_DATES', {}, name));
    }
    if (
      row.acceptedOn !== null &&
      row.acceptedSubmissionOn !== null &&
      row.acceptedOn < row.acceptedSubmissionOn
    ) {
      problems.push(refused('REVERSED_DATES', {}, 'acceptedOn'));
    }
    for (const name of ['assignedQuantity', 'coefficient', 'doneQuantity', 'acceptedQuantity'] as const) {
      const amount = row[name];
      if (amount !== null && amount < 0n) problems.push(refused('NEGATIVE', {}, name));
    }
    const last = lastNamedDay(row);
    if (last !== null && last < row.assignedOn) problems.push(refused('DUE_BEFORE_ASSIGNMENT', {}, 'dueDay'));
    if (row.dependsOn.includes(row.code))
      problems.push(refused('DEPENDS_ON_ITSELF', { path: row.code }, 'dependsOn'));
    for (const name of ['doneQuantity', 'acceptedQuantity'] as const) {
      const [amount, assigned] = [row[name], row.assignedQuantity];
      if (amount !== null && assigned !== null && amount > assigned * MOST_TIMES_OVER)
        problems.push(flagged('FAR_BEYOND_ASSIGNED', { times: String(MOST_TIMES_OVER) }, name));
    }
    const strange = row.clear.find((element) => !(CLEAR_ELEMENTS as readonly string[]).includes(element));
    if (strange !== undefined)
      problems.push(refused('UNREADABLE_VALUE', { value: strange, why: CLEAR_ELEMENTS.join(', ') }, 'clear'));
    return problems;
  },
  affects: (row) => [row.leadUnit],
  stamps(row, whom) {
    // Until its acceptance is known, a submitted task is open, however early the submission was.
    const end = row.acceptedOn ?? row.withdrawnOn;
    const to = end === null ? null : end + 1;
    const assigned = { fact: 'assignment', from: row.assignedOn, to: row.assignedOn + 1 };
    return [
      ...whom.map((about) => ({ fact: 'task', about, from: row.assignedOn, to })),
      ...(row.assignedBy === null ? [] : [{ ...assigned, about: row.assignedBy }]),
    ];
  },
});

export const extensionEntity = defineEntity({
  name: 'extension',
  file: 'extensions',
  group: 'DECISION',
  title: { vi: 'Gia hạn', en: 'Extension' },
  help: {
    vi: 'Chỉ có hiệu lực khi văn bản ban hành không muộn hơn hạn được thay thế và do cơ quan giao nhiệm vụ ban hành.',
    en: 'Moves the date only if its document is dated on or before the date it replaces and comes from the assigning unit.',
  },
  key: ['task', 'number'],
  visibility: { class: 'UNIT', units: ['unit', 'grantedBy'] },
  columns: {
    task: code('Nhiệm vụ', 'Task', 'task'),
    number: count('Lần', 'Number'),
    documentDay: day('Ngày văn bản', 'Day of the document'),
    grantedBy: optional(code('Cơ quan gia hạn', 'Granted by', 'unit')),
    newDueDay: day('Hạn mới (ngày cuối còn đúng hạn)', 'New last day in time'),
    /** Repeated here so that a write knows whom it affects. */
    unit: code('Cơ quan chủ trì', 'Lead unit', 'unit'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  check: (row) => (row.newDueDay < row.documentDay ? [flagged('REVERSED_DATES', {}, 'newDueDay')] : []),
  partOf: 'task',
  stamps: (row, whom) => whom.map((about) => ({ fact: 'task', about, from: row.documentDay, to: null })),
});

export const causeEntity = defineEntity({
  name: 'cause',
  file: 'causes',
  group: 'DECISION',
  title: { vi: 'Giải trình, nguyên nhân khách quan', en: 'Explanation or certified cause' },
  help: {
    vi: 'Giải trình của cơ quan; chỉ nguyên nhân khách quan được cấp có thẩm quyền xác nhận mới miễn trừ điểm.',
    en: 'What the unit explains; only an objective cause certified by the competent authority lifts a deduction.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['unit', 'certifiedBy'] },
  columns: {
    code: code('Mã', 'Code'),
    task: code('Nhiệm vụ', 'Task', 'task'),
    unit: code('Cơ quan chủ trì', 'Lead unit', 'unit'),
    covers: choice('Phạm vi', 'Covers', ['LATENESS', 'QUALITY', 'BOTH']),
    explainedOn: day('Ngày giải trình', 'Explained on'),
    certifiedOn: optional(day('Ngày xác nhận', 'Certified on')),
    certifiedBy: optional(code('Cấp xác nhận', 'Certified by', 'unit')),
    revokedOn: optional(day('Ngày thu hồi xác nhận', 'Certification revoked on')),
    text: text('Nội dung', 'Text'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  partOf: 'task',
  stamps: (row, whom) => whom.map((about) => ({ fact: 'task', about, from: row.explainedOn, to: null })),
});

export const qualityReviewEntity = defineEntity({
  name: 'qualityReview',
  file: 'quality-reviews',
  group: 'DECISION',
  title: { vi: 'Thẩm định chất lượng', en: 'Quality review' },
  help: { vi: 'Một lần xem xét sản phẩm của nhiệm vụ.', en: 'One review of a task’s product.' },
  key: ['task', 'number'],
  visibility: { class: 'UNIT', units: ['unit'] },
  columns: {
    task: code('Nhiệm vụ', 'Task', 'task'),
    number: count('Lần', 'Number'),
    unit: code('Cơ quan chủ trì', 'Lead unit', 'unit'),
    reviewedOn: day('Ngày', 'Reviewed on'),
    passed: flag('Đạt', 'Passed'),
    majorContentError: flag('Lỗi nội dung lớn', 'Major content error'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  partOf: 'task',
  stamps: (row, whom) => whom.map((about) => ({ fact: 'task', about, from: row.reviewedOn, to: null })),
});

export const handoverEntity = defineEntity({
  name: 'handover',
  file: 'handovers',
  group: 'DATA',
  title: { vi: 'Bàn giao nhiệm vụ', en: 'Task handover' },
  help: {
    vi: 'Khi cơ quan đóng hoặc chuyển chức năng, nhiệm vụ đang mở chuyển sang cơ quan kế thừa, giữ nguyên hạn. Nhiệm vụ đã quá hạn ở lại với cơ quan cũ.',
    en: 'When a unit closes or a function moves, open tasks pass to the successor with their dates; overdue ones stay with the predecessor.',
  },
  key: ['task', 'on'],
  visibility: { class: 'UNIT', units: ['fromUnit', 'toUnit'] },
  columns: {
    task: code('Nhiệm vụ', 'Task', 'task'),
    on: day('Ngày bàn giao', 'Handed over on'),
    fromUnit: code('Cơ quan giao', 'From unit', 'unit'),
    toUnit: code('Cơ quan nhận', 'To unit', 'unit'),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  partOf: 'task',
  affects: (row) => [row.toUnit],
  stamps: (row, whom) => whom.map((about) => ({ fact: 'task', about, from: row.on, to: null })),
});
