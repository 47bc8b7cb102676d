import * as fc from 'fast-check';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
} from 'graphql';
import {
  GraphQLBoolean,
  GraphQLNonNull,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Values that a ledger really holds, by the name of the argument or field that takes them. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEEPEST = 5;
const DAYS = ['2024-06-30', '2026-06-30', '2026-09-30', '2026-11-22'];
const BAD = 'NOWHERE';

export interface Manner {
  readonly of: 'query' | 'mutation';
  /** How many values of a hundred are drawn from these by what they should be, or, one of five, whatever they should be. */
  readonly strange: { readonly percent: number; readonly values: StrangeValues };
}

/** Values that nobody would send in good faith. */
export interface StrangeValues {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  readonly days: readonly string[];
  readonly others: readonly unknown[];
}

const IN_GOOD_FAITH: Manner = {
  of: 'query',
  strange: { percent: 0, values: { texts: [], numbers: [], days: [], others: [] } },
};

const CONDITION = new GraphQLNonNull(GraphQLBoolean);

/**
 * Valid operations over a schema: every field, real arguments and now and then bad ones, aliases, variables and their defaults,
 * fields that are merged, fragments, named once and spread in several places, skip and include wherever they may stand.
 */
export function operations(
  schema: GraphQLSchema,
  values: Values,
  manner: Manner = IN_GOOD_FAITH,
): fc.Arbitrary<Operation> {
  return fc.gen().map((pick) => new Writer(schema, values, manner, pick).operation());
}

/** A field as it stands in a selection, with its name and arguments: written twice, it is merged. */
interface WrittenField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly text: string;
}

/** Writes one operation, drawing every choice from fast-check. */
class Writer {
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #manner: Manner;
  readonly #pick: fc.GeneratorValue;
  readonly #declared: string[] = [];
  readonly #given: Record<string, unknown> = {};
  /** Half of the operations have none: only those are ever compiled. */
  readonly #hasConditions: boolean;
  /** Finished fragments, with the type that each is on: one may be spread again in whatever is written later. */
  readonly #fragments: { readonly on: string; readonly text: string }[] = [];
  #aliases = 0;

  constructor(schema: GraphQLSchema, values: Values, manner: Manner, pick: fc.GeneratorValue) {
    this.#schema = schema;
    this.#values = values;
    this.#manner = manner;
    this.#pick = pick;
    this.#hasConditions = this.#chance(50);
  }

  operation(): Operation {
    const { of } = this.#manner;
    const root = of === 'query' ? this.#schema.getQueryType()! : this.#schema.getMutationType()!;
    const selection = this.#selection(root, 0, 2);
    const declared = this.#declared.length === 0 ? '' : `(${this.#declared.join(', ')})`;
    const query = [`${of} Drawn${declared} ${selection}`, ...this.#fragments.map(({ text }) => text)].join(
      '\n',
    );
    return { query, variables: this.#given };
  }

  #one<T>(items: readonly T[]): T {
    return items[this.#number(0, items.length - 1)]!;
  }

  #chance(percent: number): boolean {
    return this.#pick(fc.integer, { min: 0, max: 99 }) < percent;
  }

  #number(min: number, max: number): number {
    return this.#pick(fc.integer, { min, max });
  }

  #selection(type: GraphQLNamedType, depth: number, most: number): string {
    if (isAbstractType(type)) {
      const possible = this.#schema.getPossibleTypes(type);
      const some = Array.from({ length: this.#number(0, 2) }, () => this.#one(possible));
      const parts = some.map((one) => `... on ${one.name} ${this.#selection(one, depth, 3)}`);
      return `{ __typename id ${parts.join(' ')} }`;
    }
    const fields = Object.values((type as GraphQLObjectType).getFields());
    const fitting = fields.filter((field) => depth < DEEPEST || isLeafType(getNamedType(field.type)));
    if (fitting.length === 0) return '{ __typename }';
    const leaves = fitting.filter((field) => isLeafType(getNamedType(field.type)));
    const written: WrittenField[] = [];
    const parts = Array.from({ length: this.#number(1, most) }, () => {
      const isAgain = written.length > 0 && this.#chance(12);
      if (!isAgain)
        written.push(this.#header(this.#one(leaves.length > 0 && this.#chance(40) ? leaves : fitting)));
      return this.#field(isAgain ? this.#one(written) : written.at(-1)!, depth);
    });
    if (this.#chance(10)) parts.push('__typename');
    if (depth > 0) parts.push(...this.#spreads(type.name));
    const text = `{ ${parts.join(' ')} }`;
    if (depth === 0 || !this.#chance(20)) return text;
    return this.#apart(type.name, text);
  }

  /** A selection moved into fragments, with or without a name or a type. */
  #apart(type: string, text: string): string {
    if (this.#chance(30)) {
      const on = this.#chance(50) ? ` on ${type}` : '';
      return `{ ...${on}${this.#condition(30)} ${text} __typename }`;
    }
    const name = `Part${this.#fragments.length}`;
    this.#fragments.push({ on: type, text: `fragment ${name} on ${type} ${text}` });
    const spreads = Array.from({ length: this.#number(1, 2) }, () => `...${name}${this.#condition(30)}`);
    return `{ ${spreads.join(' ')} __typename }`;
  }

  /** Fragments that were spread elsewhere already. */
  #spreads(type: string): string[] {
    const fitting = this.#fragments.flatMap(({ on }, index) => (on === type ? [`Part${index}`] : []));
    return fitting
      .filter(() => this.#chance(30))
      .slice(0, 2)
      .map((name) => `...${name}${this.#condition(30)}`);
  }

  #header(field: GraphQLField<unknown, unknown>): WrittenField {
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const text = `${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
    // A name of its own, or two of one name and other arguments could not be merged.
    const isPlain = args.length === 0 && this.#chance(30);
    return { field, text: isPlain ? text : `${field.name}${++this.#aliases}: ${text}` };
  }

  #field({ field, text }: WrittenField, depth: number): string {
    const type = getNamedType(field.type);
    const below = isLeafType(type) ? '' : ` ${this.#selection(type, depth + 1, 5)}`;
    return `${text}${this.#condition(8)}${below}`;
  }

  #condition(percent: number): string {
    if (!this.#hasConditions || !this.#chance(percent)) return '';
    const value = this.#chance(50);
    const given = this.#chance(20) ? String(value) : this.#variable(CONDITION, value);
    return ` @${this.#chance(50) ? 'skip' : 'include'}(if: ${given})`;
  }

  #variable(type: GraphQLInputType, value: unknown): string {
    const name = `v${this.#declared.length}`;
    if (value !== null && this.#chance(15)) {
      this.#declared.push(`$${name}: ${String(type)} = ${literal(value, type)}`);
      return `$${name}`;
    }
    this.#declared.push(`$${name}: ${String(type)}`);
    // What may be null may also be left out.
    if (value !== null || !this.#chance(50)) this.#given[name] = value;
    return `$${name}`;
  }

  #argument(arg: GraphQLArgument): string[] {
    const isRequired = isNonNullType(arg.type) && arg.defaultValue === undefined;
    const isUsual = ['authority', 'period', 'scheme', 'leader', 'metric'].includes(arg.name);
    if (!isRequired && !this.#chance(isUsual ? 85 : arg.name === 'after' ? 2 : 35)) return [];
    const value = this.#value(arg.type, arg.name);
    if (this.#chance(40)) return [`${arg.name}: ${this.#variable(arg.type, value)}`];
    return [`${arg.name}: ${literal(value, arg.type)}`];
  }

  #value(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name);
    if (this.#chance(4) && name !== 'authority') return null;
    return this.#known(type, name);
  }

  #known(type: GraphQLInputType, name: string): unknown {
    if (isListType(type))
      return Array.from({ length: this.#number(0, 2) }, () => this.#item(type.ofType, name));
    if (isEnumType(type)) return this.#one(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || this.#chance(30),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, field.name)]));
    }
    if (!isLeafType(type)) throw new Error(`no value for ${String(type)}`);
    if (this.#manner.strange.percent > 0 && this.#chance(this.#manner.strange.percent))
      return this.#strange(type.name);
    switch (type.name) {
      case 'Int':
        return this.#chance(5) ? this.#one([0, -1, 101, 9999]) : this.#number(1, 4);
      case 'Boolean':
        return this.#chance(50);
      case 'Date':
        return this.#one(DAYS);
      case 'DateTime':
        return this.#one(['2026-11-22T08:00:00+07:00', '2024-01-01T00:00:00Z']);
      case 'Decimal':
        return this.#one(['0', '80', '99.5']);
      default:
        return this.#chance(5) ? BAD : this.#one(this.#values[name] ?? this.#values['code']!);
    }
  }

  #strange(type: string): unknown {
    const { texts, numbers, days, others } = this.#manner.strange.values;
    if (this.#chance(20)) return this.#one(others);
    switch (type) {
      case 'Int':
        return this.#one(numbers);
      case 'Date':
      case 'DateTime':
        return this.#one(days);
      default:
        return this.#one(texts);
    }
  }

  /** An item of a list: null only where the list may hold it. */
  #item(type: GraphQLInputType, name: string): unknown {
    return isNonNullType(type) ? this.#known(type.ofType, name) : this.#value(type, name);
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  if (isEnumType(type) && typeof value === 'string') return value;
  if (Array.isArray(value))
    return `[${value.map((one) => literal(one, isListType(type) ? type.ofType : type)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, one]) => {
    const of = isInputObjectType(type) ? type.getFields()[name]?.type : undefined;
    return `${name}: ${literal(one, of ?? type)}`;
  });
  return `{ ${fields.join(', ')} }`;
}
