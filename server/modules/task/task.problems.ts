import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused or flagged about tasks. */
export const taskProblems = defineProblems(
  {
    DUE_BEFORE_ASSIGNMENT: {
      vi: 'Hạn không được trước ngày giao',
      en: 'The due date may not lie before the day of assignment',
    },
    DEPENDS_ON_ITSELF: {
      vi: 'Nhiệm vụ phụ thuộc vòng vào chính nó: {path}',
      en: 'The task depends on itself: {path}',
    },
    FAR_BEYOND_ASSIGNED: {
      vi: 'Số lượng hơn {times} lần số giao; hãy kiểm tra lại',
      en: 'The quantity is more than {times} times what was assigned; please check it',
    },
    GROUP_OF_ANOTHER_PLAN: {
      vi: 'Nhóm {group} thuộc kế hoạch {plan}, không phải kế hoạch của nhiệm vụ',
      en: 'Group {group} belongs to plan {plan}, not to the plan of the task',
    },
    NO_CALENDAR: {
      vi: 'Chưa có lịch làm việc năm {year}: hạn chỉ tính trừ thứ bảy, chủ nhật, chưa trừ ngày lễ',
      en: 'There is no working calendar of {year}: the term counts Saturdays and Sundays only as off, no public holiday',
    },
    NOTHING_TO_DO: { vi: 'Yêu cầu không nêu điều gì thay đổi', en: 'The request names nothing to change' },
    TASK_ACCEPTED: { vi: 'Nhiệm vụ "{code}" đã được chấp nhận', en: 'Task "{code}" is accepted already' },
    TASK_WITHDRAWN: { vi: 'Nhiệm vụ "{code}" đã bị rút', en: 'Task "{code}" was withdrawn' },
    TASK_AWAITS_ACCEPTANCE: {
      vi: 'Nhiệm vụ "{code}" đã nộp, đang chờ chấp nhận hoặc trả lại',
      en: 'Task "{code}" was submitted and awaits acceptance or rejection',
    },
    TASK_NOT_SUBMITTED: {
      vi: 'Nhiệm vụ "{code}" chưa nộp, hoặc lần nộp đã bị trả lại',
      en: 'Task "{code}" was not submitted, or its submission was rejected',
    },
    TASK_WITHOUT_DUE_DATE: {
      vi: 'Nhiệm vụ "{code}" không có hạn nên không gia hạn được',
      en: 'Task "{code}" has no due date to extend',
    },
    NOT_LATER: {
      vi: 'Hạn mới {day} không muộn hơn hạn hiện tại {due}',
      en: 'The new date {day} is not later than the present one, {due}',
    },
    TASK_OVERDUE: {
      vi: 'Nhiệm vụ "{code}" quá hạn từ {due}: ở lại với cơ quan {unit}',
      en: 'Task "{code}" is overdue since {due}: it stays with {unit}',
    },
    CAUSE_CERTIFIED: {
      vi: 'Nguyên nhân "{code}" đã được xác nhận',
      en: 'Cause "{code}" is certified already',
    },
    CAUSE_NOT_CERTIFIED: {
      vi: 'Nguyên nhân "{code}" chưa được xác nhận',
      en: 'Cause "{code}" has not been certified',
    },
    CAUSE_REVOKED: {
      vi: 'Xác nhận nguyên nhân "{code}" đã bị thu hồi; hãy ghi giải trình mới',
      en: 'The certification of cause "{code}" was revoked; record a new explanation',
    },
    BACKDATED_EXTENSION: {
      vi: 'Văn bản gia hạn ngày {document} ban hành sau hạn {due} mà nó thay thế: ghi nhận nhưng không làm thay đổi hạn',
      en: 'The extension of {document} was issued after the date {due} it replaces: recorded, but it does not move the date',
    },
    EXTENSION_NOT_BY_ASSIGNER: {
      vi: 'Văn bản gia hạn không do cơ quan giao nhiệm vụ ({assigned}) ban hành mà do {granted}: ghi nhận nhưng không làm thay đổi hạn',
      en: 'The extension comes from {granted}, not from the assigning unit ({assigned}): recorded, but it does not move the date',
    },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused, flagged } = taskProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof taskProblems> = taskProblems.refuse;
