import { registerEnumType } from 'type-graphql';
import type { Text } from '../../../rules/kit/text.ts';

const words = new Map<object, Readonly<Record<string, Text>>>();

/** The GraphQL enum of exactly these values. @throws Error where there is none, or several */
export function choiceOf(values: readonly string[]): object {
  const [found, second] = [...words.keys()].filter(
    (type) =>
      Object.keys(type).length === values.length && values.every((value) => Object.hasOwn(type, value)),
  );
  if (!found || second) throw new Error(`no one GraphQL enum has just the values ${values.join(', ')}`);
  return found;
}

/** Makes a GraphQL enum of a list of values, each described in both languages. */
export function choiceType<const Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, Text>>,
): Readonly<Record<Value, Value>> {
  const names = Object.keys(values) as Value[];
  const type = Object.fromEntries(names.map((value) => [value, value])) as Record<Value, Value>;
  registerEnumType(type, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      names.map((value) => [value, { description: `${values[value].vi} (${values[value].en}).` }]),
    ) as never,
  });
  words.set(type, values);
  return type;
}

/** The values of a choice type in words. */
export function wordsOfChoice<Value extends string>(
  type: Readonly<Record<Value, Value>>,
): Readonly<Record<Value, Text>> {
  const found = words.get(type);
  if (!found) throw new Error('not a choice type');
  return found;
}
