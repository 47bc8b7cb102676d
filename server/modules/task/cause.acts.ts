import { code, day, optional } from '../../../rules/kit/columns.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { happenedOn, notBefore, unused } from '../steps.ts';
import { unitInCharge } from './task-act-state.ts';
import { causeEntity, taskEntity } from './task.entity.ts';
import { refuse } from './task.problems.ts';

const on = optional(day('Ngày; để trống là hôm nay', 'Day; today where left out'));
const CERTIFIERS = ['STANDING_AGENCY', 'HOME_AFFAIRS_APPROVER'] as const;

export const explainTask = defineAct({
  name: 'explainTask',
  title: { vi: 'Giải trình nhiệm vụ', en: 'Explain a task' },
  help: {
    vi: 'Cơ quan nêu nguyên nhân; chưa được xác nhận thì chưa miễn trừ điểm.',
    en: 'The unit says what caused lateness or poor quality; it lifts nothing until it is certified.',
  },
  columns: {
    code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
    task: causeEntity.columns.task,
    covers: causeEntity.columns.covers,
    text: causeEntity.columns.text,
    explainedOn: optional(day('Ngày giải trình; để trống là hôm nay', 'Explained on; today where left out')),
  },
  entity: causeEntity,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY', 'LEADER'],
  async scope({ task }, context) {
    return [await unitInCharge(await context.get(taskEntity, task, 'task'), context.today, context)];
  },
  async changes({ code: given, task: taskCode, covers, text, explainedOn: day }, context) {
    const task = await context.get(taskEntity, taskCode, 'task');
    const code = await unused(causeEntity, given ?? context.newCode(), context, 'code');
    const explainedOn = happenedOn(day, context, 'explainedOn');
    notBefore(explainedOn, task.assignedOn, 'explainedOn');
    const row = {
      code,
      task: taskCode,
      unit: await unitInCharge(task, explainedOn, context),
      covers,
      explainedOn,
      certifiedOn: null,
      certifiedBy: null,
      revokedOn: null,
      text,
      document: context.document,
    };
    return { about: code, changes: [put(causeEntity, row)] };
  },
});

async function scopeOfCause(input: { readonly cause: string }, context: ActContext): Promise<string[]> {
  const { unit, certifiedBy } = await context.get(causeEntity, input.cause, 'cause');
  return certifiedBy === null ? [unit] : [unit, certifiedBy];
}

export const certifyCause = defineAct({
  name: 'certifyCause',
  title: { vi: 'Xác nhận nguyên nhân khách quan', en: 'Certify an objective cause' },
  help: {
    vi: 'Cấp có thẩm quyền xác nhận; từ ngày đó miễn trừ điểm trong phạm vi của nguyên nhân.',
    en: 'The competent authority certifies what a unit explained; from that day it lifts the deduction it covers. Refused where the unit would certify itself, or once certified or revoked.',
  },
  columns: {
    cause: code('Giải trình', 'Cause', 'cause'),
    certifiedBy: code('Cấp xác nhận', 'Certified by', 'unit'),
    on,
  },
  entity: causeEntity,
  by: CERTIFIERS,
  evidence: 'required',
  paths: { certifiedOn: 'on' },
  scope: async (input, context) => [...(await scopeOfCause(input, context)), input.certifiedBy],
  async changes({ cause: code, certifiedBy, on: given }, context) {
    const cause = await context.get(causeEntity, code, 'cause');
    if (cause.revokedOn !== null) refuse('CAUSE_REVOKED', { code }, 'cause');
    if (cause.certifiedOn !== null) refuse('CAUSE_CERTIFIED', { code }, 'cause');
    if (certifiedBy === cause.unit) refuse('SAME_UNIT', { unit: certifiedBy }, 'certifiedBy');
    const certifiedOn = happenedOn(given, context, 'on');
    notBefore(certifiedOn, cause.explainedOn, 'on');
    const row = { ...cause, certifiedOn, certifiedBy, document: context.document };
    return { about: code, changes: [put(causeEntity, row)] };
  },
});

export const revokeCause = defineAct({
  name: 'revokeCause',
  title: { vi: 'Thu hồi xác nhận nguyên nhân', en: 'Revoke a cause’s certification' },
  help: {
    vi: 'Từ ngày thu hồi, nguyên nhân không còn miễn trừ điểm.',
    en: 'From that day the cause lifts nothing any more. Refused for one not certified, or revoked already.',
  },
  columns: { cause: code('Giải trình', 'Cause', 'cause'), on },
  entity: causeEntity,
  by: CERTIFIERS,
  evidence: 'required',
  paths: { revokedOn: 'on' },
  scope: scopeOfCause,
  async changes({ cause: code, on: given }, context) {
    const cause = await context.get(causeEntity, code, 'cause');
    if (cause.certifiedOn === null) refuse('CAUSE_NOT_CERTIFIED', { code }, 'cause');
    if (cause.revokedOn !== null) refuse('CAUSE_REVOKED', { code }, 'cause');
    const revokedOn = happenedOn(given, context, 'on');
    notBefore(revokedOn, cause.certifiedOn, 'on');
    return { about: code, changes: [put(causeEntity, { ...cause, revokedOn })] };
  },
});
