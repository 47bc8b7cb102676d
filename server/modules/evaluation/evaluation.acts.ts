import { code, day, optional } from '../../../rules/kit/columns.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { appointmentEntity } from '../leader/leader.entity.ts';
import { happenedOn, notBefore, openUnit, unused } from '../steps.ts';
import { assessmentEntity, gateFactEntity, inspectionFindingEntity } from './evaluation.entity.ts';
import { refuse } from './evaluation.problems.ts';

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;

/** The code of a new row, made by the server where it is left out. */
export const newCode = optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out'));

/** Units of a person’s posts today; a person without any concerns the authority as a whole. */
async function unitsOf(leader: string, context: ActContext): Promise<(string | null)[]> {
  const posts = await context.pointing(appointmentEntity, 'leader', leader);
  const held = posts.filter(({ from, to }) => from <= context.today && (to === null || to > context.today));
  return held.length === 0 ? [null] : held.map(({ unit }) => unit);
}

/** Units that an act about a unit, or a person, lies with. */
export async function scopeOfPerson(
  { unit, leader }: { readonly unit: string | null; readonly leader: string | null },
  context: ActContext,
): Promise<(string | null)[]> {
  return [...(unit === null ? [] : [unit]), ...(leader === null ? [] : await unitsOf(leader, context))];
}

export const recordInspectionFinding = defineAct({
  name: 'recordInspectionFinding',
  title: { vi: 'Ghi kết luận thanh tra, kiểm tra', en: 'Record an inspection finding' },
  help: {
    vi: 'Điều một cuộc thanh tra, kiểm tra, kiểm toán kết luận về một cơ quan.',
    en: 'What an inspection or audit found about a unit, with its document. By itself it deducts nothing.',
  },
  columns: {
    code: newCode,
    unit: inspectionFindingEntity.columns.unit,
    leader: inspectionFindingEntity.columns.leader,
    foundOn: optional(
      day('Ngày kết luận; để trống là ngày văn bản', 'Found on; the document’s date where left out'),
    ),
    foundBy: inspectionFindingEntity.columns.foundBy,
    text: inspectionFindingEntity.columns.text,
    remedyBy: inspectionFindingEntity.columns.remedyBy,
  },
  entity: inspectionFindingEntity,
  by: [...HOME_AFFAIRS, 'STANDING_AGENCY'],
  evidence: 'required',
  scope: ({ unit }) => [unit],
  async changes(input, context) {
    const code = await unused(inspectionFindingEntity, input.code ?? context.newCode(), context, 'code');
    const foundOn = happenedOn(input.foundOn ?? context.documentDay, context, 'foundOn');
    await openUnit(input.unit, foundOn, context, 'unit');
    notBefore(input.remedyBy ?? foundOn, foundOn, 'remedyBy');
    const row = { ...input, code, foundOn, remediedOn: null, document: context.document! };
    return { about: code, changes: [put(inspectionFindingEntity, row)] };
  },
});

export const recordGateFact = defineAct({
  name: 'recordGateFact',
  title: { vi: 'Ghi quyết định kỷ luật, kết luận', en: 'Record a gate fact' },
  help: {
    vi: 'Quyết định kỷ luật hoặc kết luận của cấp có thẩm quyền về một người; theo người đó qua mọi chức vụ.',
    en: 'A disciplinary decision or conclusion about a person; it follows the person through all posts, by its date.',
  },
  columns: {
    code: newCode,
    leader: gateFactEntity.columns.leader,
    kind: gateFactEntity.columns.kind,
    severity: gateFactEntity.columns.severity,
    decidedOn: optional(
      day('Ngày quyết định; để trống là ngày văn bản', 'Decided on; the document’s date where left out'),
    ),
    decidedBy: gateFactEntity.columns.decidedBy,
  },
  entity: gateFactEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  scope: ({ leader }, context) => scopeOfPerson({ unit: null, leader }, context),
  async changes(input, context) {
    const code = await unused(gateFactEntity, input.code ?? context.newCode(), context, 'code');
    const decidedOn = happenedOn(input.decidedOn ?? context.documentDay, context, 'decidedOn');
    const row = { ...input, code, decidedOn, revokedOn: null, document: context.document! };
    return { about: code, changes: [put(gateFactEntity, row)] };
  },
});

export const revokeGateFact = defineAct({
  name: 'revokeGateFact',
  title: { vi: 'Thu hồi quyết định kỷ luật, kết luận', en: 'Revoke a gate fact' },
  help: {
    vi: 'Từ ngày thu hồi, quyết định không còn tác dụng.',
    en: 'From that day the decision has no effect. Refused for one revoked already.',
  },
  columns: {
    gateFact: code('Quyết định, kết luận', 'Gate fact', 'gateFact'),
    on: optional(day('Ngày; để trống là hôm nay', 'Day; today where left out')),
  },
  entity: gateFactEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  paths: { revokedOn: 'on' },
  async scope({ gateFact }, context) {
    const { leader } = await context.get(gateFactEntity, gateFact, 'gateFact');
    return scopeOfPerson({ unit: null, leader }, context);
  },
  async changes({ gateFact: code, on }, context) {
    const found = await context.get(gateFactEntity, code, 'gateFact');
    if (found.revokedOn !== null) refuse('GATE_FACT_REVOKED', { code }, 'gateFact');
    const revokedOn = happenedOn(on, context, 'on');
    notBefore(revokedOn, found.decidedOn, 'on');
    return { about: code, changes: [put(gateFactEntity, { ...found, revokedOn })] };
  },
});

const assessedOn = optional(day('Ngày; để trống là hôm nay', 'Assessed on; today where left out'));

export const recordAssessedValue = defineAct({
  name: 'recordAssessedValue',
  title: { vi: 'Ghi giá trị đánh giá', en: 'Record an assessed value' },
  help: {
    vi: 'Điểm hoặc số lượng do cấp có thẩm quyền đánh giá cho một người hoặc một cơ quan trong một kỳ. Đã có thì sửa bằng correctAssessedValue.',
    en: 'What the competent body assessed of a leader or a unit in a period. Refused where the same criterion was assessed already: correct that.',
  },
  columns: {
    code: newCode,
    leader: assessmentEntity.columns.leader,
    unit: assessmentEntity.columns.unit,
    period: assessmentEntity.columns.period,
    criterion: assessmentEntity.columns.criterion,
    value: assessmentEntity.columns.value,
    maximum: assessmentEntity.columns.maximum,
    assessedBy: assessmentEntity.columns.assessedBy,
    assessedOn,
  },
  entity: assessmentEntity,
  by: HOME_AFFAIRS,
  bulk: {
    name: 'recordAssessedValues',
    title: { vi: 'Ghi nhiều giá trị đánh giá', en: 'Record many assessed values' },
  },
  scope: scopeOfPerson,
  async changes(input, context) {
    const code = await unused(assessmentEntity, input.code ?? context.newCode(), context, 'code');
    const { leader, unit, period, criterion } = input;
    const ofSubject =
      leader !== null
        ? await context.pointing(assessmentEntity, 'leader', leader)
        : unit !== null
          ? await context.pointing(assessmentEntity, 'unit', unit)
          : [];
    const same = ofSubject.find(
      (one) =>
        one.leader === leader && one.unit === unit && one.period === period && one.criterion === criterion,
    );
    if (same) await unused(assessmentEntity, same.code, context, 'criterion');
    const row = {
      ...input,
      code,
      assessedOn: happenedOn(input.assessedOn, context, 'assessedOn'),
      document: context.document,
    };
    return { about: code, changes: [put(assessmentEntity, row)] };
  },
});

export const correctAssessedValue = defineAct({
  name: 'correctAssessedValue',
  title: { vi: 'Sửa giá trị đánh giá', en: 'Correct an assessed value' },
  help: {
    vi: 'Thay giá trị đã ghi; giá trị cũ vẫn đọc lại được.',
    en: 'Replaces a recorded value; the old one can still be read as of then.',
  },
  columns: {
    assessment: code('Giá trị đánh giá', 'Assessment', 'assessment'),
    value: assessmentEntity.columns.value,
    maximum: assessmentEntity.columns.maximum,
    assessedOn,
  },
  entity: assessmentEntity,
  by: HOME_AFFAIRS,
  async scope({ assessment }, context) {
    return scopeOfPerson(await context.get(assessmentEntity, assessment, 'assessment'), context);
  },
  async changes({ assessment: code, value, maximum, assessedOn: given }, context) {
    const found = await context.get(assessmentEntity, code, 'assessment');
    const row = {
      ...found,
      value,
      maximum: maximum ?? found.maximum,
      assessedOn: happenedOn(given, context, 'assessedOn'),
      document: context.document ?? found.document,
    };
    return { about: code, changes: [put(assessmentEntity, row)] };
  },
});
