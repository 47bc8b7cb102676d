import { code, day, optional } from '../../../rules/kit/columns.ts';
import type { Row } from '../../../rules/kit/columns.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import { codeOf } from '../../platform/model/entity.ts';
import { Refusal } from '../../platform/problems.ts';
import { unknownReference } from '../../platform/ledger/references.ts';
import { happenedOn, unused } from '../steps.ts';
import { metricEntity, readingEntity, targetEntity } from './metric.entity.ts';

const { kind: _kind, document: _document, knownOn: _knownOn, ...figures } = readingEntity.columns;

const READING = {
  ...figures,
  knownOn: optional(day('Ngày có số liệu; để trống là hôm nay', 'Known on; today where left out')),
};

const REPORTERS = ['UNIT_REPORTER', 'STANDING_AGENCY', 'INTEGRATOR'] as const;

/** The unit that owes the readings records them. */
async function scopeOfReading(input: Row<typeof READING>, context: ActContext): Promise<string[]> {
  const metric = await context.get(metricEntity, input.metric, 'metric');
  return [metric.reportedBy ?? input.unit];
}

async function readingOf(input: Row<typeof READING>, context: ActContext) {
  const { kind } = await context.get(metricEntity, input.metric, 'metric');
  const knownOn = happenedOn(input.knownOn, context, 'knownOn');
  return { ...input, kind, knownOn, document: context.document };
}

export const recordReading = defineAct({
  name: 'recordReading',
  title: { vi: 'Ghi kết quả chỉ tiêu', en: 'Record a reading' },
  help: {
    vi: 'Kết quả của một chỉ tiêu tại một cơ quan cho một khoảng ngày. Đã có thì phải sửa bằng correctReading.',
    en: 'What a metric read in a unit over a span of days. Refused where there is one of the same metric, unit, days and source already: correct that.',
  },
  columns: READING,
  entity: readingEntity,
  by: REPORTERS,
  bulk: { name: 'recordReadings', title: { vi: 'Ghi nhiều kết quả chỉ tiêu', en: 'Record many readings' } },
  scope: scopeOfReading,
  async changes(input, context) {
    const row = await readingOf(input, context);
    const about = await unused(readingEntity, codeOfReading(row), context, 'coversTo');
    return { about, changes: [put(readingEntity, row)] };
  },
});

export const correctReading = defineAct({
  name: 'correctReading',
  title: { vi: 'Sửa kết quả chỉ tiêu', en: 'Correct a reading' },
  help: {
    vi: 'Thay một kết quả đã ghi bằng số đúng; số cũ vẫn đọc lại được.',
    en: 'Replaces a recorded reading by the right figures, all of them; the old ones can still be read as of then. Refused where there is none.',
  },
  columns: READING,
  entity: readingEntity,
  by: REPORTERS,
  bulk: { name: 'correctReadings', title: { vi: 'Sửa nhiều kết quả chỉ tiêu', en: 'Correct many readings' } },
  scope: scopeOfReading,
  async changes(input, context) {
    const row = await readingOf(input, context);
    const about = codeOfReading(row);
    const before = await context.find(readingEntity, about);
    if (!before) throw new Refusal([unknownReference(readingEntity, about, 'coversTo')]);
    return { about, changes: [put(readingEntity, { ...row, document: row.document ?? before.document })] };
  },
});

function codeOfReading(row: Readonly<Record<string, unknown>>): string {
  return codeOf(readingEntity, row);
}

export const setTarget = defineAct({
  name: 'setTarget',
  title: { vi: 'Giao chỉ tiêu', en: 'Set a target' },
  help: {
    vi: 'Mức giao cho một cơ quan theo văn bản.',
    en: 'What a unit must reach, by decision. Refused where the code is taken.',
  },
  columns: {
    code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
    metric: targetEntity.columns.metric,
    unit: targetEntity.columns.unit,
    kind: targetEntity.columns.kind,
    from: targetEntity.columns.from,
    by: targetEntity.columns.by,
    minimum: targetEntity.columns.minimum,
    maximum: targetEntity.columns.maximum,
    exceptionOf: targetEntity.columns.exceptionOf,
  },
  entity: targetEntity,
  by: ['STANDING_AGENCY', 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'],
  evidence: 'required',
  bulk: { name: 'setTargets', title: { vi: 'Giao nhiều chỉ tiêu', en: 'Set many targets' } },
  scope: ({ unit }) => [unit],
  async changes(input, context) {
    const code = await unused(targetEntity, input.code ?? context.newCode(), context, 'code');
    return {
      about: code,
      changes: [put(targetEntity, { ...input, code, note: null, document: context.document })],
    };
  },
});
