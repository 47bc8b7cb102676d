import { code, day, optional } from '../../../rules/kit/columns.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import { codeOf } from '../../platform/model/noun.ts';
import { happenedOn, notBefore } from '../steps.ts';
import { dueDaysIn } from './due-days.ts';
import { reportDutyNoun, submissionNoun } from './report.noun.ts';
import { refuse } from './report.problems.ts';

export const submitReport = defineAct({
  name: 'submitReport',
  title: { vi: 'Nộp báo cáo', en: 'Submit a report' },
  help: {
    vi: 'Báo cáo nhận ngày nào cho hạn nào; báo cáo trống không tính là đúng hạn.',
    en: 'Which report arrived when, for which due day; an empty one is not on time. Refused where nothing is due on that day.',
  },
  columns: {
    duty: submissionNoun.columns.duty,
    dueOn: submissionNoun.columns.dueOn,
    submittedOn: optional(day('Ngày gửi; để trống là hôm nay', 'Submitted on; today where left out')),
    empty: submissionNoun.columns.empty,
  },
  noun: submissionNoun,
  by: ['UNIT_REPORTER', 'STANDING_AGENCY', 'INTEGRATOR'],
  bulk: { name: 'submitReports', title: { vi: 'Nộp nhiều báo cáo', en: 'Submit many reports' } },
  async scope({ duty }, world) {
    return [(await world.get(reportDutyNoun, duty, 'duty')).unit];
  },
  async changes({ duty: code, dueOn, submittedOn: given, empty }, world) {
    const duty = await world.get(reportDutyNoun, code, 'duty');
    if (dueDaysIn(duty, dueOn, dueOn + 1).length === 0)
      refuse('REPORT_NOT_DUE', { code, day: formatDay(dueOn) }, 'dueOn');
    const before = await world.pointing(submissionNoun, 'duty', code);
    const numbers = before.filter((one) => one.dueOn === dueOn).map(({ number }) => number);
    const row = {
      duty: code,
      dueOn,
      number: Math.max(0, ...numbers) + 1,
      unit: duty.unit,
      submittedOn: happenedOn(given, world, 'submittedOn'),
      empty,
      acceptedOn: null,
      document: world.document,
    };
    return { about: codeOf(submissionNoun, row), changes: [put(submissionNoun, row)] };
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
  noun: submissionNoun,
  by: ['STANDING_AGENCY'],
  bulk: { name: 'acceptReports', title: { vi: 'Chấp nhận nhiều báo cáo', en: 'Accept many reports' } },
  paths: { acceptedOn: 'on' },
  async scope({ submission }, world) {
    const { duty } = await world.get(submissionNoun, submission, 'submission');
    return [(await world.get(reportDutyNoun, duty, 'submission')).recipient];
  },
  async changes({ submission, on: given }, world) {
    const found = await world.get(submissionNoun, submission, 'submission');
    if (found.acceptedOn !== null) refuse('REPORT_ACCEPTED', { code: submission }, 'submission');
    if (found.empty) refuse('REPORT_EMPTY', { code: submission }, 'submission');
    const acceptedOn = happenedOn(given, world, 'on');
    notBefore(acceptedOn, found.submittedOn, 'on');
    return { about: submission, changes: [put(submissionNoun, { ...found, acceptedOn })] };
  },
});
