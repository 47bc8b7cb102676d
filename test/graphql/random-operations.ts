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

/**
 * Valid operations over a schema: every field, real arguments and now and then bad ones, aliases, variables, fragments, skip and
 * include.
 */
export function operations(
  schema: GraphQLSchema,
  values: Values,
  manner: Manner = IN_GOOD_FAITH,
): fc.Arbitrary<Operation> {
  return fc.gen().map((pick) => new Writer(schema, values, manner, pick).operation());
}

/** Writes one operation, drawing every choice from fast-check. */
class Writer {
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #manner: Manner;
  readonly #pick: fc.GeneratorValue;
  readonly #declared: string[] = [];
  readonly #given: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  #aliases = 0;

  constructor(schema: GraphQLSchema, values: Values, manner: Manner, pick: fc.GeneratorValue) {
    this.#schema = schema;
    this.#values = values;
    this.#manner = manner;
    this.#pick = pick;
  }

  operation(): Operation {
    const { of } = this.#manner;
    const root = of === 'query' ? this.#schema.getQueryType()! : this.#schema.getMutationType()!;
    const selection = this.#selection(root, 0, 2);
    const declared = this.#declared.length === 0 ? '' : `(${this.#declared.join(', ')})`;
    const query = [`${of} Drawn${declared} ${selection}`, ...this.#fragments].join('\n');
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
    const parts = Array.from({ length: this.#number(1, most) }, () =>
      this.#field(this.#one(leaves.length > 0 && this.#chance(40) ? leaves : fitting), depth),
    );
    if (this.#chance(10)) parts.push('__typename');
    const text = `{ ${parts.join(' ')} }`;
    if (depth === 0 || !this.#chance(10)) return text;
    const name = `Part${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${text}`);
    return this.#chance(30) ? `{ ...${name}${this.#condition()} __typename }` : `{ ...${name} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    // Every field under a name of its own: two of the same name could not be merged.
    const alias = `${field.name}${++this.#aliases}`;
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const below = isLeafType(type) ? '' : ` ${this.#selection(type, depth + 1, 5)}`;
    return `${alias}: ${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${this.#condition()}${below}`;
  }

  #condition(): string {
    if (!this.#chance(6)) return '';
    const value = this.#chance(50);
    const name = this.#variable('Boolean!', value);
    return ` @${this.#chance(50) ? 'skip' : 'include'}(if: ${name})`;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${type}`);
    // What may be null may also be left out.
    if (value !== null || !this.#chance(50)) this.#given[name] = value;
    return `$${name}`;
  }

  #argument(arg: GraphQLArgument): string[] {
    const isRequired = isNonNullType(arg.type) && arg.defaultValue === undefined;
    const isUsual = ['authority', 'period', 'scheme', 'leader', 'metric'].includes(arg.name);
    if (!isRequired && !this.#chance(isUsual ? 85 : arg.name === 'after' ? 2 : 35)) return [];
    const value = this.#value(arg.type, arg.name);
    if (this.#chance(40)) return [`${arg.name}: ${this.#variable(String(arg.type), value)}`];
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
