import type { Column, Columns } from '../../rules/kit/columns.ts';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { AttributedRow, Fact } from '../../rules/kit/fact.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { ZERO, compare, exactText, multiply, subtract, unitsText } from '../../rules/kit/fraction.ts';
import type { Finding, Open } from '../../rules/kit/outcome.ts';
import type { Subject } from '../../rules/kit/subject.ts';
import type { Scalar } from '../../rules/kit/text.ts';
import type {
  AdjustmentBody,
  CardBody,
  ConditionBody,
  CriterionBody,
  EvidenceRow,
  FindingBody,
  GapBody,
  LineBody,
  LineState,
  LossBody,
  OpenBody,
  ParameterBody,
  SubjectBody,
  TitleBody,
} from './card-body.ts';
import { CARD_FORMAT, ENGINE_VERSION } from './card-body.ts';
import { classify } from './classify.ts';
import { canonicalText, digestOfText } from './digest.ts';
import type { Adjustment, EvaluatedCard, EvaluatedLine } from './evaluate.ts';
import { leaves } from './evaluate.ts';
import type { PlannedParameter } from './plan.ts';

/** Every title of the scheme with what its conditions come to for the subject. */
export function titleBodies(card: EvaluatedCard): TitleBody[] {
  return card.plan.scheme.configuration.titles.map(({ title, conditions: names }) => {
    const states = names.map((name) => card.conditions.get(name)!.verdict.state);
    const state = states.includes('UNMET') ? 'UNMET' : states.includes('UNKNOWN') ? 'UNKNOWN' : 'MET';
    return { title, state, conditions: names };
  });
}

/** A card written out: its body, the canonical text that the digest covers, and the digest. */
export interface WrittenCard {
  readonly body: CardBody;
  readonly text: string;
  readonly digest: string;
}

/** Writes an evaluated card out, with its canonical text and digest. */
export function writeCard(card: EvaluatedCard): WrittenCard {
  return writeBody(cardBody(card));
}

/** A body with its canonical text and digest. */
export function writeBody(body: CardBody): WrittenCard {
  const text = canonicalText(body);
  return { body, text, digest: digestOfText(text) };
}

/** Writes an evaluated card out as plain data. */
export function cardBody(card: EvaluatedCard): CardBody {
  const { plan } = card;
  const { scheme } = plan;
  const classification = classify(card);
  const cited = new Map<string, Set<number>>();
  const writer = new CardWriter(card, cited);
  const lines = card.lines.map((line) => writer.line(line));
  const conditions = [...card.conditions.values()].map(({ planned, verdict }): ConditionBody => {
    const limit = scheme.configuration.limits.find((entry) => entry.condition === planned.id);
    return {
      id: planned.id,
      rule: planned.condition.id,
      major: planned.major,
      state: verdict.state,
      ceiling: limit?.ceiling ?? null,
      confidence: limit?.confidence ?? null,
      reason: verdict.reason,
      parameters: planned.parameterList.map(parameterBody),
      findings: verdict.findings.map((finding) => writer.finding(finding, null)),
      owedBy: verdict.owedBy,
    };
  });
  const { losses, gaps } = writer.lossesAndGaps();
  return {
    format: CARD_FORMAT,
    engine: ENGINE_VERSION,
    scheme: { id: scheme.scheme, revision: scheme.number, example: scheme.example },
    plugins: plan.plugins.map(({ plugin, revision }) => ({
      id: plugin.id,
      revision: revision.number,
      example: revision.example,
    })),
    subject: subjectBody(card.known.subject),
    period: {
      code: plan.period.code,
      from: formatDay(plan.period.from),
      to: formatDay(plan.period.to),
      cutOff: formatDay(plan.period.cutOff),
    },
    calendar: plan.calendar.versionFor(plan.period),
    points: exactText(card.points),
    open: exactText(subtract(card.reach, card.points)),
    max: card.applicableMax && exactText(card.applicableMax),
    lines,
    adjustments: card.adjustments.map(adjustmentBody),
    conditions,
    ceilings: classification.ceilings,
    withheld: classification.withheld,
    rating: classification.rating,
    titles: titleBodies(card),
    losses,
    gaps,
    evidence: evidenceRows(card, cited),
    inherited: Object.fromEntries(
      Object.entries(card.known.inherited)
        .filter(([, rows]) => rows.length > 0)
        .map(([fact, rows]) => [fact, rows.map((row) => row.code).toSorted(byCodeUnit)]),
    ),
  };
}

class CardWriter {
  readonly #card: EvaluatedCard;
  readonly #cited: Map<string, Set<number>>;

  constructor(card: EvaluatedCard, cited: Map<string, Set<number>>) {
    this.#card = card;
    this.#cited = cited;
  }

  line(line: EvaluatedLine): LineBody {
    return {
      id: line.planned.id,
      kind: line.planned.kind,
      state: stateOf(line),
      max: exactText(line.planned.max),
      points: exactText(line.points),
      open: exactText(subtract(line.reach, line.points)),
      adjustments: line.adjustments.map(adjustmentBody),
      children: line.children.map((child) => this.line(child)),
      criterion: this.#criterion(line),
    };
  }

  #criterion(line: EvaluatedLine): CriterionBody | null {
    const { planned, outcome } = line;
    if (planned.kind !== 'CRITERION' || outcome === null) return null;
    const base = {
      rule: planned.rule.id,
      major: planned.major,
      parameters: planned.parameterList.map(parameterBody),
    };
    if (outcome.kind === 'FAILED') {
      return {
        ...base,
        share: null,
        arithmetic: { message: 'engine.failed', data: { error: outcome.error } },
        findings: [],
        open: [],
      };
    }
    const findings = outcome.findings.map((finding) => this.finding(finding, planned.max));
    if (outcome.kind === 'NOT_APPLICABLE')
      return { ...base, share: null, arithmetic: outcome.reason, findings, open: [] };
    const open = line.open.map((entry) => this.#open(entry, planned.max));
    return { ...base, share: exactText(outcome.share), arithmetic: outcome.arithmetic, findings, open };
  }

  /** @param max maximum that the finding’s loss is a share of; null for conditions, which have no points. */
  finding(finding: Finding, max: Fraction | null): FindingBody {
    const evidence = finding.evidence.map(({ fact, row }) => {
      let rows = this.#cited.get(fact);
      if (!rows) this.#cited.set(fact, (rows = new Set()));
      rows.add(row);
      const code = this.#card.known.facts[fact]?.[row]?.code;
      if (code === undefined)
        throw new RangeError(`${finding.message} cites row ${row} of ${fact}, which the rule was not given`);
      return { fact, code };
    });
    const loss = finding.loss && max ? exactText(multiply(finding.loss, max)) : null;
    return { message: finding.message, data: finding.data, evidence, loss };
  }

  #open(entry: Open & { readonly charged: boolean }, max: Fraction): OpenBody {
    return {
      kind: entry.kind,
      what: entry.what,
      owedBy: entry.owedBy,
      since: entry.since === null ? null : formatDay(entry.since),
      points: exactText(multiply(entry.share, max)),
      charged: entry.charged,
    };
  }

  lossesAndGaps(): { losses: LossBody[]; gaps: GapBody[] } {
    const losses: { body: LossBody; points: Fraction }[] = [];
    const gaps: GapBody[] = [];
    for (const { line, factor } of leaves(this.#card)) {
      if (line.planned.kind !== 'CRITERION' || line.applicableMax === null) continue;
      const max = multiply(line.planned.max, factor);
      for (const entry of line.open) gaps.push({ line: line.planned.id, ...this.#open(entry, max) });
      const points = multiply(subtract(line.applicableMax, line.reach), factor);
      if (points.n <= 0n || line.outcome?.kind !== 'SCORED') continue;
      const findings = line.outcome.findings
        .filter((finding) => finding.loss !== undefined && finding.loss.n > 0n)
        .toSorted((a, b) => compare(b.loss ?? ZERO, a.loss ?? ZERO))
        .map((finding) => this.finding(finding, max));
      losses.push({
        points,
        body: {
          line: line.planned.id,
          points: exactText(points),
          findings,
          obstacles: this.#obstaclesBehind(findings),
        },
      });
    }
    return {
      losses: losses
        .toSorted((a, b) => compare(b.points, a.points) || byCodeUnit(a.body.line, b.body.line))
        .map(({ body }) => body),
      gaps,
    };
  }

  #obstaclesBehind(findings: readonly FindingBody[]): string[] {
    const tasks = new Set(
      findings.flatMap((finding) =>
        finding.evidence.filter(({ fact }) => fact === 'task').map(({ code }) => code),
      ),
    );
    const rows = (this.#card.known.facts['task'] ?? []) as readonly (AttributedRow & {
      readonly obstacles?: readonly string[];
    })[];
    return [
      ...new Set(rows.filter((row) => tasks.has(row.code)).flatMap((row) => row.obstacles ?? [])),
    ].toSorted(byCodeUnit);
  }
}

function stateOf(line: EvaluatedLine): LineState {
  if (line.outcome?.kind === 'FAILED') return 'FAILED';
  if (line.applicableMax === null) return 'NOT_APPLICABLE';
  return compare(line.points, line.reach) === 0 ? 'SCORED' : 'OPEN';
}

function adjustmentBody(entry: Adjustment): AdjustmentBody {
  return {
    kind: entry.kind,
    points: exactText(entry.points),
    applicableMax: entry.applicableMax && exactText(entry.applicableMax),
    weight: null,
  };
}

function parameterBody({ id, value, basis }: PlannedParameter): ParameterBody {
  return { id, value: exactText(value), basis };
}

function subjectBody(subject: Subject): SubjectBody {
  if (subject.kind === 'UNIT') return { kind: 'UNIT', unit: subject.unit, unitKind: subject.unitKind };
  return {
    kind: 'APPOINTMENT',
    appointment: subject.appointment,
    leader: subject.leader,
    unit: subject.unit,
    unitKind: subject.unitKind,
    role: subject.role,
    legalStatus: subject.legalStatus,
    from: formatDay(subject.from),
    to: subject.to === null ? null : formatDay(subject.to),
    fields: subject.fields,
  };
}

function evidenceRows(
  card: EvaluatedCard,
  cited: ReadonlyMap<string, ReadonlySet<number>>,
): Record<string, EvidenceRow[]> {
  return Object.fromEntries(
    card.plan.needs
      .filter((fact) => cited.has(fact.id))
      .map((fact) => {
        const rows = [...cited.get(fact.id)!].map((index) => card.known.facts[fact.id]![index]!);
        return [fact.id, rows.toSorted((a, b) => byCodeUnit(a.code, b.code)).map(rowWriterOf(fact))];
      }),
  );
}

type RowWriter = (row: AttributedRow) => EvidenceRow;

/** A fact’s columns are looked at once; its rows are then written by what they need. */
const rowWriters = new WeakMap<Fact, RowWriter>();

function rowWriterOf(fact: Fact): RowWriter {
  let writer = rowWriters.get(fact);
  if (!writer) rowWriters.set(fact, (writer = newRowWriter(fact)));
  return writer;
}

/**
 * Writes rows of one fact as plain data: days as dates, scaled quantities as decimal text; names in the order of
 * canonical JSON.
 */
function newRowWriter({ columns }: { readonly columns: Columns }): RowWriter {
  const writers = Object.entries(columns)
    .toSorted(([a], [b]) => byCodeUnit(a, b))
    .map(([name, column]) => ({ name, write: cellWriter(column) }));
  // Every row starts as a copy of this one: an object that grows name by name costs several times as much, here and
  // wherever it is read.
  const empty: Record<string, EvidenceRow[string]> = Object.fromEntries(
    writers.map(({ name }) => [name, null]),
  );
  return (row) => {
    const plain = { ...empty };
    for (const { name, write } of writers) {
      const value = (row as unknown as Record<string, unknown>)[name];
      if (value !== null && value !== undefined) plain[name] = write(value);
    }
    return plain;
  };
}

function cellWriter(column: Column): (value: unknown) => EvidenceRow[string] {
  if (column.type === 'day') return (value) => formatDay(value as Day);
  if (column.type === 'quantity') return (value) => unitsText(value as bigint, column.scale);
  return (value) => value as Scalar;
}

/** Order of UTF-16 code units: the same on every machine and database. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
