import type { CardBody } from '../../plugins/engine/card-body.ts';
import type { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import { PLUGINS } from '../../plugins/index.ts';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import type { Message, Scalar, Text } from '../../rules/kit/text.ts';
import { fill } from '../../rules/kit/text.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { lazyText } from '../platform/api/text-field.ts';
import { FAILED_TEXT, POST_LINE_TEXT, UNKNOWN_MESSAGE_TEXT } from './card-words.ts';
import type { ScoreCard } from '../scoring/score-cards.ts';

/**
 * Names that a card’s digest leaves out: words of plugins and scheme, names of units and posts.
 */
export interface CardNames {
  readonly plugins: ReadonlyMap<string, Plugin>;
  readonly scheme: SchemeConfiguration | null;
  unit(code: string): Text | null;
  /** What an appointment is called: its post. */
  post(code: string): Text | null;
}

/** For a card without scheme, units and posts: only the plugins’ words. */
export const NO_NAMES: CardNames = { plugins: PLUGINS, scheme: null, unit: () => null, post: () => null };

type AnyRule = Rule | Condition;

/** What every part of a card is made from: its body, names, and the point at which its rows are read. */
export class CardSource {
  readonly body: CardBody;
  readonly names: CardNames;
  /** Where the rows and obstacles on the card are read when somebody follows them: at its own position. */
  readonly at: ReadPoint;
  readonly #rows = new Map<string, ReadonlyMap<string, object>>();

  constructor({ body, query: { authority, position }, asOf }: ScoreCard, names: CardNames) {
    this.body = body;
    this.names = names;
    this.at = { authority, position, asOf };
  }

  /** The rule behind a criterion line or a condition, by "plugin/id"; null where no plugin has it. */
  ruleOf(id: string): AnyRule | null {
    const [plugin, own] = this.#split(id);
    return (
      plugin?.criteria.find((entry) => entry.id === own)?.rule ??
      plugin?.conditions.find((entry) => entry.id === own)?.condition ??
      null
    );
  }

  /** Title of a line or condition; the id itself where nothing is called so. */
  titleOf(id: string): Text {
    if (id.startsWith('appointment/')) {
      const code = id.slice('appointment/'.length);
      return this.names.post(code) ?? filled(POST_LINE_TEXT, { code });
    }
    const [plugin, own] = this.#split(id);
    if (own === undefined) return plugin?.title ?? { vi: id, en: id };
    const entry =
      plugin?.criteria.find((one) => one.id === own) ?? plugin?.conditions.find((one) => one.id === own);
    const group = plugin && Object.hasOwn(plugin.groups, own) ? plugin.groups[own] : undefined;
    return entry?.title ?? group ?? this.ruleOf(id)?.title ?? { vi: id, en: id };
  }

  /** The fact row that a finding cites; null where the card does not hold it. */
  rowOf(fact: string, code: string): object | null {
    let rows = this.#rows.get(fact);
    if (!rows) {
      const cited = Object.hasOwn(this.body.evidence, fact) ? this.body.evidence[fact]! : [];
      this.#rows.set(fact, (rows = new Map(cited.map((row) => [String(row['code']), row]))));
    }
    return rows.get(code) ?? null;
  }

  #split(id: string): [Plugin | undefined, string | undefined] {
    const [plugin, own] = id.split('/');
    return [this.names.plugins.get(plugin!), own];
  }
}

/** The sentence of a message, from its rule’s catalogue; the engine’s own messages have theirs here. */
export function sentenceOf(message: Message, rule: AnyRule | null): Text {
  if (message.message === 'engine.failed') return filled(FAILED_TEXT, message.data);
  const template =
    rule && Object.hasOwn(rule.messages, message.message) ? rule.messages[message.message] : null;
  return template
    ? filled(template, message.data)
    : filled(UNKNOWN_MESSAGE_TEXT, { message: message.message });
}

/** A template filled, in the languages that are read. */
export function filled(template: Text, data: Readonly<Record<string, Scalar>>): Text {
  return lazyText((language) => fill(template[language], data));
}
