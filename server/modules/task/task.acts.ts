import { code, day, optional } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { happenedOn, notBefore, openUnit, unused } from '../steps.ts';
import { handover } from './handovers.ts';
import type { Task } from './task-act-state.ts';
import { dueDayOf, unitInCharge } from './task-act-state.ts';
import { extensionEntity, handoverEntity, qualityReviewEntity, taskEntity } from './task.entity.ts';
import { refuse } from './task.problems.ts';

const REPORTERS = ['UNIT_REPORTER', 'STANDING_AGENCY', 'INTEGRATOR'] as const;
const ASSIGNERS = ['STANDING_AGENCY'] as const;

const task = code('Nhiệm vụ', 'Task', 'task');
const on = optional(day('Ngày; để trống là hôm nay', 'Day; today where left out'));

/** Neither accepted nor withdrawn. @throws Refusal */
async function openTask(code: string, context: ActContext): Promise<Task> {
  const found = await context.get(taskEntity, code, 'task');
  if (found.acceptedOn !== null) refuse('TASK_ACCEPTED', { code }, 'task');
  if (found.withdrawnOn !== null) refuse('TASK_WITHDRAWN', { code }, 'task');
  return found;
}

async function scopeOfReporter(input: { readonly task: string }, context: ActContext): Promise<string[]> {
  return [await unitInCharge(await context.get(taskEntity, input.task, 'task'), context.today, context)];
}

async function scopeOfAssigner(
  input: { readonly task: string },
  context: ActContext,
): Promise<(string | null)[]> {
  return [(await context.get(taskEntity, input.task, 'task')).assignedBy];
}

async function lastReview(code: string, context: ActContext) {
  const reviews = await context.pointing(qualityReviewEntity, 'task', code);
  return reviews.toSorted((a, b) => a.number - b.number).at(-1) ?? null;
}

export const assignTask = defineAct({
  name: 'assignTask',
  title: { vi: 'Giao nhiệm vụ', en: 'Assign a task' },
  help: {
    vi: 'Giao cho chức vụ đứng đầu cơ quan chủ trì.',
    en: 'Assigns a task to the post at the head of the lead unit. Refused where the code is taken or a unit does not exist on the day.',
  },
  columns: {
    code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
    title: taskEntity.columns.title,
    plan: taskEntity.columns.plan,
    group: taskEntity.columns.group,
    leadUnit: taskEntity.columns.leadUnit,
    coordinatingUnits: taskEntity.columns.coordinatingUnits,
    assignedBy: code('Cơ quan giao', 'Assigned by', 'unit'),
    assignedOn: optional(day('Ngày giao; để trống là hôm nay', 'Assigned on; today where left out')),
    field: taskEntity.columns.field,
    dueKind: taskEntity.columns.dueKind,
    dueDay: taskEntity.columns.dueDay,
    dueLength: taskEntity.columns.dueLength,
    deliverable: taskEntity.columns.deliverable,
    assignedQuantity: taskEntity.columns.assignedQuantity,
    coefficient: taskEntity.columns.coefficient,
    clearRecorded: taskEntity.columns.clearRecorded,
    clear: taskEntity.columns.clear,
    dependsOn: taskEntity.columns.dependsOn,
    progressOwedBy: taskEntity.columns.progressOwedBy,
  },
  entity: taskEntity,
  by: ASSIGNERS,
  bulk: { name: 'assignTasks', title: { vi: 'Giao nhiều nhiệm vụ', en: 'Assign many tasks' } },
  scope: ({ assignedBy, leadUnit }) => [assignedBy, leadUnit],
  async changes(input, context) {
    const code = await unused(taskEntity, input.code ?? context.newCode(), context, 'code');
    const assignedOn = happenedOn(input.assignedOn, context, 'assignedOn');
    await openUnit(input.leadUnit, assignedOn, context, 'leadUnit');
    await openUnit(input.assignedBy, assignedOn, context, 'assignedBy');
    const row = {
      ...input,
      code,
      assignedOn,
      doneQuantity: null,
      acceptedQuantity: null,
      beyondRequired: null,
      startedOn: null,
      submittedOn: null,
      acceptedSubmissionOn: null,
      acceptedOn: null,
      withdrawnOn: null,
      document: context.document,
    };
    return { about: code, changes: [put(taskEntity, row)] };
  },
});

export const reportTaskProgress = defineAct({
  name: 'reportTaskProgress',
  title: { vi: 'Báo cáo tiến độ nhiệm vụ', en: 'Report a task’s progress' },
  help: {
    vi: 'Ngày bắt đầu và số lượng đã làm.',
    en: 'Says when work began and how much is done. Refused for a task accepted or withdrawn.',
  },
  columns: {
    task,
    startedOn: taskEntity.columns.startedOn,
    doneQuantity: taskEntity.columns.doneQuantity,
  },
  entity: taskEntity,
  by: REPORTERS,
  bulk: {
    name: 'reportTasksProgress',
    title: { vi: 'Báo cáo tiến độ nhiều nhiệm vụ', en: 'Report the progress of many tasks' },
  },
  scope: scopeOfReporter,
  async changes({ task: code, startedOn, doneQuantity }, context) {
    const found = await openTask(code, context);
    if (startedOn === null && doneQuantity === null) refuse('NOTHING_TO_DO');
    if (startedOn !== null) happenedOn(startedOn, context, 'startedOn');
    const row = {
      ...found,
      startedOn: startedOn ?? found.startedOn,
      doneQuantity: doneQuantity ?? found.doneQuantity,
    };
    return { about: code, changes: [put(taskEntity, row)] };
  },
});

export const extendTaskDeadline = defineAct({
  name: 'extendTaskDeadline',
  title: { vi: 'Gia hạn nhiệm vụ', en: 'Extend a task’s due date' },
  help: {
    vi: 'Chỉ có hiệu lực khi văn bản ban hành không muộn hơn hạn được thay thế và do cơ quan giao nhiệm vụ ban hành.',
    en: 'Moves the date only if its document is dated on or before the date it replaces and comes from the assigning unit; else it is recorded and flagged. Refused for a task accepted or withdrawn, and where the new date is not later.',
  },
  columns: {
    task,
    newDueDay: extensionEntity.columns.newDueDay,
    grantedBy: optional(
      code(
        'Cơ quan gia hạn; để trống là cơ quan giao',
        'Granted by; the assigning unit where left out',
        'unit',
      ),
    ),
  },
  entity: taskEntity,
  by: ASSIGNERS,
  evidence: 'required',
  paths: { documentDay: 'evidence.documentDate' },
  async scope({ task: code, grantedBy }, context) {
    return [grantedBy ?? (await context.get(taskEntity, code, 'task')).assignedBy];
  },
  async changes({ task: code, newDueDay, grantedBy }, context) {
    const found = await openTask(code, context);
    const due = await dueDayOf(found, context);
    if (due === null) refuse('TASK_WITHOUT_DUE_DATE', { code }, 'task');
    if (newDueDay <= due)
      refuse('NOT_LATER', { day: formatDay(newDueDay), due: formatDay(due) }, 'newDueDay');
    const before = await context.pointing(extensionEntity, 'task', code);
    const row = {
      task: code,
      number: Math.max(0, ...before.map(({ number }) => number)) + 1,
      documentDay: happenedOn(context.documentDay, context, 'evidence.documentDate'),
      grantedBy: grantedBy ?? found.assignedBy,
      newDueDay,
      unit: await unitInCharge(found, context.today, context),
      document: context.document,
    };
    return { about: code, changes: [put(extensionEntity, row)] };
  },
});

export const submitTask = defineAct({
  name: 'submitTask',
  title: { vi: 'Nộp kết quả nhiệm vụ', en: 'Submit a task’s result' },
  help: {
    vi: 'Ghi ngày nộp; hoàn thành khi được chấp nhận, tính theo ngày nộp đó.',
    en: 'Hands the result in; the task is done once accepted, dated at this day. Refused while an earlier submission awaits acceptance.',
  },
  columns: { task, on, doneQuantity: taskEntity.columns.doneQuantity },
  entity: taskEntity,
  by: REPORTERS,
  bulk: {
    name: 'submitTasks',
    title: { vi: 'Nộp kết quả nhiều nhiệm vụ', en: 'Submit many tasks’ results' },
  },
  paths: { submittedOn: 'on' },
  scope: scopeOfReporter,
  async changes({ task: code, on: given, doneQuantity }, context) {
    const found = await openTask(code, context);
    if (found.submittedOn !== null) refuse('TASK_AWAITS_ACCEPTANCE', { code }, 'task');
    const submittedOn = happenedOn(given, context, 'on');
    notBefore(submittedOn, (await lastReview(code, context))?.reviewedOn ?? null, 'on');
    const row = { ...found, submittedOn, doneQuantity: doneQuantity ?? found.doneQuantity };
    return { about: code, changes: [put(taskEntity, row)] };
  },
});

export const acceptTask = defineAct({
  name: 'acceptTask',
  title: { vi: 'Chấp nhận kết quả nhiệm vụ', en: 'Accept a task’s result' },
  help: {
    vi: 'Nhiệm vụ hoàn thành, tính theo ngày của lần nộp được chấp nhận.',
    en: 'The task is done, dated at the submission accepted. Refused before a submission, and for a task already accepted or withdrawn.',
  },
  columns: {
    task,
    on,
    acceptedQuantity: taskEntity.columns.acceptedQuantity,
    beyondRequired: taskEntity.columns.beyondRequired,
  },
  entity: taskEntity,
  by: ASSIGNERS,
  bulk: {
    name: 'acceptTasks',
    title: { vi: 'Chấp nhận kết quả nhiều nhiệm vụ', en: 'Accept many tasks’ results' },
  },
  paths: { acceptedOn: 'on' },
  scope: scopeOfAssigner,
  async changes({ task: code, on: given, acceptedQuantity, beyondRequired }, context) {
    const found = await openTask(code, context);
    if (found.submittedOn === null) refuse('TASK_NOT_SUBMITTED', { code }, 'task');
    const acceptedOn = happenedOn(given, context, 'on');
    const row = {
      ...found,
      acceptedOn,
      acceptedSubmissionOn: found.submittedOn,
      acceptedQuantity: acceptedQuantity ?? found.acceptedQuantity,
      beyondRequired: beyondRequired ?? found.beyondRequired,
    };
    return { about: code, changes: [put(taskEntity, row)] };
  },
});

export const rejectTask = defineAct({
  name: 'rejectTask',
  title: { vi: 'Trả lại kết quả nhiệm vụ', en: 'Reject a task’s result' },
  help: {
    vi: 'Ghi một lần thẩm định không đạt; lần nộp không còn giá trị, nhiệm vụ phải nộp lại.',
    en: 'Records a failed review; the submission no longer stands and the task must be submitted again. Refused without a submission.',
  },
  columns: { task, on, majorContentError: qualityReviewEntity.columns.majorContentError },
  entity: taskEntity,
  by: ASSIGNERS,
  paths: { reviewedOn: 'on' },
  scope: scopeOfAssigner,
  async changes({ task: code, on: given, majorContentError }, context) {
    const found = await openTask(code, context);
    if (found.submittedOn === null) refuse('TASK_NOT_SUBMITTED', { code }, 'task');
    const reviewedOn = happenedOn(given, context, 'on');
    notBefore(reviewedOn, found.submittedOn, 'on');
    const review = {
      task: code,
      number: ((await lastReview(code, context))?.number ?? 0) + 1,
      unit: await unitInCharge(found, reviewedOn, context),
      reviewedOn,
      passed: false,
      majorContentError,
      document: context.document,
    };
    const row = { ...found, submittedOn: null };
    return { about: code, changes: [put(taskEntity, row), put(qualityReviewEntity, review)] };
  },
});

export const withdrawTask = defineAct({
  name: 'withdrawTask',
  title: { vi: 'Rút nhiệm vụ', en: 'Withdraw a task' },
  help: {
    vi: 'Nhiệm vụ không còn phải làm; rút sau hạn không xóa việc quá hạn.',
    en: 'The task need not be done any more; withdrawing after the date does not undo lateness. Refused for a task accepted or withdrawn.',
  },
  columns: { task, on },
  entity: taskEntity,
  by: ASSIGNERS,
  paths: { withdrawnOn: 'on' },
  scope: scopeOfAssigner,
  async changes({ task: code, on: given }, context) {
    const found = await openTask(code, context);
    const withdrawnOn = happenedOn(given, context, 'on');
    notBefore(withdrawnOn, found.submittedOn, 'on');
    return { about: code, changes: [put(taskEntity, { ...found, withdrawnOn })] };
  },
});

export const handOverTask = defineAct({
  name: 'handOverTask',
  title: { vi: 'Bàn giao nhiệm vụ', en: 'Hand a task over' },
  help: {
    vi: 'Nhiệm vụ đang mở chuyển sang cơ quan khác, giữ nguyên hạn; nhiệm vụ đã quá hạn ở lại với cơ quan cũ.',
    en: 'An open task passes to another unit with its dates. Refused for one overdue: it stays with the unit that let it become so.',
  },
  columns: { task, toUnit: handoverEntity.columns.toUnit, on },
  entity: taskEntity,
  by: ASSIGNERS,
  async scope({ task: code, toUnit }, context) {
    return [await unitInCharge(await context.get(taskEntity, code, 'task'), context.today, context), toUnit];
  },
  async changes({ task: code, toUnit, on: given }, context) {
    const found = await openTask(code, context);
    const handedOn = happenedOn(given, context, 'on');
    notBefore(handedOn, found.assignedOn, 'on');
    await openUnit(toUnit, handedOn, context, 'toUnit');
    return { about: code, changes: [await handover(found, toUnit, handedOn, context)] };
  },
});
