import { onTimeShare } from './deadline/on-time-share/rule.ts';
import type { Condition, Rule } from './kit/rule.ts';

/** Every rule that a plugin may use, by id. */
export const RULES: Readonly<Record<string, Rule>> = index([onTimeShare]);

/** Every condition that a scheme may put before a class or a title, by id. */
export const CONDITIONS: Readonly<Record<string, Condition>> = index([]);

function index<T extends Rule | Condition>(entries: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [entry.id, entry]));
}
