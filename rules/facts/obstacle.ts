import { choice, code, count, day, optional, text } from '../kit/columns.ts';
import { defineFact } from '../kit/fact.ts';

/** What an obstacle is about. */
export const OBSTACLE_KINDS = [
  'LEGAL',
  'INFRASTRUCTURE',
  'DATA',
  'FUNDING',
  'STAFF',
  'COORDINATION',
  'OTHER',
] as const;

/** What blocks a task, on the card of the unit that must clear it. */
export const obstacleFact = defineFact({
  id: 'obstacle',
  title: { vi: 'Điểm nghẽn', en: 'Obstacle' },
  grain: { vi: 'Một điểm nghẽn mà cơ quan phải tháo gỡ', en: 'One obstacle that the unit must clear' },
  columns: {
    title: text('Nội dung', 'Title'),
    kind: choice('Loại', 'Kind', OBSTACLE_KINDS),
    task: optional(code('Nhiệm vụ bị vướng', 'Blocked task')),
    blockedUnit: optional(code('Cơ quan bị vướng', 'Blocked unit')),
    raisedOn: day('Ngày nêu', 'Raised on'),
    dueOn: optional(day('Hạn tháo gỡ', 'To be cleared by')),
    clearedOn: optional(day('Ngày tháo gỡ', 'Cleared on')),
    state: choice('Tình trạng', 'State', [
      'CLEARED_IN_TIME',
      'CLEARED_LATE',
      'OPEN_IN_TERM',
      'OPEN_OVERDUE',
      'NO_DUE_DATE',
    ]),
    workingDaysLate: count('Số ngày làm việc chậm', 'Working days late'),
  },
});
