import { createHash } from 'node:crypto';
import type { SchemeRevision, PluginRevision } from '../../plugins/engine/scheme.ts';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { Columns, Row } from '../../rules/kit/columns.ts';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { Period } from '../../rules/kit/period.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { calendarEntity } from '../../server/modules/calendar/calendar.entity.ts';
import {
  pluginRevisionEntity,
  schemeRevisionEntity,
} from '../../server/modules/configuration/configuration.entity.ts';
import { periodEntity } from '../../server/modules/period/period.entity.ts';
import type { Entity } from '../../server/platform/model/entity.ts';
import type { Coded } from '../../server/platform/model/storage.ts';
import { resolvePluginText, resolveSchemeText } from '../../server/schemes/revisions.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { NaiveLedger } from './ledger.ts';

/** A revision written out in full. */
interface Stored {
  readonly configuration: unknown;
}

/** What is known at one position about one period on one day of truth. */
export interface View {
  readonly rows: <C extends Columns>(entity: Entity<C>) => Coded<Row<C>>[];
  readonly period: Period;
  /** Day of truth: states stop at the cut-off. */
  readonly asOf: Day;
  /** A due date is missed once its day is over. */
  readonly lastDayOver: Day;
  /** What a competent body enters for the period counts from its day on; once the cut-off is reached, whenever it was entered. */
  readonly isEntered: (on: Day) => boolean;
  readonly calendar: WorkingCalendar;
}

/** The view that a question opens, or null where the period is not known. */
export function viewOf(ledger: NaiveLedger, position: number, periodCode: string, today: Day): View | null {
  const replayed = new Map<string, unknown>();
  const rows = <C extends Columns>(entity: Entity<C>) => {
    if (!replayed.has(entity.name)) replayed.set(entity.name, ledger.rows(entity, position));
    return replayed.get(entity.name) as Coded<Row<C>>[];
  };
  const period = rows(periodEntity).find(({ code }) => code === periodCode);
  if (!period) return null;
  const asOf = today < period.cutOff ? today : period.cutOff;
  return {
    rows,
    period,
    asOf,
    lastDayOver: today > period.cutOff ? period.cutOff : asOf - 1,
    isEntered: (on) => on <= asOf || asOf === period.cutOff,
    calendar: calendarOf(rows(calendarEntity)),
  };
}

function calendarOf(years: readonly Row<typeof calendarEntity.columns>[]): WorkingCalendar {
  return new WorkingCalendar((used) => {
    const lines = [...used]
      .toSorted((a, b) => a.year - b.year)
      .map(({ year, closed, worked }) =>
        [year, 'closed', closed.map(formatDay).join(' '), 'worked', worked.map(formatDay).join(' ')].join(
          ' ',
        ),
      );
    return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
  }, years);
}

/** Working days after `from` up to and including `to`, counted one by one. */
export function workingDaysAfter(calendar: WorkingCalendar, from: Day, to: Day): number {
  let days = 0;
  for (let day = from + 1; day <= to; day++) if (calendar.isWorking(day)) days++;
  return days;
}

/** The newest of the revisions that had begun on a day. */
function begunOn<R extends { readonly effectiveFrom: Day; readonly number: number }>(
  revisions: readonly R[],
  day: Day,
): R | null {
  let newest: R | null = null;
  for (const revision of revisions) {
    if (revision.effectiveFrom > day) continue;
    const isNewer =
      newest === null ||
      revision.effectiveFrom > newest.effectiveFrom ||
      (revision.effectiveFrom === newest.effectiveFrom && revision.number > newest.number);
    if (isNewer) newest = revision;
  }
  return newest;
}

/** The scheme in force on the period’s first day. */
export function schemeFor(view: View, scheme: string): SchemeRevision | null {
  const day = view.period.from;
  const own = view.rows(schemeRevisionEntity).filter((row) => row.scheme === scheme);
  const row = begunOn(own, day);
  if (row === null || (row.effectiveTo !== null && day >= row.effectiveTo)) return null;
  const { configuration } = JSON.parse(resolveSchemeText(row.configuration, CATALOGUE)) as Stored;
  return {
    scheme,
    number: row.number,
    example: row.example,
    configuration: SchemeConfiguration.parse(configuration),
  };
}

/** The plugins’ revisions in force on the period’s first day. */
export function pluginsFor(view: View): Map<string, PluginRevision> {
  const all = view.rows(pluginRevisionEntity);
  const revisions = new Map<string, PluginRevision>();
  for (const { plugin } of all) {
    const own = all.filter((row) => row.plugin === plugin);
    const row = begunOn(own, view.period.from);
    if (row === null) continue;
    const { configuration } = JSON.parse(resolvePluginText(row.configuration, plugin, CATALOGUE)) as Stored;
    revisions.set(plugin, { plugin, number: row.number, example: row.example, configuration });
  }
  return revisions;
}
