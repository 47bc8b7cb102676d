import { choice, code, codes, count, day, flag, optional, text } from '../../../rules/kit/columns.ts';
import { defineEntity } from '../../platform/model/entity.ts';

/** What a configuration is of. */
export const CONFIGURATION_KINDS = ['SCHEME', 'PLUGIN'] as const;
/** What may be decided on a submitted draft. */
export const DECISION_OUTCOMES = ['APPROVED', 'REJECTED'] as const;

/**
 * A draft: a revision being prepared. It may change until it is submitted. Submission and decision are rows of their own, so its
 * state derives from them and from dates.
 */
export const configurationDraftEntity = defineEntity({
  name: 'configurationDraft',
  file: 'configuration-drafts',
  group: 'DATA',
  title: { vi: 'Bản dự thảo cấu hình', en: 'Configuration draft' },
  help: {
    vi: 'Một bản cấu hình đang soạn của một phương án hoặc bộ tiêu chí; trình rồi thì không sửa được nữa.',
    en: 'A revision of a scheme or plugin that is being prepared; once submitted it cannot change.',
  },
  key: ['kind', 'configures', 'number'],
  visibility: { class: 'EVALUATION', leader: null, unit: null },
  columns: {
    kind: choice('Loại', 'Kind', CONFIGURATION_KINDS),
    configures: code('Phương án hoặc bộ tiêu chí', 'Scheme or plugin'),
    number: count('Dự thảo số', 'Draft number'),
    /** "revision:2", "reference:<id>" or "defaults". */
    copiedFrom: text('Chép từ', 'Copied from'),
    effectiveFrom: optional(day('Hiệu lực từ', 'Effective from')),
    effectiveTo: optional(day('Đến trước ngày', 'Until, not included')),
    configuration: text('Cấu hình', 'Configuration'),
    example: flag('Ví dụ', 'Example'),
    /** Number of the decision that corrects periods already begun; without one a revision counts from a future period. */
    correctingDecision: optional(text('Quyết định sửa sai', 'Correcting decision')),
    /** Everybody who ever saved it. */
    authors: codes('Những người soạn', 'Authors'),
  },
  stamps: () => [],
});

/** What a draft would have made of past periods, computed as cards are. It is no fact: nothing reads it but people. */
export const configurationSimulationEntity = defineEntity({
  name: 'configurationSimulation',
  file: 'configuration-simulations',
  group: 'DATA',
  title: { vi: 'Kết quả chạy thử cấu hình', en: 'Configuration simulation' },
  help: {
    vi: 'Kết quả chấm thử các kỳ đã qua bằng bản dự thảo; cùng dữ liệu vào thì cùng mã băm.',
    en: 'What a draft would have made of past periods; the same inputs give the same digest.',
  },
  key: ['draft', 'digest'],
  visibility: { class: 'EVALUATION', leader: null, unit: null },
  columns: {
    draft: code('Bản dự thảo', 'Draft', 'configurationDraft'),
    digest: text('Mã băm kết quả', 'Digest of the result'),
    draftDigest: text('Mã băm bản dự thảo', 'Digest of the draft'),
    periods: codes('Các kỳ chạy thử', 'Periods'),
    readPosition: count('Đọc đến số thứ tự', 'Read up to position'),
    asOf: day('Ngày xét', 'Day of truth'),
    requestedBy: text('Người yêu cầu', 'Requested by'),
    finishedOn: day('Ngày xong', 'Finished on'),
    result: text('Kết quả', 'Result'),
  },
  stamps: () => [],
});

/** A draft handed over for approval, with the simulation that its author saw. */
export const configurationSubmissionEntity = defineEntity({
  name: 'configurationSubmission',
  file: 'configuration-submissions',
  group: 'DATA',
  title: { vi: 'Trình bản cấu hình', en: 'Configuration submission' },
  help: {
    vi: 'Việc trình một bản dự thảo kèm kết quả chạy thử; mỗi bản dự thảo trình một lần.',
    en: 'A draft submitted with its simulation; each draft is submitted once.',
  },
  key: ['draft'],
  visibility: { class: 'EVALUATION', leader: null, unit: null },
  columns: {
    draft: code('Bản dự thảo', 'Draft', 'configurationDraft'),
    submittedBy: text('Người trình', 'Submitted by'),
    submittedOn: day('Ngày trình', 'Submitted on'),
    draftDigest: text('Mã băm bản dự thảo', 'Digest of the draft'),
    simulationDigest: text('Mã băm kết quả chạy thử', 'Digest of the simulation'),
  },
  stamps: () => [],
});

/** What the competent person decided on a submitted draft, bound to the digests that were seen. */
export const configurationDecisionEntity = defineEntity({
  name: 'configurationDecision',
  file: 'configuration-decisions',
  group: 'DATA',
  title: { vi: 'Quyết định về bản cấu hình', en: 'Configuration decision' },
  help: {
    vi: 'Phê duyệt hoặc từ chối một bản đã trình; người quyết định không phải là người soạn, người trình.',
    en: 'Approval or rejection of a submitted draft by somebody who neither wrote nor submitted it.',
  },
  key: ['draft'],
  visibility: { class: 'EVALUATION', leader: null, unit: null },
  columns: {
    draft: code('Bản dự thảo', 'Draft', 'configurationDraft'),
    outcome: choice('Kết quả', 'Outcome', DECISION_OUTCOMES),
    decidedBy: text('Người quyết định', 'Decided by'),
    decidedOn: day('Ngày quyết định', 'Decided on'),
    draftDigest: text('Mã băm bản dự thảo', 'Digest of the draft'),
    simulationDigest: text('Mã băm kết quả chạy thử', 'Digest of the simulation'),
    decisionNumber: optional(text('Số quyết định', 'Decision number')),
    decisionDate: optional(day('Ngày ký quyết định', 'Date of the decision')),
    reason: optional(text('Lý do', 'Reason')),
    /** Number of the revision that an approval wrote. */
    revision: optional(count('Bản', 'Revision')),
  },
  stamps: () => [],
});
