import type { CrossCheck } from './cross-check.ts';
import type { Noun } from './noun.ts';

/** A migration of the list that the app hands over; `class` is a MikroORM Migration. */
export interface NamedMigration {
  readonly name: string;
  readonly class: new (...parameters: never[]) => { up(): Promise<void> | void };
}

/** What the platform must be told, since it knows no business words: the app puts it together once and hands it to `openDatabase`. */
export interface House {
  readonly nouns: readonly Noun[];
  /** Checks that need more than one row. */
  readonly checks: readonly CrossCheck[];
  /** Every migration, oldest first. */
  readonly migrations: readonly NamedMigration[];
}

/** Nouns by name, in declared order. */
export function nounsByName(nouns: readonly Noun[]): ReadonlyMap<string, Noun> {
  return new Map(nouns.map((noun) => [noun.name, noun]));
}

/** Names of nouns that a code column of another noun, or their own, points to: they have an anchor table. */
export function anchoredNouns(nouns: readonly Noun[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const noun of nouns) {
    for (const column of Object.values(noun.columns)) {
      if ((column.type === 'code' || column.type === 'codes') && column.of !== null) names.add(column.of);
    }
  }
  return names;
}
