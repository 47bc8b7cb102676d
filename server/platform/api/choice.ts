import { registerEnumType } from 'type-graphql';
import type { Text } from '../../../rules/kit/text.ts';

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
  return type;
}
