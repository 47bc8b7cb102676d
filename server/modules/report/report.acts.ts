import { code, day, optional } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import { codeOf } from '../../platform/model/entity.ts';
import { happenedOn, notBefore } from '../steps.ts';
import { dueDaysIn } from './due-days.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';
import { refuse } from './report.problems.ts';

export const submitReport = defineAct({
  name: 'submitReport',
  title: { vi: 'Nộp báo cáo', en: 'Submit a report' },
  help: {
    vi: 'Báo cáo nhận ngày nào cho hạn nào; báo cáo trống không tính là đúng hạn.',
    en: 'Which report arrived when, for which due day; an empty one is not on time. Refused where nothing is due on that day.',
  },
  columns: {
    duty: submissionEntity.columns.duty,
    dueOn: submissionEntity.columns.dueOn,
    submittedOn: optional(day('Ngày gửi; để trống là hôm nay', 'Submitted on; today where left out')),
    empty: submissionEntity.columns.empty,
  },
  entity: submissionEntity,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY', 'INTEGRATOR'],
  bulk: { name: 'submitReports', title: { vi: 'Nộp nhiều báo cáo', en: 'Submit many reports' } },
  async scope({ duty }, context) {
    return [(await context.get(reportDutyEntity, duty, 'duty')).unit];
  },
  async changes({ duty: code, dueOn, submittedOn: given, empty }, context) {
    const duty = await context.get(reportDutyEntity, code, 'duty');
    if (dueDaysIn(duty, dueOn, dueOn + 1).length === 0)
      refuse('REPORT_NOT_DUE', { code, day: formatDay(dueOn) }, 'dueOn');
    const before = await context.pointing(submissionEntity, 'duty', code);
    const numbers = before.filter((one) => one.dueOn === dueOn).map(({ number }) => number);
    const row = {
      duty: code,
      dueOn,
      number: Math.max(0, ...numbers) + 1,
      unit: duty.unit,
      submittedOn: happenedOn(given, context, 'submittedOn'),
      empty,
      acceptedOn: null,
      document: context.document,
    };
    return { about: codeOf(submissionEntity, row), changes: [put(submissionEntity, row)] };
  },
});

export const acceptReport = defineAct({
  name: 'acceptReport',
  title: { vi: 'Chấp nhận nội dung báo cáo', en: 'Accept a report’s content' },
  help: {
    vi: 'Nơi nhận chấp nhận nội dung; đúng hạn hay không vẫn tính theo ngày gửi.',
    en: 'The recipient accepts the content; punctuality is still judged by the day of submission. Refused for an empty report, and for one accepted already.',
  },
  columns: {
    submission: code('Báo cáo đã nhận', 'Submission', 'submission'),
    on: optional(day('Ngày; để trống là hôm nay', 'Day; today where left out')),
  },
  entity: submissionEntity,
  by: ['STANDING_AGENCY'],
  bulk: { name: 'acceptReports', title: { vi: 'Chấp nhận nhiều báo cáo', en: 'Accept many reports' } },
  paths: { acceptedOn: 'on' },
  async scope({ submission }, context) {
    const { duty } = await context.get(submissionEntity, submission, 'submission');
    return [(await context.get(reportDutyEntity, duty, 'submission')).recipient];
  },
  async changes({ submission, on: given }, context) {
    const found = await context.get(submissionEntity, submission, 'submission');
    if (found.acceptedOn !== null) refuse('REPORT_ACCEPTED', { code: submission }, 'submission');
    if (found.empty) refuse('REPORT_EMPTY', { code: submission }, 'submission');
    const acceptedOn = happenedOn(given, context, 'on');
    notBefore(acceptedOn, found.submittedOn, 'on');
    return { about: submission, changes: [put(submissionEntity, { ...found, acceptedOn })] };
  },
});
