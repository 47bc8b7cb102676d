import { z } from 'zod';
import type { Fraction } from './fraction.ts';
import { compare, exactText, parseFraction } from './fraction.ts';
import type { Text } from './text.ts';

/**
 * Gives a field of configuration its title in both languages, and a help text.
 * Titles travel in the exported JSON Schema: `title` in Vietnamese, `x-title-en` beside it. Points and shares are decimal
 * strings ("12.5", "35/6"), never floating point.
 */
export function titled<T extends z.ZodType>(
  schema: T,
  vi: string,
  en: string,
  help?: { vi: string; en: string },
): T {
  return schema.meta({
    title: vi,
    'x-title-en': en,
    ...(help && { description: help.vi, 'x-description-en': help.en }),
  });
}

const PARSED_PLAINLY = 20;
const parsed = new WeakMap<z.ZodType, number>();

/**
 * Reads a configuration by its schema.
 *
 * Zod compiles a schema when it first parses with it, which costs as much as a hundred parses: a schema that is used a
 * few times only, as when a process has just started, goes without.
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.ZodSafeParseResult<z.output<Schema>> {
  const before = parsed.get(schema) ?? 0;
  parsed.set(schema, before + 1);
  return schema.safeParse(value, before < PARSED_PLAINLY ? { jitless: true } : undefined);
}

/** A closed list of values, each in words: the words travel in the exported JSON Schema. */
export function worded<const Value extends string>(
  words: Readonly<Record<Value, Text>>,
): z.ZodEnum<{ [V in Value]: V }> {
  const values = Object.keys(words) as [Value, ...Value[]];
  return z.enum(values).meta({ 'x-values': words });
}

/**
 * What is wrong with a configuration, in both languages, as an issue of zod.
 * Such an issue has one message, so the Vietnamese one travels beside it.
 */
export function faultInWords(vi: string, en: string): { message: string; params: { vi: string } } {
  return { message: en, params: { vi } };
}

/**
 * How numbers of configuration are written. Bounded, so that nobody waits for a number of many thousand digits.
 *
 * A fraction of so few digits has at most sixty decimals where it ends: what is written out can be read again.
 */
const NUMBER = /^-?\d{1,15}(\.\d{1,60})?(\/\d{1,15})?$/;

/** A decimal string or fraction within bounds, read as an exact fraction. Bounds are decimal strings too. */
export function decimal(bounds: { min?: string; max?: string } = {}) {
  const low = bounds.min === undefined ? null : parseFraction(bounds.min);
  const high = bounds.max === undefined ? null : parseFraction(bounds.max);
  // What is no number is not compared with its neighbours: the first refusal ends it.
  return z
    .string()
    .regex(NUMBER, { abort: true })
    .meta({ 'x-minimum': bounds.min, 'x-maximum': bounds.max })
    .transform((value, context): Fraction => {
      let read: Fraction;
      try {
        read = parseFraction(value);
      } catch (error) {
        context.issues.push({
          code: 'custom',
          input: value,
          ...faultInWords(`"${value}" không phải là số`, (error as Error).message),
        });
        return z.NEVER;
      }
      if ((low && compare(read, low) < 0) || (high && compare(read, high) > 0)) {
        context.issues.push({
          code: 'custom',
          input: value,
          ...faultInWords(
            `${value} nằm ngoài khoảng ${bounds.min ?? '-∞'}…${bounds.max ?? '∞'}`,
            `${value} is outside ${bounds.min ?? '-∞'}…${bounds.max ?? '∞'}`,
          ),
        });
      }
      return read;
    });
}

/** One step of a table: from `atLeast` on (inclusive) the share is `share`. */
export const Step = z.strictObject({
  atLeast: titled(decimal(), 'Từ mức', 'At least'),
  share: titled(decimal({ min: '0', max: '1' }), 'Tỷ lệ điểm', 'Share of points'),
});
export type Step = z.output<typeof Step>;

/** Steps from high to low, each lower bound inclusive; below the last one the share is zero. */
export const StepTable = z.array(Step).superRefine((steps, context) => {
  for (let index = 1; index < steps.length; index++) {
    if (compare(steps[index - 1]!.atLeast, steps[index]!.atLeast) <= 0) {
      context.addIssue({
        code: 'custom',
        path: [index, 'atLeast'],
        ...faultInWords(
          `Mức ${exactText(steps[index]!.atLeast)} phải thấp hơn mức liền trên ${exactText(steps[index - 1]!.atLeast)}`,
          `Step ${exactText(steps[index]!.atLeast)} must lie below the one above, ${exactText(steps[index - 1]!.atLeast)}`,
        ),
      });
    }
    if (compare(steps[index - 1]!.share, steps[index]!.share) < 0) {
      context.addIssue({
        code: 'custom',
        path: [index, 'share'],
        ...faultInWords(
          'Bậc thấp hơn không được hưởng tỷ lệ điểm cao hơn bậc trên',
          'A lower step may not earn more than the one above',
        ),
      });
    }
  }
});

/**
 * A configuration as plain JSON, every default filled in, fractions as exact text.
 * Parsing it gives the same configuration.
 */
export function plainConfig(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainConfig);
  if (typeof value !== 'object' || value === null) return value;
  if (typeof (value as Fraction).n === 'bigint' && typeof (value as Fraction).d === 'bigint')
    return exactText(value as Fraction);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainConfig(entry)]));
}

/** A configuration that cannot be read or planned; `at` names the place in it. */
export class ConfigurationFault extends Error {
  readonly at: string;

  constructor(at: string, why: string) {
    super(`${at}: ${why}`);
    this.at = at;
  }
}
