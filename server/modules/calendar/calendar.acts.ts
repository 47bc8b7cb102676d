import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import { calendarEntity } from './calendar.entity.ts';

export const addCalendarVersion = defineAct({
  name: 'addCalendarVersion',
  title: { vi: 'Ghi lịch làm việc năm', en: 'Add a version of a year’s calendar' },
  help: {
    vi: 'Ngày nghỉ và ngày làm bù theo thông báo; bản sau thay bản trước, bản trước vẫn đọc lại được.',
    en: 'Days off and days worked in exchange, by the yearly notice. A later version replaces the one before, which can still be read as of then.',
  },
  columns: {
    year: calendarEntity.columns.year,
    closed: calendarEntity.columns.closed,
    worked: calendarEntity.columns.worked,
    confidence: calendarEntity.columns.confidence,
  },
  entity: calendarEntity,
  by: ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'ADMINISTRATOR'],
  evidence: 'required',
  scope: () => [null],
  changes: (input, { document }) => ({
    about: String(input.year),
    changes: [put(calendarEntity, { ...input, document })],
  }),
});
