import { createHash } from 'node:crypto';
import type { Columns, Row } from '../../rules/kit/columns.ts';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay } from '../../rules/kit/day.ts';
import type { CalendarYear } from '../../rules/kit/working-calendar.ts';
import { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import { calendarEntity } from '../modules/calendar/calendar.entity.ts';
import { pluginRevisionEntity, schemeRevisionEntity } from '../modules/configuration/configuration.entity.ts';
import { cohortEntity } from '../modules/evaluation/evaluation.entity.ts';
import { absenceEntity, appointmentEntity, leaderEntity } from '../modules/leader/leader.entity.ts';
import { periodEntity } from '../modules/period/period.entity.ts';
import { lineageEntity, unitEntity } from '../modules/unit/unit.entity.ts';
import type { Entity, EntityRow } from '../platform/model/entity.ts';
import { Refusal } from '../platform/problems.ts';
import { refused } from '../modules/period/period.problems.ts';
import type { Coded } from '../platform/model/storage.ts';
import { decodeRow, selectColumns, versionTable } from '../platform/model/storage.ts';
import type { Reader } from './scope.ts';
import { visible } from './scope.ts';
import { Organisation } from './organisation.ts';

const ENTITIES = [
  unitEntity,
  lineageEntity,
  leaderEntity,
  appointmentEntity,
  absenceEntity,
  calendarEntity,
  periodEntity,
  pluginRevisionEntity,
  schemeRevisionEntity,
  cohortEntity,
];

type Recorded<N extends { readonly columns: Columns }> = Coded<EntityRow<N>>;

/** A period, and whether it is locked and sealed. */
export interface RecordedPeriod extends Recorded<typeof periodEntity> {
  /**
   * Position of the act that sealed it; null while it is not sealed. Its cards are made of what is known there, for ever.
   */
  readonly sealedAt: number | null;
}

/**
 * What every run needs of one authority besides facts, as known at one position.
 *
 * Organisation, periods, calendar, configuration and declared cohorts. What is known at a position never changes, so a snapshot
 * may be cached and shared; it stays valid until an act touches one of its rows.
 */
export interface Snapshot {
  readonly authority: string;
  readonly organisation: Organisation;
  readonly leaders: ReadonlyMap<string, Recorded<typeof leaderEntity>>;
  readonly periods: readonly RecordedPeriod[];
  readonly calendar: WorkingCalendar;
  readonly pluginRevisions: readonly Recorded<typeof pluginRevisionEntity>[];
  readonly schemeRevisions: readonly Recorded<typeof schemeRevisionEntity>[];
  readonly cohorts: readonly Recorded<typeof cohortEntity>[];
}

/** The last day whose opening can change the period’s cards: one after the last cut-off within it. */
export function lastDayOf(snapshot: Snapshot, { from, to }: Pick<RecordedPeriod, 'from' | 'to'>): Day {
  const within = snapshot.periods.filter((period) => period.from >= from && period.to <= to);
  return Math.max(...within.map(({ cutOff }) => cutOff)) + 1;
}

/**
 * The period with that code.
 * @throws Refusal UNKNOWN_PERIOD.
 */
export function periodOf(snapshot: Snapshot, code: string): RecordedPeriod {
  const period = snapshot.periods.find((entry) => entry.code === code);
  if (!period) throw new Refusal([refused('UNKNOWN_PERIOD', { code }, 'period')]);
  return period;
}

/**
 * The period of the same kind that ends where this one begins; null where none is recorded.
 * @throws Refusal UNKNOWN_PERIOD.
 */
export function previousPeriod(snapshot: Snapshot, code: string): RecordedPeriod | null {
  const period = periodOf(snapshot, code);
  return snapshot.periods.find((entry) => entry.kind === period.kind && entry.to === period.from) ?? null;
}

const SEALINGS = 'sealings';

const SQL = [
  ...ENTITIES.map(
    (entity) =>
      `select '${entity.name}' as noun, to_json(x) as body from (select ${selectColumns(entity, 'v')} from ${versionTable(entity)} v where ${visible('v')}) x`,
  ),
  `select '${SEALINGS}', json_build_object('code', v.code, 'position', min(v.recorded_position))
   from ${versionTable(periodEntity)} v
   where v.authority = $1 and v.recorded_position <= $2::bigint and v.sealed_on is not null group by v.code`,
].join(' union all ');

/** Reads a snapshot in one statement. */
export async function readSnapshot(reader: Reader, authority: string, position: number): Promise<Snapshot> {
  const raw = await reader.query<{ noun: string; body: Record<string, unknown> }>(SQL, [authority, position]);
  const rowsOf = <C extends Columns>(entity: Entity<C>): Coded<Row<C>>[] =>
    raw
      .filter((record) => record.noun === entity.name)
      .map((record) => decodeRow(entity, record.body))
      .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const sealings = new Map(
    raw.flatMap(({ noun, body }) => (noun === SEALINGS ? [[body['code'], Number(body['position'])]] : [])),
  );
  return {
    authority,
    organisation: new Organisation({
      units: rowsOf(unitEntity),
      lineage: rowsOf(lineageEntity),
      appointments: rowsOf(appointmentEntity),
      absences: rowsOf(absenceEntity),
    }),
    leaders: new Map(rowsOf(leaderEntity).map((leader) => [leader.code, leader])),
    periods: rowsOf(periodEntity)
      .map((period) => ({
        ...period,
        sealedAt: period.sealedOn === null ? null : sealings.get(period.code)!,
      }))
      .toSorted((a, b) => a.from - b.from || b.to - a.to),
    calendar: calendarOf(rowsOf(calendarEntity)),
    pluginRevisions: rowsOf(pluginRevisionEntity),
    schemeRevisions: rowsOf(schemeRevisionEntity),
    cohorts: rowsOf(cohortEntity),
  };
}

/** The working calendar of the recorded years. */
export function calendarOf(years: readonly EntityRow<typeof calendarEntity>[]): WorkingCalendar {
  return new WorkingCalendar(versionOf, years);
}

/** A digest of what notices say, so two machines that know the same days write the same card digest. */
function versionOf(years: readonly CalendarYear[]): string {
  const content = years
    .toSorted((a, b) => a.year - b.year)
    .map(
      (year) =>
        `${year.year} closed ${year.closed.map(formatDay).join(' ')} worked ${year.worked.map(formatDay).join(' ')}`,
    );
  return createHash('sha256').update(content.join('\n')).digest('hex').slice(0, 16);
}

// A version begins or ends at the position of the act that recorded or superseded it: no such act, no other snapshot.
const CHANGED_SQL = `select ${ENTITIES.map((entity) => {
  const within = (column: string) => `v.${column} > $3::bigint and v.${column} <= $2::bigint`;
  return `exists (select from ${versionTable(entity)} v where v.authority = $1 and (${within('recorded_position')} or ${within('superseded_position')}))`;
}).join(' or ')} as changed`;

/** Whether an act after position `since`, up to `position`, touched a row of the snapshot. */
async function isChanged(
  reader: Reader,
  authority: string,
  since: number,
  position: number,
): Promise<boolean> {
  const [row] = await reader.query<{ changed: boolean }>(CHANGED_SQL, [authority, position, since]);
  return row!.changed;
}

/** Snapshots of earlier positions that are cached besides the latest of each authority. */
const MOST_EARLIER = 8;
/** The most authorities whose latest snapshot is cached: more than the country has provinces. */
const MOST_AUTHORITIES = 64;

/**
 * Caches the latest snapshot of each authority, and the last few others.
 *
 * Every field of a request needs the same position, and so does every request until a write. Most writes touch tasks and
 * figures only: one short statement then finds that the snapshot before them is still valid.
 */
export class SnapshotCache {
  readonly #cached = new Map<string, CachedSnapshot>();

  get(reader: Reader, authority: string, position: number): Promise<Snapshot> {
    const key = `${authority} ${position}`;
    const known = this.#cached.get(key);
    if (known) return known.snapshot;
    const before = this.#lastBefore(authority, position);
    const snapshot = before
      ? validOrRead(reader, before, position)
      : readSnapshot(reader, authority, position);
    this.#cached.set(key, { authority, position, snapshot });
    // A failed read must not stay in the cache.
    snapshot.catch(() => this.#cached.delete(key));
    this.#dropOldest();
    return snapshot;
  }

  #dropOldest(): void {
    const latest = new Map<string, number>();
    for (const { authority, position } of this.#cached.values())
      latest.set(authority, Math.max(position, latest.get(authority) ?? 0));
    const behind = [...this.#cached].filter(
      ([, { authority, position }]) => position < latest.get(authority)!,
    );
    if (behind.length > MOST_EARLIER) this.#cached.delete(behind[0]![0]);
    else if (latest.size > MOST_AUTHORITIES) this.#cached.delete(this.#cached.keys().next().value!);
  }

  #lastBefore(authority: string, position: number): CachedSnapshot | null {
    let last: CachedSnapshot | null = null;
    for (const cached of this.#cached.values())
      if (
        cached.authority === authority &&
        cached.position < position &&
        cached.position > (last?.position ?? -1)
      )
        last = cached;
    return last;
  }
}

interface CachedSnapshot {
  readonly authority: string;
  readonly position: number;
  readonly snapshot: Promise<Snapshot>;
}

/** The snapshot cached for an earlier position where it is still valid, else one read anew. */
async function validOrRead(reader: Reader, before: CachedSnapshot, position: number): Promise<Snapshot> {
  const { authority } = before;
  const earlier = await before.snapshot.catch(() => null);
  if (earlier !== null && !(await isChanged(reader, authority, before.position, position))) return earlier;
  return readSnapshot(reader, authority, position);
}
