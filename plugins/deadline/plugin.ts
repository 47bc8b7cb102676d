import { carriedOverTask } from '../../rules/deadline/carried-over-task/rule.ts';
import { daysLate } from '../../rules/deadline/days-late/rule.ts';
import { directingInPerson } from '../../rules/deadline/directing-in-person/rule.ts';
import { obstacleClearance } from '../../rules/deadline/obstacle-clearance/rule.ts';
import { onTimeShare } from '../../rules/deadline/on-time-share/rule.ts';
import { qualityFailure } from '../../rules/deadline/quality-failure/rule.ts';
import { reportTimeliness } from '../../rules/deadline/report-timeliness/rule.ts';
import { unclearAssignment } from '../../rules/deadline/unclear-assignment/rule.ts';
import { unexplainedDelay } from '../../rules/deadline/unexplained-delay/rule.ts';
import { cite } from '../../rules/kit/citation.ts';
import { definePlugin } from '../kit/plugin.ts';

/** Tasks, reports, directing and obstacles of Project 06: 60 example points. */
export const deadlinePlugin = definePlugin({
  id: 'deadline',
  version: '1.0.0',
  title: { vi: 'Tiến độ nhiệm vụ và trách nhiệm chỉ đạo', en: 'Task deadlines and directing' },
  purpose: {
    vi: 'Đánh giá việc hoàn thành nhiệm vụ đúng hạn, chất lượng sản phẩm, chế độ báo cáo, giải trình và vai trò chỉ đạo của người đứng đầu.',
    en: 'Judges timely delivery, quality of products, reporting, explanation and the leader’s directing.',
  },
  legalBasis: [
    cite('06/QĐ-TTg'),
    cite('NA-06-2024-05'),
    cite('42/2014/QĐ-TTg', {}, 'SECONDARY'),
    cite('157/2007/NĐ-CP', {}, 'TO_BE_CONFIRMED'),
  ],
  // No cited decision adopted these points.
  example: true,
  groups: {
    progress: { vi: 'Tiến độ', en: 'Progress' },
    products: { vi: 'Chất lượng', en: 'Quality' },
    accountability: { vi: 'Báo cáo, giải trình', en: 'Reports and explanation' },
    leading: { vi: 'Chỉ đạo, điều hành', en: 'Directing' },
  },
  criteria: [
    { id: 'on-time', rule: onTimeShare, max: '25', group: 'progress' },
    { id: 'days-late', rule: daysLate, max: '8', group: 'progress' },
    { id: 'carried-over', rule: carriedOverTask, max: '5', group: 'progress' },
    { id: 'quality', rule: qualityFailure, max: '6', group: 'products' },
    { id: 'explanation', rule: unexplainedDelay, max: '4', group: 'accountability' },
    { id: 'reports', rule: reportTimeliness, max: '6', group: 'accountability' },
    { id: 'directing', rule: directingInPerson, max: '3', group: 'leading' },
    { id: 'clear-assignment', rule: unclearAssignment, max: '2', group: 'leading' },
    { id: 'obstacles', rule: obstacleClearance, max: '1', group: 'leading' },
  ],
});
