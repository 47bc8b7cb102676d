// Every field, found by walking the schema.
import type { GraphQLNamedType, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { getNamedType, isEnumType, isInterfaceType, isLeafType, isNonNullType, isObjectType } from 'graphql';
import { idOfNode, nodeTypes } from '../../../server/platform/api/node.ts';
import type { Thing } from './oracle.ts';

/** What required arguments are given. */
const GIVEN: Readonly<Record<string, string>> = {
  authority: '"T"',
  period: '"2024-Q2"',
  threshold: '"50"',
  metric: '"M"',
  first: '100',
};

/** In how many places a type is asked about: the first one may hold nothing. */
const PLACES = 3;

interface Part {
  readonly text: string;
  readonly below: Part[];
}

interface Pending {
  readonly part: Part;
  readonly type: GraphQLNamedType;
}

/** One document that asks for every field below a root field; every type in the first few places where it is met. */
class Asking {
  readonly covered = new Set<string>();
  readonly #expanded = new Map<string, number>();
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  selection(root: string, args: string): string {
    const field = this.#schema.getQueryType()!.getFields()[root]!;
    const top: Part = { text: `${root}${args}`, below: [] };
    const queue: Pending[] = [{ part: top, type: getNamedType(field.type) }];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { part, type } = next;
      if (isLeafType(type)) continue;
      part.below.push({ text: '__typename', below: [] });
      const times = this.#expanded.get(type.name) ?? 0;
      if (times >= PLACES) {
        if (isObjectType(type) && 'id' in type.getFields()) part.below.push({ text: 'id', below: [] });
        continue;
      }
      this.#expanded.set(type.name, times + 1);
      if (isInterfaceType(type)) {
        for (const one of this.#schema.getPossibleTypes(type)) {
          const fragment: Part = { text: `... on ${one.name}`, below: [] };
          part.below.push(fragment);
          queue.push({ part: fragment, type: one });
        }
      } else if (isObjectType(type)) this.#fields(type, part, queue);
    }
    const written = ({ text, below }: Part): string =>
      below.length === 0 ? text : `${text} { ${below.map(written).join(' ')} }`;
    return written(top);
  }

  #fields(type: GraphQLObjectType, part: Part, queue: Pending[]): void {
    for (const field of Object.values(type.getFields())) {
      const args = argumentsOf(field.args, {});
      const child = { text: `${type.name}_${field.name}: ${field.name}${args}`, below: [] };
      part.below.push(child);
      this.covered.add(`${type.name}.${field.name}`);
      queue.push({ part: child, type: getNamedType(field.type) });
    }
  }
}

function argumentsOf(
  args: readonly { readonly name: string; readonly type: unknown; readonly defaultValue?: unknown }[],
  given: Readonly<Record<string, string>>,
): string {
  const texts = args.flatMap(({ name, type, defaultValue }) => {
    const value = given[name] ?? (name === 'first' ? '100' : undefined);
    if (value !== undefined) return [`${name}: ${value}`];
    if (!isNonNullType(type as never) || defaultValue !== undefined) {
      return name === 'scheme' ? ['scheme: "project-06-leader-2024"'] : [];
    }
    const known = GIVEN[name] ?? (name === 'scheme' ? '"project-06-leader-2024"' : undefined);
    return [`${name}: ${known ?? anyOf(getNamedType(type as GraphQLOutputType))}`];
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Some value of a type, for arguments that nothing here depends on. */
function anyOf(type: GraphQLNamedType): string {
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (['String', 'ID'].includes(type.name)) return '"x"';
  throw new Error(`say what an argument of the type ${type.name} is given`);
}

/** Every root field with arguments that show as much as there is; several where one question cannot. */
export function rootQuestions(
  schema: GraphQLSchema,
  all: readonly Thing[],
): { readonly name: string; readonly query: string; readonly covered: ReadonlySet<string> }[] {
  const codes = (entity: string) => all.filter((one) => one.noun === entity).map(({ code }) => code);
  const units = codes('unit').map((code) => ({ code: JSON.stringify(code) }));
  const lookups: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
    authority: [{ code: '"T"' }, { code: '"U"' }],
    unit: units.slice(0, 2),
    leader: ['ANN', 'BAO'].map((code) => ({ code: JSON.stringify(code) })),
    task: ['TASK-A', 'TASK-B'].map((code) => ({ code: JSON.stringify(code) })),
    metric: [{ code: '"M"' }],
    period: [{ code: '"2024-Q2"' }],
    scheme: [{ code: '"project-06-leader-2024"' }],
    rulePlugin: [{ id: '"deadline"' }],
    scoreCard: [
      ...['ANN', 'BAO'].map((leader) => ({
        leader: JSON.stringify(leader),
        scheme: '"project-06-leader-2024"',
      })),
      { unit: '"A"', scheme: '"service-index-2026"' },
      { unit: '"B"', scheme: '"service-index-2026"' },
    ],
    scoreCards: ['project-06-leader-2024', 'service-index-2026'].map((scheme) => ({
      scheme: JSON.stringify(scheme),
    })),
    ranking: ['project-06-leader-2024', 'service-index-2026'].map((scheme) => ({
      scheme: JSON.stringify(scheme),
    })),
    rankingGroups: [{ scheme: '"project-06-leader-2024"' }],
    node: all
      .flatMap(({ noun: entity, code }) => idOf(entity, code))
      .map((id) => ({ id: JSON.stringify(id) }))
      .slice(0, 1),
    nodes: [
      { ids: JSON.stringify(all.flatMap(({ noun: entity, code }) => idOf(entity, code)).slice(0, 100)) },
    ],
  };
  return Object.values(schema.getQueryType()!.getFields()).flatMap((field) =>
    (lookups[field.name] ?? [{}]).map((given) => {
      const asking = new Asking(schema);
      const isScored = field.args.some(({ name }) => name === 'authority');
      const args = argumentsOf(field.args, { ...(isScored && { authority: '"T"' }), ...given });
      const query = `{ ${asking.selection(field.name, args)} }`;
      return { name: `${field.name}${args}`, query, covered: asking.covered };
    }),
  );
}

const typeNameOf = (entity: string) => `${entity[0]!.toUpperCase()}${entity.slice(1)}`;

export function idOf(entity: string, code: string): string[] {
  const type = typeNameOf(entity);
  return nodeTypes().includes(type) ? [idOfNode({ type, authority: 'T', code })] : [];
}
