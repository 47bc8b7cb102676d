import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { parseDay } from '../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { DATA_MODEL } from '../../../server/data-model.ts';
import { taskEntity } from '../../../server/modules/task/task.entity.ts';
import { put } from '../../../server/platform/ledger/act.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import type { Database } from '../../../server/platform/database/database.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import { record } from '../../../server/platform/ledger/ledger.ts';
import { currentPosition } from '../../../server/platform/ledger/position.ts';
import { readEntity } from '../../../server/platform/ledger/reading.ts';
import type { AffectedCard } from '../../../server/scoring/dependencies/affected.ts';
import { AffectedCards } from '../../../server/scoring/dependencies/affected.ts';
import { ScoreChanges } from '../../../server/announcing/score-changes.ts';
import { AnnouncementLoop } from '../../../server/announcing/announcement-loop.ts';
import { isWatched, watchedCards } from '../../../server/announcing/open-cards.ts';
import { beginProgress, readProgress, takeStep } from '../../../server/announcing/work.ts';
import { ScoreService } from '../../../server/scoring/compute/score-service.ts';
import type { Line, Run } from '../bench-run.ts';
import { NOW, TODAY, must } from '../bench-run.ts';
import { ratioOf, sampleOf } from '../measure.ts';
import type { Connection } from '../postgres.ts';
import { connect } from '../postgres.ts';
import type { Province } from '../province.ts';

const TASKS = 6;
/** Time between two looks of whoever waits for the event. */
const LOOK_MILLISECONDS = 1;

/** From the commit of an act on one task until its events are there for everybody to read, in a copy of the province. */
export async function announceRows(run: Run, province: Province): Promise<Line[]> {
  const copy = await copyOf(province);
  try {
    const database = await openDatabase({ kind: 'server', url: copy.url }, DATA_MODEL);
    const bare = await connect(copy.url, 1);
    const errors: unknown[] = [];
    const service = new ScoreService(database, CATALOGUE);
    const clock = fixedClock(NOW);
    const loop = new AnnouncementLoop({
      database,
      changes: new ScoreChanges({ store: database, service, clock, computedBy: () => 'bench' }),
      clock,
      onError: (error) => errors.push(error),
    });
    try {
      const tasks = await someTasks(database, province);
      const cards = await announceWhole(database, service, province.authority, tasks);
      await loop.start();
      await loop.idle();
      const change = changeOf(database, bare, loop, province.authority);
      // Once each first: cards of past periods, which were not announced whole, have their first word then.
      for (const row of tasks) await change(row, 'late');
      const rounds = run.quick ? 2 : 8;
      const changes: Latency[] = [];
      for (let round = 0; round < rounds; round++)
        for (const row of tasks) changes.push(await change(row, round % 2 === 0 ? 'in time' : 'late'));
      must(errors.length === 0, `announcing failed: ${String(errors[0])}`);
      const trips = await roundTrips(bare);
      const events = sampleOf(changes.map((one) => one.events)).median;
      const note = `beside select 1; ${changes.length} changes of ${TASKS} tasks, each of ${events} events; ${cards} cards announced before`;
      return [
        line('one changed task: commit → first event', 'first'),
        line('one changed task: commit → last event', 'last'),
      ];

      function line(row: string, which: 'first' | 'last'): Line {
        const times = changes.map((one) => one[which]).toSorted((a, b) => a - b);
        const product = sampleOf(times);
        const p99 = times[Math.ceil(times.length * 0.99) - 1]!;
        return {
          row,
          scale: province.scale,
          unit: 'ms',
          product,
          limit: trips,
          ratio: ratioOf(product, trips),
          target: null,
          beside: [],
          note: `${note}; p99 ${p99.toFixed(0)} ms`,
        };
      }
    } finally {
      await loop.stop();
      await bare.end();
      await database.close();
    }
  } finally {
    await copy.drop();
  }
}

/** The province itself stays as it is: acts go into a copy. */
async function copyOf({ url }: Province): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `leader_bench_copy_${randomBytes(4).toString('hex')}`;
  const from = new URL(url);
  const server = new URL(url);
  server.pathname = '/postgres';
  const to = new URL(url);
  to.pathname = `/${name}`;
  const admin = await connect(server.href);
  await admin.query(`create database "${name}" template "${from.pathname.slice(1)}"`);
  return {
    url: to.href,
    async drop() {
      await admin.query(`drop database "${name}" with (force)`);
      await admin.end();
    },
  };
}

type TaskRow = Awaited<ReturnType<typeof readEntity<typeof taskEntity.columns>>>[number];

/** Accepted tasks that were due in November, spread over the units. */
async function someTasks(database: Database, { authority, position }: Province): Promise<TaskRow[]> {
  const rows = await database.query<{ code: string }>(
    `select distinct on (lead_unit) code from task_version
     where authority = $1 and superseded_position is null and due_kind = 'BY' and accepted_on is not null
       and due_day between '2026-11-01' and '2026-11-11'
     order by lead_unit, code`,
    [authority],
  );
  must(rows.length >= TASKS, 'the province has too few tasks due in November');
  const codes = rows
    .filter((_, index) => index % Math.floor(rows.length / TASKS) === 0)
    .map(({ code }) => code);
  return readEntity(database, taskEntity, { authority, position, codes: codes.slice(0, TASKS) });
}

/**
 * Leaves the cards of the months and quarters that the tasks touch to be announced, everybody’s, so that there are ranks to be
 * moved.
 */
async function announceWhole(
  database: Database,
  service: ScoreService,
  authority: string,
  tasks: readonly TaskRow[],
): Promise<number> {
  const day = parseDay(TODAY);
  await beginProgress(database, authority, day, 'bench');
  const after = await currentPosition(database, authority);
  const act = { authority, kind: 'BENCH', actor: 'bench', recordedAt: NOW };
  await record(
    database,
    act,
    tasks.map((row) => put(taskEntity, { ...row, title: { vi: `${row.title.vi} `, en: row.title.en } })),
  );
  const upTo = await currentPosition(database, authority);
  const touched = await new AffectedCards(service, database).by(
    { authority, after, upTo },
    day,
    isWatched(day),
  );
  const snapshot = await service.snapshot(authority, upTo);
  const years = new Set(snapshot.periods.filter(({ kind }) => kind === 'YEAR').map(({ code }) => code));
  const listOf = ({ scheme, period }: AffectedCard) => `${scheme} ${period}`;
  const lists = new Set(touched.filter(({ period }) => !years.has(period)).map(listOf));
  const cards = watchedCards(service, snapshot, day).filter((card) => lists.has(listOf(card)));
  await takeStep(database, await readProgress(database, authority), { position: upTo }, cards);
  return cards.length;
}

interface Latency {
  /** Milliseconds after the commit. */
  readonly first: number;
  readonly last: number;
  readonly events: number;
}

/** How many events there are behind a position, and whether nothing is left to be announced. */
const TOLD = `
  select (select count(*)::int from score_event e where e.authority = $1 and e.position > $2::bigint) as events,
    p.position = c.position and not exists (select from score_work w where w.authority = $1) as over
  from score_progress p join ledger_counter c on c.authority = p.authority where p.authority = $1`;

/** Records that a task was done in time or late, and waits until everything that this changed is told. */
function changeOf(database: Database, bare: Connection, loop: AnnouncementLoop, authority: string) {
  return async (row: TaskRow, how: 'late' | 'in time'): Promise<Latency> => {
    const on = row.dueDay! + (how === 'late' ? 9 : -3);
    const act = { authority, kind: 'BENCH', actor: 'bench', recordedAt: NOW };
    const { position } = await record(database, act, [
      put(taskEntity, { ...row, submittedOn: on, acceptedSubmissionOn: on, acceptedOn: on }),
    ]);
    const committed = performance.now();
    loop.wake();
    let seen = 0;
    let first = 0;
    let last = 0;
    for (let isOver = false; !isOver; await pause(LOOK_MILLISECONDS)) {
      const [told] = await bare.prepared('told', TOLD, [authority, position]);
      const { events, over } = told as { events: number; over: boolean };
      isOver = over;
      if (events === seen) continue;
      last = performance.now() - committed;
      if (seen === 0) first = last;
      seen = events;
    }
    must(seen > 0, `nothing was told of the task ${row.code}, done ${how}`);
    return { first, last, events: seen };
  };
}

async function roundTrips(bare: Connection) {
  const times: number[] = [];
  for (let index = 0; index < 500; index++) {
    const start = performance.now();
    await bare.query('select 1');
    times.push(performance.now() - start);
  }
  return sampleOf(times);
}
