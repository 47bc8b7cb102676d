import type { Day } from '../../../rules/kit/day.ts';
import type { RowChange, StagedView } from '../../platform/model/cross-check.ts';
import { pluginRevisionEntity, schemeRevisionEntity } from '../configuration/configuration.entity.ts';
import type { Period } from './decided-days.ts';

/** Entities whose rows are in force for the periods that begin under them. */
export const REVISION_ENTITIES: readonly string[] = [pluginRevisionEntity.name, schemeRevisionEntity.name];

/** A change of what is configured on a locked period's first day. */
export interface MovedRevision {
  readonly change: RowChange;
  readonly period: Period;
}

/** A revision as far as it matters whether another one replaces it. */
interface Revision {
  readonly number: number;
  readonly effectiveFrom: Day;
  readonly effectiveTo: Day | null;
  readonly configuration: string;
}

/**
 * Changes that put another configuration in force on the first day of a period.
 * A decision that adopts the same configuration after all changes nothing.
 */
export async function revisionsMoved(
  view: StagedView,
  periods: readonly Period[],
): Promise<readonly MovedRevision[]> {
  const changes = view.changes().filter(({ entity }) => REVISION_ENTITIES.includes(entity));
  if (changes.length === 0) return [];
  const plugins = await view.rows(pluginRevisionEntity);
  const schemes = await view.rows(schemeRevisionEntity);
  const all = [
    ...[...plugins.values()].map((row) => ({ ...row, of: `plugin ${row.plugin}`, effectiveTo: null })),
    ...[...schemes.values()].map((row) => ({ ...row, of: `scheme ${row.scheme}` })),
  ];
  return changes.flatMap((change) => {
    const row = (change.after ?? change.before)!;
    const of = 'plugin' in row ? `plugin ${String(row['plugin'])}` : `scheme ${String(row['scheme'])}`;
    const after = all.filter((one) => one.of === of);
    const before = [
      ...after.filter(({ code }) => code !== change.code),
      ...(change.before === null ? [] : [{ effectiveTo: null, ...change.before } as unknown as Revision]),
    ];
    const period = periods.find(({ from }) => configuredOn(before, from) !== configuredOn(after, from));
    return period === undefined ? [] : [{ change, period }];
  });
}

/** The configuration in force on a day; null where there is none. */
function configuredOn(revisions: readonly Revision[], day: Day): string | null {
  const latest = revisions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .toSorted((a, b) => b.effectiveFrom - a.effectiveFrom || b.number - a.number)[0];
  if (latest === undefined || (latest.effectiveTo !== null && latest.effectiveTo <= day)) return null;
  return latest.configuration;
}
