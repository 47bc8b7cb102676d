import type {
  AdjustmentBody,
  CardBody,
  ConditionBody,
  FindingBody,
  GapBody,
  LineBody,
  OpenBody,
} from '../../plugins/engine/card-body.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { PlaceResult, Standing } from '../../plugins/engine/standing.ts';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { FACTS } from '../../rules/facts/index.ts';
import { ZERO, add, compare, exactText, parseFraction } from '../../rules/kit/fraction.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Language, Message, Text } from '../../rules/kit/text.ts';
import { fill, fillBoth } from '../../rules/kit/text.ts';
import { shown } from '../platform/api/scalars.ts';
import {
  ADJUSTMENT_TEXTS,
  CAP_TEXTS,
  CEILING_TEXTS,
  EXAMPLE_TEXT,
  FAILED_TEXT,
  LEGAL_STATUS_TEXTS,
  POST_LINE_TEXT,
  RATING_TEXTS,
  STANDING_TEXTS,
  TITLE_TEXTS,
  UNKNOWN_MESSAGE_TEXT,
  WITHHELD_TEXTS,
} from './card-words.ts';
import { CONFIDENCE_TEXTS, viewCitation, viewParameter, viewRule } from './scheme-law.ts';
import type { ScoreCard } from './score-cards.ts';

/** What a card leaves out of its digest and a reader still wants: the words of plugins and scheme, and what units and posts are called. */
export interface CardNames {
  readonly plugins: Readonly<Record<string, Plugin>>;
  readonly scheme: SchemeConfiguration | null;
  unit(code: string): Text | null;
  /** What an appointment is called: its post. */
  post(code: string): Text | null;
}

export const NO_NAMES: CardNames = { plugins: PLUGINS, scheme: null, unit: () => null, post: () => null };

/** The same view with every text in one language. */
export type Spoken<T> = T extends Text
  ? string
  : T extends readonly (infer E)[]
    ? readonly Spoken<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Spoken<T[K]> }
      : T;

export type CardView = ReturnType<typeof viewCard>;
export type LineView = ReturnType<CardWriter['line']>;

/** A card in words of one language: what a terminal prints. */
export function describeCard(
  card: ScoreCard,
  language: Language,
  names: CardNames = NO_NAMES,
): Spoken<CardView> {
  return speak(viewCard(card, names), language) as Spoken<CardView>;
}

function speak(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((entry) => speak(entry, language));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  if (keys.length === 2 && 'vi' in value && 'en' in value) return (value as Text)[language];
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, speak(entry, language)]));
}

/** A card in words of both languages. */
export function viewCard({ body, digest, query, asOf, subjects }: ScoreCard, names: CardNames = NO_NAMES) {
  const writer = new CardWriter(body, names);
  const example = body.scheme.example || body.plugins.some((plugin) => plugin.example);
  return {
    scheme: body.scheme.id,
    schemeTitle: names.scheme?.title ?? { vi: body.scheme.id, en: body.scheme.id },
    revision: body.scheme.revision,
    plugins: body.plugins,
    period: body.period,
    subject: body.subject,
    subjects,
    authority: query.authority,
    position: query.position,
    asOf,
    digest,
    example,
    exampleLabel: example ? EXAMPLE_TEXT : null,
    ...amounts(body.points, body.open),
    max: body.max === null ? null : shown(parseFraction(body.max)),
    rating: body.rating,
    ratingText: body.rating === null ? null : RATING_TEXTS[body.rating]!,
    withheld: body.withheld?.kind ?? null,
    withheldReason: writer.withheld(),
    ceilings: writer.ceilings(),
    lines: body.lines.map((line) => writer.line(line, 0)),
    adjustments: body.adjustments.map(viewAdjustment),
    pointsLost: body.losses.map((loss) => ({
      line: loss.line,
      lineTitle: writer.titleOf(loss.line),
      ...amount('points', loss.points),
      findings: loss.findings.map((finding) => writer.finding(finding, writer.ruleOf(loss.line))),
      obstacles: loss.obstacles,
    })),
    gaps: body.gaps.map((gap) => writer.gap(gap)),
    conditions: body.conditions.map((condition) => writer.condition(condition)),
    titles: body.titles.map((entry) => ({
      title: entry.title,
      titleName: TITLE_TEXTS[entry.title] ?? { vi: entry.title, en: entry.title },
      state: entry.state,
      conditions: entry.conditions,
    })),
  };
}

/** A standing in words: rank, cap and the class proposed within the cohort. */
export function viewStanding(standing: Standing, points: string) {
  const { cap } = standing;
  const data = { rank: standing.rank ?? 0, size: standing.size };
  const placeText = (place: PlaceResult | null): Text | null =>
    place &&
    fillBoth(CAP_TEXTS[place.result], {
      points: shown(parseFraction(points)),
      rank: place.rankAmongRated,
      places: place.places,
      percent: exactText(place.percent),
      base: place.base,
    });
  return {
    ...standing,
    ratingText: standing.rating === null ? null : RATING_TEXTS[standing.rating]!,
    text: fillBoth(STANDING_TEXTS[standing.state], data),
    capText: placeText(cap),
    titles: standing.titles.map(({ title, quota }) => ({
      title,
      titleName: TITLE_TEXTS[title] ?? { vi: title, en: title },
      quota,
      quotaText: placeText(quota),
    })),
  };
}

function amount<Name extends string>(
  name: Name,
  text: string,
): { readonly [N in Name | `${Name}Exact`]: string } {
  const value = parseFraction(text);
  return { [name]: shown(value), [`${name}Exact`]: exactText(value) } as never;
}

function amounts(points: string, open: string) {
  const reachable = exactText(add(parseFraction(points), parseFraction(open)));
  return { ...amount('points', points), ...amount('open', open), ...amount('reachable', reachable) };
}

function signed(points: string): string {
  const value = parseFraction(points);
  return `${compare(value, ZERO) > 0 ? '+' : ''}${shown(value)}`;
}

function viewAdjustment(entry: AdjustmentBody) {
  const data = {
    points: signed(entry.points),
    applied: entry.applicableMax === null ? '' : shown(parseFraction(entry.applicableMax)),
    weight: entry.weight ?? '',
  };
  return {
    kind: entry.kind,
    ...amount('points', entry.points),
    text: fillBoth(ADJUSTMENT_TEXTS[entry.kind], data),
  };
}

class CardWriter {
  readonly #body: CardBody;
  readonly #names: CardNames;
  readonly #rows: Map<string, Map<string, object>>;

  constructor(body: CardBody, names: CardNames) {
    this.#body = body;
    this.#names = names;
    this.#rows = new Map(
      Object.entries(body.evidence).map(([fact, rows]) => [
        fact,
        new Map(rows.map((row) => [String(row['code']), row])),
      ]),
    );
  }

  line(line: LineBody, depth: number): LineOf {
    const rule = line.criterion === null ? null : this.ruleOf(line.id);
    return {
      id: line.id,
      kind: line.kind,
      depth,
      title: this.titleOf(line.id),
      state: line.state,
      ...amount('max', line.max),
      ...amounts(line.points, line.open),
      rule: rule && line.criterion ? viewRule(rule, line.criterion.major) : null,
      interpretation: rule?.interpretation ?? null,
      legalBasis: (rule?.legalBasis ?? []).map(viewCitation),
      parameters: (line.criterion?.parameters ?? []).map((parameter) => viewParameter(parameter, rule)),
      share: line.criterion?.share ?? null,
      arithmetic: line.criterion === null ? null : say(line.criterion.arithmetic, rule),
      findings: (line.criterion?.findings ?? []).map((finding) => this.finding(finding, rule)),
      openItems: (line.criterion?.open ?? []).map((entry) => this.#open(entry, rule)),
      adjustments: line.adjustments.map(viewAdjustment),
      children: line.children.map((child) => this.line(child, depth + 1)),
    };
  }

  finding(finding: FindingBody, rule: Rule | Condition | null) {
    return {
      message: finding.message,
      text: say(finding, rule),
      loss: finding.loss === null ? null : shown(parseFraction(finding.loss)),
      lossExact: finding.loss,
      evidence: finding.evidence.map(({ fact, code }) => ({
        fact,
        factTitle: Object.hasOwn(FACTS, fact)
          ? FACTS[fact as keyof typeof FACTS].title
          : { vi: fact, en: fact },
        code,
        row: this.#rows.get(fact)?.get(code) ?? null,
      })),
    };
  }

  gap(gap: GapBody) {
    return { line: gap.line, lineTitle: this.titleOf(gap.line), ...this.#open(gap, this.ruleOf(gap.line)) };
  }

  condition(condition: ConditionBody) {
    const rule = this.ruleOf(condition.id);
    return {
      id: condition.id,
      title: this.titleOf(condition.id),
      state: condition.state,
      ceiling: condition.ceiling,
      confidence: condition.confidence,
      confidenceLabel: CONFIDENCE_TEXTS[(condition.confidence ?? 'READ') as keyof typeof CONFIDENCE_TEXTS],
      rule: rule ? viewRule(rule, condition.major) : null,
      legalBasis: (rule?.legalBasis ?? []).map(viewCitation),
      parameters: condition.parameters.map((parameter) => viewParameter(parameter, rule)),
      reason: say(condition.reason, rule),
      findings: condition.findings.map((finding) => this.finding(finding, rule)),
      owedBy: condition.owedBy,
    };
  }

  ceilings() {
    return this.#body.ceilings.map((ceiling) => {
      const of = ceiling.of === null ? null : this.titleOf(ceiling.of);
      const rating = RATING_TEXTS[ceiling.rating]!;
      const template = CEILING_TEXTS[ceiling.kind];
      const text = (language: Language) =>
        fill(template[language], { of: of?.[language] ?? '', rating: rating[language] });
      return {
        kind: ceiling.kind,
        rating: ceiling.rating,
        of: ceiling.of,
        text: { vi: text('vi'), en: text('en') },
      };
    });
  }

  withheld(): Text | null {
    const { withheld } = this.#body;
    if (withheld === null) return null;
    const template = WITHHELD_TEXTS[withheld.kind];
    const condition = withheld.kind === 'UNKNOWN_CONDITION' ? this.titleOf(withheld.of) : null;
    const status = withheld.kind === 'OTHER_REGIME' ? LEGAL_STATUS_TEXTS[withheld.legalStatus]! : null;
    const text = (language: Language) =>
      fill(template[language], {
        open: shown(parseFraction(this.#body.open)),
        applicable: withheld.kind === 'TOO_LITTLE_APPLIES' ? shown(parseFraction(withheld.applicable)) : '',
        condition: condition?.[language] ?? '',
        status: status?.[language] ?? '',
      });
    return { vi: text('vi'), en: text('en') };
  }

  /** The rule behind a criterion line or a condition, by "plugin/id". */
  ruleOf(id: string): Rule | Condition | null {
    const [plugin, own] = this.#split(id);
    return (
      plugin?.criteria.find((entry) => entry.id === own)?.rule ??
      plugin?.conditions.find((entry) => entry.id === own)?.condition ??
      null
    );
  }

  titleOf(id: string): Text {
    if (id.startsWith('appointment/')) {
      const code = id.slice('appointment/'.length);
      return this.#names.post(code) ?? fillBoth(POST_LINE_TEXT, { code });
    }
    const [plugin, own] = this.#split(id);
    if (own === undefined) return plugin?.title ?? { vi: id, en: id };
    const entry =
      plugin?.criteria.find((one) => one.id === own) ?? plugin?.conditions.find((one) => one.id === own);
    return entry?.title ?? plugin?.groups[own] ?? this.ruleOf(id)?.title ?? { vi: id, en: id };
  }

  #split(id: string): [Plugin | undefined, string | undefined] {
    const [plugin, own] = id.split('/');
    return [this.#names.plugins[plugin!], own];
  }

  #open(entry: OpenBody, rule: Rule | Condition | null) {
    return {
      kind: entry.kind,
      what: say(entry.what, rule),
      owedBy: entry.owedBy,
      owedByName: entry.owedBy === null ? null : this.#names.unit(entry.owedBy),
      since: entry.since,
      ...amount('points', entry.points),
      charged: entry.charged,
    };
  }
}

/** One line of a card in words; lines hold lines. */
export interface LineOf {
  readonly id: string;
  readonly kind: LineBody['kind'];
  readonly depth: number;
  readonly title: Text;
  readonly state: LineBody['state'];
  readonly max: string;
  readonly maxExact: string;
  readonly points: string;
  readonly pointsExact: string;
  readonly open: string;
  readonly openExact: string;
  readonly reachable: string;
  readonly reachableExact: string;
  readonly rule: ReturnType<typeof viewRule> | null;
  readonly interpretation: Text | null;
  readonly legalBasis: readonly ReturnType<typeof viewCitation>[];
  readonly parameters: readonly ReturnType<typeof viewParameter>[];
  readonly share: string | null;
  readonly arithmetic: Text | null;
  readonly findings: readonly ReturnType<CardWriter['finding']>[];
  readonly openItems: readonly object[];
  readonly adjustments: readonly ReturnType<typeof viewAdjustment>[];
  readonly children: readonly LineOf[];
}

/** The sentence of a message, from its rule’s catalogue; the engine’s own messages have theirs here. */
function say(message: Message, rule: Rule | Condition | null): Text {
  if (message.message === 'engine.failed') return fillBoth(FAILED_TEXT, message.data);
  const template =
    rule && Object.hasOwn(rule.messages, message.message) ? rule.messages[message.message] : null;
  return template
    ? fillBoth(template, message.data)
    : fillBoth(UNKNOWN_MESSAGE_TEXT, { message: message.message });
}
