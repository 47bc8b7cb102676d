import { SchemeConfiguration } from '../../../plugins/engine/scheme.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { PeriodKind } from '../../../rules/kit/period.ts';
import { PERIOD_KINDS } from '../../../rules/kit/period.ts';
import { digestOf } from '../../platform/ledger/digest.ts';
import type { Problem } from '../../platform/problems.ts';
import type { Catalogue } from '../../schemes/revisions.ts';
import { pluginRevisionsOn, readStored, schemeOn } from '../../schemes/revisions.ts';
import type { Draft, CurrentRevisions } from './draft.ts';
import { revisionOn, revisionsOf } from './draft.ts';
import { checkEffectiveDate } from './effective-date-checks.ts';
import { problemOfIssue } from './issue-words.ts';
import { checkPlugin, majorsGone } from './plugin-checks.ts';
import type { SchemeContext } from './scheme-checks.ts';
import { checkParts, checkScheme } from './scheme-checks.ts';
import { flagged, refused } from './draft.problems.ts';

/**
 * Problems of a draft that show without computing a card. Refusals keep it from being submitted, flags are only displayed. Paths
 * lead into the configuration ("bands.1.atLeast") or name a field of the draft ("effectiveFrom").
 */
export function checkDraft(
  draft: Draft,
  current: CurrentRevisions,
  catalogue: Catalogue,
  today: Day,
): Problem[] {
  const { configuration, majors } = readStored(draft.configuration, draft.code);
  const day = draft.effectiveFrom ?? today + 1;
  const date = (kinds: readonly PeriodKind[]): Problem[] =>
    checkEffectiveDate(draft, kinds, current.periods, today);
  const unchanged = changesNothing(draft, current, day);

  if (draft.kind === 'SCHEME') {
    const parsed = SchemeConfiguration.safeParse(configuration);
    if (!parsed.success) return [...parsed.error.issues.map(problemOfIssue), ...date(PERIOD_KINDS)];
    const context = contextOf(draft.configures, day, current, catalogue);
    return [...checkScheme(parsed.data, context), ...date(parsed.data.periodKinds), ...unchanged];
  }

  const plugin = catalogue.plugins.get(draft.configures);
  if (!plugin) return [refused('UNKNOWN_PLUGIN', { plugin: draft.configures }, 'configures')];
  const users = schemesUsing(draft.configures, current, day);
  const kinds = users.length === 0 ? PERIOD_KINDS : users.flatMap(({ kinds }) => kinds);
  const parsed = plugin.configuration.safeParse(configuration);
  if (!parsed.success)
    return [...parsed.error.issues.map(problemOfIssue), ...majorsGone(plugin, majors), ...date(kinds)];
  const problems = [...checkPlugin(plugin, parsed.data, day), ...majorsGone(plugin, majors)];
  for (const { scheme, configuration: using } of users) {
    const context = contextOf(scheme, day, current, catalogue);
    const withDraft: SchemeContext = {
      ...context,
      plugin: (id) => (id === draft.configures ? { plugin, configuration: parsed.data } : context.plugin(id)),
    };
    problems.push(
      ...checkParts(using, withDraft)
        .filter(({ code }) => code === 'PARTS_OFF_SCALE')
        .map((problem) => ({ ...problem, path: 'criteria' })),
    );
  }
  return [...problems, ...date([...new Set(kinds)]), ...unchanged];
}

/** Whether a problem keeps a draft from being submitted. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'REFUSED';
}

/** Schemes in force on a day that take points or conditions from a plugin. */
export function schemesUsing(
  plugin: string,
  current: Pick<CurrentRevisions, 'schemeRevisions'>,
  day: Day,
): {
  readonly scheme: string;
  readonly kinds: readonly PeriodKind[];
  readonly configuration: SchemeConfiguration;
}[] {
  const names = [...new Set(current.schemeRevisions.map(({ scheme }) => scheme))].toSorted();
  return names.flatMap((scheme) => {
    const revision = schemeOn(current, scheme, day);
    if (revision === null) return [];
    const { parts, limits, titles, periodKinds } = revision.configuration;
    const conditions = [
      ...limits.map(({ condition }) => condition),
      ...titles.flatMap((one) => one.conditions),
    ];
    const uses =
      parts.some((part) => part.plugin === plugin) ||
      conditions.some((condition) => condition.startsWith(`${plugin}/`));
    return uses ? [{ scheme, kinds: periodKinds, configuration: revision.configuration }] : [];
  });
}

function contextOf(scheme: string, day: Day, current: CurrentRevisions, catalogue: Catalogue): SchemeContext {
  const revisions = pluginRevisionsOn(current, catalogue, day);
  return {
    scheme,
    day,
    plugin(id) {
      const plugin = catalogue.plugins.get(id);
      if (!plugin) return null;
      const configuration = plugin.configuration.parse(revisions.get(id)?.configuration ?? {});
      return { plugin, configuration };
    },
    other: (name) => schemeOn(current, name, day)?.configuration ?? null,
  };
}

function changesNothing(draft: Draft, current: CurrentRevisions, day: Day): Problem[] {
  const before = revisionOn(revisionsOf(current, draft), day);
  if (before === null || before.example !== draft.example) return [];
  const digest = (stored: string): string => digestOf(readStored(stored, draft.configures).configuration);
  return digest(before.configuration) === digest(draft.configuration)
    ? [flagged('CHANGES_NOTHING', {}, null)]
    : [];
}
