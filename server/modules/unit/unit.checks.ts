import type { CrossCheck, RowProblem } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { unitEntity } from './unit.entity.ts';
import { refused } from './unit.problems.ts';

type Unit = Coded<EntityRow<typeof unitEntity>>;

/** The organisation is a tree: nobody is above themselves, however far up. */
export const noCycleOfUnits: CrossCheck = {
  entities: ['unit'],
  async check(view) {
    const staged = view.puts(unitEntity);
    if (staged.length === 0) return [];
    const units = await view.rows(unitEntity);
    const reported = new Set<string>();
    const problems: RowProblem[] = [];
    for (const { code } of staged) {
      const cycle = cycleThrough(code, units);
      if (cycle === null || reported.has(code)) continue;
      for (const member of cycle) reported.add(member);
      const path = [...cycle, code].join(' → ');
      problems.push({ entity: 'unit', code, problem: refused('CYCLIC_UNITS', { path }, 'parent') });
    }
    return problems;
  },
};

/** The units from this one up to itself again; null where the way up ends, or runs into a cycle it is no part of. */
function cycleThrough(start: string, units: ReadonlyMap<string, Unit>): string[] | null {
  const way: string[] = [];
  const seen = new Set<string>();
  for (let code: string | null = start; code !== null; code = units.get(code)?.parent ?? null) {
    if (seen.has(code)) return code === start ? way : null;
    seen.add(code);
    way.push(code);
  }
  return null;
}
