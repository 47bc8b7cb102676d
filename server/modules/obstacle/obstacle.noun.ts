import { choice, code, day, flag, label, optional } from '../../../rules/kit/columns.ts';
import { DIRECTING_ACT_KINDS } from '../../../rules/facts/directing-act.ts';
import { OBSTACLE_KINDS } from '../../../rules/facts/obstacle.ts';
import { defineNoun } from '../../platform/noun.ts';
import { refused } from '../../platform/problems.ts';

export const obstacleNoun = defineNoun({
  name: 'obstacle',
  file: 'obstacles',
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

export const directingActNoun = defineNoun({
  name: 'directingAct',
  file: 'directing-acts',
  title: { vi: 'Hoạt động chỉ đạo', en: 'Directing act' },
  help: {
    vi: 'Chỉ đạo, kiểm tra, chủ trì họp, kiến nghị tháo gỡ: trực tiếp hay ủy quyền, có văn bản.',
    en: 'Directive, inspection, meeting chaired, obstacle escalated: in person or delegated, with a document.',
  },
  key: ['code'],
  visibility: { class: 'UNIT', units: ['unit'] },
  columns: {
    code: code('Mã', 'Code'),
    leader: code('Người', 'Leader', 'leader'),
    unit: code('Cơ quan', 'Unit', 'unit'),
    kind: choice('Loại', 'Kind', DIRECTING_ACT_KINDS),
    on: day('Ngày', 'Day'),
    inPerson: flag('Trực tiếp', 'In person'),
    field: optional(code('Lĩnh vực', 'Field')),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  stamps: (row) => [{ fact: 'directing-act', about: row.leader, from: row.on, to: row.on + 1 }],
});
