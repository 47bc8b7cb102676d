import type { Reads } from '../database/database.ts';
import { visibleAt } from '../ledger/reading.ts';
import { versionTable } from '../model/storage.ts';
import { storedNames } from '../model/entity.ts';

/** Codes of the units directly below each unit, at a position. A closed unit stays where it was. */
export type UnitTree = ReadonlyMap<string, readonly string[]>;

const cached = new WeakMap<Reads, Map<string, Promise<UnitTree>>>();

/** Trees cached of a database: most requests read the last position, and a past one never changes. */
const MOST_CACHED = 32;

/** The unit tree of an authority at a position, cached. */
export function unitTree(store: Reads, authority: string, position: number): Promise<UnitTree> {
  let trees = cached.get(store);
  if (!trees) cached.set(store, (trees = new Map()));
  const key = `${position} ${authority}`;
  let tree = trees.get(key);
  if (!tree) {
    tree = readTree(store, authority, position);
    tree.catch(() => trees.delete(key));
    if (trees.size >= MOST_CACHED) trees.delete(trees.keys().next().value!);
    trees.set(key, tree);
  }
  return tree;
}

async function readTree(store: Reads, authority: string, position: number): Promise<UnitTree> {
  const { units, parent } = store.dataModel.scopes;
  const [above] = storedNames(parent, units.columns[parent]!);
  const rows = await store.query<{ code: string; above: string }>(
    `select v.code, v."${above}" as above from "${versionTable(units)}" v
     where v.authority = $1 and ${visibleAt('v', 2)} and v."${above}" is not null`,
    [authority, position],
  );
  const tree = new Map<string, string[]>();
  for (const { code, above: unit } of rows) {
    const below = tree.get(unit);
    if (below) below.push(code);
    else tree.set(unit, [code]);
  }
  return tree;
}

/** The unit and every unit below it; only the unit itself where the tree does not know it. */
export function unitsBelow(tree: UnitTree, unit: string): string[] {
  const found = new Set([unit]);
  for (const code of found) for (const below of tree.get(code) ?? []) found.add(below);
  return [...found];
}
