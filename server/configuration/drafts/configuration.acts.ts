import { code, count, day, flag, optional, text } from '../../../rules/kit/columns.ts';
import {
  pluginRevisionEntity,
  schemeRevisionEntity,
} from '../../modules/configuration/configuration.entity.ts';
import {
  configurationDecisionEntity,
  configurationDraftEntity,
  configurationSimulationEntity,
  configurationSubmissionEntity,
} from './draft.entity.ts';
import { periodEntity } from '../../modules/period/period.entity.ts';
import { happenedOn } from '../../modules/steps.ts';
import type { Change } from '../../platform/ledger/act.ts';
import { put } from '../../platform/ledger/act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { Problem } from '../../platform/problems.ts';
import { Refusal } from '../../platform/problems.ts';
import { CATALOGUE_SERVICE } from '../../schemes/catalogue-service.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import { resolvePluginText, resolveSchemeText } from '../../schemes/revisions.ts';
import { checkDraft, isError } from './checks.ts';
import type { Draft, CurrentRevisions, Submission } from './draft.ts';
import { digestOfDraft, revisionOn, revisionsOf } from './draft.ts';
import { draftText } from './draft-text.ts';
import { refuse, refused } from './draft.problems.ts';

const AUTHORS = ['HOME_AFFAIRS_AUTHOR'] as const;
const APPROVERS = ['HOME_AFFAIRS_APPROVER'] as const;

/** Configuration is of the whole authority. */
const scope = () => [null];

const draftCode = code('Mã bản dự thảo', 'Code of the draft', 'configurationDraft');
const draftDigest = text('Mã băm bản dự thảo đã xem', 'Digest of the draft as read');
const simulationDigest = text('Mã băm kết quả chạy thử đã xem', 'Digest of the simulation as read');
const { kind, configures } = configurationDraftEntity.columns;

async function currentRevisions(context: ActContext): Promise<CurrentRevisions> {
  const [schemeRevisions, pluginRevisions, periods] = await Promise.all([
    context.all(schemeRevisionEntity),
    context.all(pluginRevisionEntity),
    context.all(periodEntity),
  ]);
  return { schemeRevisions, pluginRevisions, periods };
}

/** A draft that nobody has submitted yet. @throws Refusal DRAFT_STANDS */
async function openDraft(code: string, context: ActContext): Promise<Draft> {
  const draft = await context.get(configurationDraftEntity, code, 'draft');
  if (await context.find(configurationSubmissionEntity, code)) refuse('DRAFT_STANDS', {}, 'draft');
  return draft;
}

function errorsOf(draft: Draft, current: CurrentRevisions, context: ActContext): Problem[] {
  return checkDraft(draft, current, context.service(CATALOGUE_SERVICE), context.today)
    .filter(isError)
    .map((problem) => ({ ...problem, path: ['draft', problem.path].filter(Boolean).join('.') }));
}

export const startConfigurationDraft = defineAct({
  name: 'startConfigurationDraft',
  title: { vi: 'Bắt đầu bản dự thảo cấu hình', en: 'Start a configuration draft' },
  help: {
    vi: 'Chép bản đang có hiệu lực, một bản trước đây (để quay lại) hoặc một phương án mẫu thành dự thảo mới.',
    en: 'Copies the revision in force, an earlier one (to go back to it) or a reference scheme to a new draft. Refused where there is nothing to copy.',
  },
  columns: {
    kind,
    configures,
    revision: optional(
      count(
        'Chép bản số; để trống là bản đang có hiệu lực',
        'Revision to copy; the one in force where left out',
      ),
    ),
    reference: optional(code('Hoặc chép phương án mẫu', 'Or the reference scheme to copy')),
    effectiveFrom: optional(day('Hiệu lực từ', 'Effective from')),
  },
  entity: configurationDraftEntity,
  by: AUTHORS,
  scope,
  async changes(input, context) {
    const known = await context.pointing(configurationDraftEntity, 'configures', input.configures);
    const number =
      Math.max(0, ...known.filter((one) => one.kind === input.kind).map((one) => one.number)) + 1;
    const onDay = input.effectiveFrom ?? context.today;
    const copied = copyOf(input, await currentRevisions(context), onDay, context.service(CATALOGUE_SERVICE));
    const row = {
      kind: input.kind,
      configures: input.configures,
      number,
      effectiveFrom: input.effectiveFrom,
      effectiveTo: null,
      correctingDecision: null,
      authors: [context.actor],
      ...copied,
    };
    return {
      about: `${input.kind}/${input.configures}/${number}`,
      changes: [put(configurationDraftEntity, row)],
    };
  },
});

interface CopyRequest {
  readonly kind: Draft['kind'];
  readonly configures: string;
  readonly revision: number | null;
  readonly reference: string | null;
}

function copyOf(
  requested: CopyRequest,
  current: CurrentRevisions,
  onDay: number,
  catalogue: Catalogue,
): Pick<Draft, 'copiedFrom' | 'configuration' | 'example'> {
  const { configures, revision, reference } = requested;
  if (reference !== null) {
    if (requested.kind !== 'SCHEME' || !catalogue.schemes.has(reference))
      refuse('NOTHING_TO_COPY', { configures, what: reference }, 'reference');
    const copiedFrom = `reference:${reference}`;
    return { copiedFrom, configuration: resolveSchemeText(copiedFrom, catalogue), example: true };
  }
  const revisions = revisionsOf(current, requested);
  const found =
    revision === null ? revisionOn(revisions, onDay) : revisions.find(({ number }) => number === revision);
  if (found) {
    const { configuration, example } = found;
    return { copiedFrom: `revision:${found.number}`, configuration, example };
  }
  const plugin = requested.kind === 'PLUGIN' ? catalogue.plugins.get(configures) : undefined;
  if (revision !== null || !plugin)
    refuse(
      'NOTHING_TO_COPY',
      { configures, what: revision ?? '–' },
      revision === null ? 'configures' : 'revision',
    );
  const configuration = resolvePluginText('', configures, catalogue);
  return { copiedFrom: 'defaults', configuration, example: plugin.example };
}

export const changeConfigurationDraft = defineAct({
  name: 'changeConfigurationDraft',
  title: { vi: 'Sửa bản dự thảo cấu hình', en: 'Change a configuration draft' },
  help: {
    vi: 'Ghi lại toàn bộ nội dung dự thảo; điều gì chưa đúng được liệt kê để sửa, chỉ khi trình mới bị từ chối.',
    en: 'Saves the whole draft anew: what is left out is empty. What is wrong with it is listed, and refused only when it is submitted. A submitted draft cannot change.',
  },
  columns: {
    draft: draftCode,
    configuration: text('Cấu hình (JSON)', 'Configuration (JSON)'),
    effectiveFrom: optional(day('Hiệu lực từ', 'Effective from')),
    effectiveTo: optional(day('Đến trước ngày (chỉ với phương án)', 'Until, not included; of schemes only')),
    example: flag(
      'Ví dụ: chưa có quyết định nào ban hành bảng điểm',
      'Example: no decision adopted the points',
    ),
    correctingDecision: optional(
      text(
        'Số quyết định sửa sai, nếu sửa kỳ đã bắt đầu',
        'Number of the correcting decision, where periods that have begun are corrected',
      ),
    ),
  },
  entity: configurationDraftEntity,
  by: AUTHORS,
  scope,
  async changes({ draft: code, configuration, ...more }, context) {
    const { code: _code, ...draft } = await openDraft(code, context);
    const row = {
      ...draft,
      ...more,
      configuration: draftText(
        draft.kind,
        draft.configures,
        configuration,
        context.service(CATALOGUE_SERVICE),
      ),
      authors: [...new Set([...draft.authors, context.actor])],
    };
    return { about: code, changes: [put(configurationDraftEntity, row)] };
  },
});

export const submitConfigurationDraft = defineAct({
  name: 'submitConfigurationDraft',
  title: { vi: 'Trình bản dự thảo cấu hình', en: 'Submit a configuration draft' },
  help: {
    vi: 'Trình để phê duyệt, kèm kết quả chạy thử; từ lúc này không sửa được nữa.',
    en: 'Hands the draft over for approval with its simulation; it cannot change any more. Refused while it has errors, or was not simulated as it stands.',
  },
  columns: { draft: draftCode, simulationDigest },
  entity: configurationDraftEntity,
  by: AUTHORS,
  scope,
  async changes(input, context) {
    const draft = await openDraft(input.draft, context);
    const current = await currentRevisions(context);
    const errors = errorsOf(draft, current, context);
    if (errors.length > 0)
      throw new Refusal([refused('DRAFT_HAS_ERRORS', { errors: errors.length }, 'draft'), ...errors]);
    const digest = digestOfDraft(draft);
    const simulation = await context.find(
      configurationSimulationEntity,
      `${input.draft}/${input.simulationDigest}`,
    );
    if (simulation?.draftDigest !== digest) refuse('SIMULATION_MISSING', {}, 'simulationDigest');
    const row = {
      draft: input.draft,
      submittedBy: context.actor,
      submittedOn: context.today,
      draftDigest: digest,
      simulationDigest: input.simulationDigest,
    };
    return { about: input.draft, changes: [put(configurationSubmissionEntity, row)] };
  },
});

interface DecisionRequest {
  readonly draft: string;
  readonly draftDigest: string;
  readonly simulationDigest: string;
}

/** A submitted draft on which the actor may decide, as they have read it. @throws Refusal */
async function toDecide(
  requested: DecisionRequest,
  context: ActContext,
): Promise<{ draft: Draft; submission: Submission }> {
  const draft = await context.get(configurationDraftEntity, requested.draft, 'draft');
  const submission = await context.find(configurationSubmissionEntity, requested.draft);
  if (submission === null) return refuse('DRAFT_NOT_SUBMITTED', {}, 'draft');
  if (await context.find(configurationDecisionEntity, requested.draft)) refuse('DRAFT_DECIDED', {}, 'draft');
  if ([...draft.authors, submission.submittedBy].includes(context.actor)) refuse('OWN_DRAFT', {}, 'draft');
  if (requested.draftDigest !== submission.draftDigest) refuse('OTHER_DIGEST', {}, 'draftDigest');
  if (requested.simulationDigest !== submission.simulationDigest)
    refuse('OTHER_DIGEST', {}, 'simulationDigest');
  return { draft, submission };
}

function decided({ submission }: { readonly submission: Submission }, context: ActContext) {
  // Nobody has decided yet what a decision of a coming day says.
  happenedOn(context.documentDay, context, 'evidence.documentDate');
  return {
    draft: submission.draft,
    decidedBy: context.actor,
    decidedOn: context.today,
    draftDigest: submission.draftDigest,
    simulationDigest: submission.simulationDigest,
    decisionNumber: context.document,
    decisionDate: context.documentDay,
  };
}

export const approveConfigurationDraft = defineAct({
  name: 'approveConfigurationDraft',
  title: { vi: 'Phê duyệt bản dự thảo cấu hình', en: 'Approve a configuration draft' },
  help: {
    vi: 'Người khác người soạn phê duyệt theo một quyết định; bản cấu hình được ghi ngay và tính từ ngày hiệu lực.',
    en: 'Approves a submitted draft by a decision, which the evidence names; whoever wrote or submitted it may not. The digests are those of the draft and the simulation that were read. The revision is recorded in the same act and counts from its day of effect.',
  },
  columns: { draft: draftCode, draftDigest, simulationDigest },
  entity: configurationDraftEntity,
  by: APPROVERS,
  evidence: 'required',
  scope,
  async changes(input, context) {
    const found = await toDecide(input, context);
    const { draft } = found;
    const current = await currentRevisions(context);
    const errors = errorsOf(draft, current, context);
    if (errors.length > 0) throw new Refusal(errors);
    const number = Math.max(0, ...revisionsOf(current, draft).map((one) => one.number)) + 1;
    const decision = {
      ...decided(found, context),
      outcome: 'APPROVED' as const,
      reason: null,
      revision: number,
    };
    return {
      about: input.draft,
      changes: [put(configurationDecisionEntity, decision), revisionOf(draft, number, context)],
    };
  },
});

/** The ordinary revision that scoring reads. */
function revisionOf(draft: Draft, number: number, { document }: ActContext): Change {
  const { configures, effectiveTo, example } = draft;
  const effectiveFrom = draft.effectiveFrom!;
  // Recording writes it out again from what staff gave: the same text, since the checks refuse another version of a rule.
  const configuration = JSON.stringify(
    (JSON.parse(draft.configuration) as { configuration: unknown }).configuration,
  );
  const row = { number, effectiveFrom, configuration, example, document };
  return draft.kind === 'SCHEME'
    ? put(schemeRevisionEntity, { ...row, scheme: configures, effectiveTo })
    : put(pluginRevisionEntity, { ...row, plugin: configures });
}

export const rejectConfigurationDraft = defineAct({
  name: 'rejectConfigurationDraft',
  title: { vi: 'Từ chối bản dự thảo cấu hình', en: 'Reject a configuration draft' },
  help: {
    vi: 'Người khác người soạn từ chối, nêu lý do; muốn trình lại thì chép thành dự thảo mới.',
    en: 'Rejects a submitted draft with a reason; whoever wrote or submitted it may not. To try again, start another one.',
  },
  columns: { draft: draftCode, draftDigest, simulationDigest, reason: text('Lý do', 'Reason') },
  entity: configurationDraftEntity,
  by: APPROVERS,
  scope,
  async changes(input, context) {
    const found = await toDecide(input, context);
    const { reason } = input;
    const decision = { ...decided(found, context), outcome: 'REJECTED' as const, reason, revision: null };
    return { about: input.draft, changes: [put(configurationDecisionEntity, decision)] };
  },
});
