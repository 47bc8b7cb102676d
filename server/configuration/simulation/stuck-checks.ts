import type { Period } from '../../../rules/kit/period.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import { readStored } from '../../schemes/revisions.ts';
import type { Draft, Simulation } from '../drafts/draft.ts';
import { digestOfDraft } from '../drafts/draft.ts';
import type { SimulatedRun, SimulationResult, StuckCriterion } from './compared-cards.ts';
import { refusedInWords } from './simulation.problems.ts';

/**
 * Flags for criteria that gave everybody the same result in the last ended period. Found by simulations of exactly this draft,
 * without which it cannot be submitted. Points are for people to judge, so nothing is refused.
 */
export function checkStuck(
  draft: Draft,
  simulations: readonly Simulation[],
  periods: readonly Period[],
  catalogue: Catalogue,
): Problem[] {
  const digest = digestOfDraft(draft);
  const latest = new Map<string, { readonly run: SimulatedRun; readonly to: number }>();
  const ofThis = simulations.filter(({ draftDigest }) => draftDigest === digest);
  for (const { result, asOf } of ofThis.toSorted((a, b) => a.readPosition - b.readPosition)) {
    for (const run of (JSON.parse(result) as SimulationResult).runs) {
      const to = periods.find(({ code }) => code === run.period)?.to;
      if (to === undefined || to > asOf) continue;
      const known = latest.get(run.scheme);
      if (!known || known.to <= to) latest.set(run.scheme, { run, to });
    }
  }
  return [...latest.values()].flatMap(({ run }) =>
    run.stuck.flatMap((stuck) => {
      const path = pathOf(draft, stuck.line);
      return path === null ? [] : [stuckProblem(stuck, run.period, path, catalogue)];
    }),
  );
}

/** A criterion that gives everybody the same result in a period, as a flag. */
export function stuckProblem(
  { line, kind }: StuckCriterion,
  period: string,
  path: string | null,
  catalogue: Catalogue,
): Problem {
  const { vi, en } = titleOf(line, catalogue);
  const words = { vi: { criterion: vi, period }, en: { criterion: en, period } };
  return { ...refusedInWords(kind, words, path), severity: 'FLAGGED' };
}

/** Title of a criterion by its line. */
export function titleOf(line: string, catalogue: Catalogue): Text {
  const [plugin, id] = line.split('/') as [string, string];
  const entry = catalogue.plugins.get(plugin)?.criteria.find((one) => one.id === id);
  return entry ? (entry.title ?? entry.rule.title) : { vi: line, en: line };
}

/** Where the draft speaks of a criterion; null where another one's configuration does. */
function pathOf({ kind, configures, configuration, code }: Draft, line: string): string | null {
  const [plugin, id] = line.split('/') as [string, string];
  if (kind === 'PLUGIN') return plugin === configures ? `criteria.${id}` : null;
  const { parts } = readStored(configuration, code).configuration as { parts: readonly { plugin: string }[] };
  return `parts.${parts.findIndex((part) => part.plugin === plugin)}.plugin`;
}
