import { choice, code, day, label, optional } from '../../../rules/kit/columns.ts';
import { OBSTACLE_KINDS } from '../../../rules/facts/obstacle.ts';
import { defineEntity } from '../../platform/model/entity.ts';
import { refused } from './obstacle.problems.ts';

export const obstacleEntity = defineEntity({
  name: 'obstacle',
  file: 'obstacles',
  group: 'DATA',
  title: { vi: 'Điểm nghẽn', en: 'Obstacle' },
  help: {
    vi: 'Điều gì cản trở một nhiệm vụ, cơ quan nào phải tháo gỡ, khi nào.',
    en: 'What blocks a task, and which unit must clear it by when.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['blockedUnit', 'owedBy'] },
  columns: {
    code: code('Mã', 'Code'),
    title: label('Nội dung', 'Title'),
    kind: choice('Loại', 'Kind', OBSTACLE_KINDS),
    task: optional(code('Nhiệm vụ', 'Task', 'task')),
    blockedUnit: optional(code('Cơ quan bị vướng', 'Blocked unit', 'unit')),
    owedBy: code('Cơ quan phải tháo gỡ', 'Unit that must clear it', 'unit'),
    raisedOn: day('Ngày nêu', 'Raised on'),
    dueDay: optional(day('Hạn tháo gỡ', 'To be cleared by')),
    clearedOn: optional(day('Ngày tháo gỡ', 'Cleared on')),
    document: optional(code('Căn cứ', 'Document', 'document')),
  },
  check: (row) =>
    row.clearedOn !== null && row.clearedOn < row.raisedOn
      ? [refused('REVERSED_DATES', {}, 'clearedOn')]
      : [],
  partOf: 'task',
  stamps: (row, whom) => [
    { fact: 'obstacle', about: row.owedBy, from: row.raisedOn, to: null },
    ...whom.map((about) => ({ fact: 'task', about, from: row.raisedOn, to: null })),
  ],
});
