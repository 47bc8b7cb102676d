import { code, day, optional } from '../../../rules/kit/columns.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import { happenedOn, notBefore, openUnit, unused } from '../steps.ts';
import { unitInCharge } from '../task/task-act-state.ts';
import { taskEntity } from '../task/task.entity.ts';
import { obstacleEntity } from './obstacle.entity.ts';
import { refuse } from './obstacle.problems.ts';

const newCode = optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out'));
const on = optional(day('Ngày; để trống là hôm nay', 'Day; today where left out'));

export const raiseObstacle = defineAct({
  name: 'raiseObstacle',
  title: { vi: 'Nêu điểm nghẽn', en: 'Raise an obstacle' },
  help: {
    vi: 'Nêu điều cản trở một nhiệm vụ hoặc một cơ quan, cơ quan nào phải tháo gỡ, khi nào.',
    en: 'Says what blocks a task or a unit, and which unit must clear it by when. The blocked unit is that in charge of the task where it is left out.',
  },
  columns: {
    code: newCode,
    title: obstacleEntity.columns.title,
    kind: obstacleEntity.columns.kind,
    task: obstacleEntity.columns.task,
    blockedUnit: obstacleEntity.columns.blockedUnit,
    owedBy: obstacleEntity.columns.owedBy,
    raisedOn: optional(day('Ngày nêu; để trống là hôm nay', 'Raised on; today where left out')),
    dueDay: obstacleEntity.columns.dueDay,
  },
  entity: obstacleEntity,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY', 'LEADER'],
  async scope({ task, blockedUnit }, context) {
    if (blockedUnit !== null) return [blockedUnit];
    if (task === null) refuse('REQUIRED', {}, 'blockedUnit');
    return [await unitInCharge(await context.get(taskEntity, task, 'task'), context.today, context)];
  },
  async changes(input, context) {
    const code = await unused(obstacleEntity, input.code ?? context.newCode(), context, 'code');
    const raisedOn = happenedOn(input.raisedOn, context, 'raisedOn');
    const task = input.task === null ? null : await context.get(taskEntity, input.task, 'task');
    const blockedUnit = input.blockedUnit ?? (task && (await unitInCharge(task, raisedOn, context)));
    notBefore(input.dueDay ?? raisedOn, raisedOn, 'dueDay');
    await openUnit(input.owedBy, raisedOn, context, 'owedBy');
    const row = { ...input, code, raisedOn, blockedUnit, clearedOn: null, document: context.document };
    return { about: code, changes: [put(obstacleEntity, row)] };
  },
});

export const clearObstacle = defineAct({
  name: 'clearObstacle',
  title: { vi: 'Tháo gỡ điểm nghẽn', en: 'Clear an obstacle' },
  help: {
    vi: 'Ghi ngày điểm nghẽn được tháo gỡ.',
    en: 'Says when it was cleared. Refused for one cleared already.',
  },
  columns: { obstacle: code('Điểm nghẽn', 'Obstacle', 'obstacle'), on },
  entity: obstacleEntity,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY'],
  paths: { clearedOn: 'on' },
  async scope({ obstacle }, context) {
    return [(await context.get(obstacleEntity, obstacle, 'obstacle')).owedBy];
  },
  async changes({ obstacle: code, on: given }, context) {
    const found = await context.get(obstacleEntity, code, 'obstacle');
    if (found.clearedOn !== null) refuse('OBSTACLE_CLEARED', { code }, 'obstacle');
    const clearedOn = happenedOn(given, context, 'on');
    return { about: code, changes: [put(obstacleEntity, { ...found, clearedOn })] };
  },
});
