import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Text } from '../../../rules/kit/text.ts';
import type { Statements } from '../../platform/database/database.ts';
import type { OwnTable } from '../../platform/model/data-model.ts';

/** Table of runs and their progress. What a run found is recorded in the ledger when it is done. */
export const SIMULATION_RUNS: OwnTable = {
  name: 'simulation_run',
  columns: {
    authority: 'text',
    id: 'uuid',
    draft: 'text',
    draft_digest: 'text',
    periods: 'jsonb',
    read_position: 'bigint',
    as_of: 'date',
    requested_by: 'text',
    requested_at: 'timestamptz',
    beat_at: 'timestamptz',
    done: 'integer',
    total: 'integer',
    cancelled_at: 'timestamptz null',
    finished_at: 'timestamptz null',
    failure: 'jsonb null',
    simulation: 'text null',
  },
  key: ['authority', 'id'],
  indexes: { simulation_run_of_draft: ['authority', 'draft'] },
};

/** States of a run. */
export const RUN_STATES = ['RUNNING', 'STALLED', 'CANCELLED', 'FAILED', 'DONE'] as const;
/** One of them. */
export type RunState = (typeof RUN_STATES)[number];

/** One simulation under way, or over. */
export interface SimulationRun {
  readonly authority: string;
  readonly id: string;
  readonly draft: string;
  readonly draftDigest: string;
  readonly periods: readonly string[];
  readonly readPosition: number;
  readonly asOf: Day;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly beatAt: string;
  /** Cards computed, and to compute. */
  readonly done: number;
  readonly total: number;
  readonly cancelledAt: string | null;
  readonly finishedAt: string | null;
  readonly failure: Text | null;
  /** Code of what was recorded when it was done. */
  readonly simulation: string | null;
}

/** Milliseconds without a heartbeat after which a worker counts as gone; it sends one after every batch. */
const SILENCE = 120_000;

/** The state of a run at an instant. */
export function stateOfRun(run: SimulationRun, now: string): RunState {
  if (run.cancelledAt !== null) return 'CANCELLED';
  if (run.failure !== null) return 'FAILED';
  if (run.simulation !== null) return 'DONE';
  return Date.parse(now) - Date.parse(run.beatAt) > SILENCE ? 'STALLED' : 'RUNNING';
}

const COLUMNS = `authority, id::text as id, draft, draft_digest as "draftDigest", periods, read_position::int as "readPosition",
  (as_of - date '1970-01-01') as "asOf", requested_by as "requestedBy", ${instant('requested_at')} as "requestedAt",
  ${instant('beat_at')} as "beatAt", done, total, ${instant('cancelled_at')} as "cancelledAt",
  ${instant('finished_at')} as "finishedAt", failure, simulation`;

function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

type Queryable = Pick<Statements, 'query'>;

/** Simulations of a draft, the latest first; or the one with the id. */
export async function readRuns(
  database: Queryable,
  authority: string,
  only: { readonly draft: string } | { readonly id: string },
): Promise<SimulationRun[]> {
  const [column, value] = 'draft' in only ? ['draft', only.draft] : ['id::text', only.id];
  return database.query<SimulationRun>(
    `select ${COLUMNS} from simulation_run where authority = $1 and ${column} = $2
     order by requested_at desc, id desc`,
    [authority, value],
  );
}

/** Stores a new run. */
export async function insertRun(database: Queryable, run: SimulationRun): Promise<void> {
  await database.query(
    `insert into simulation_run (authority, id, draft, draft_digest, periods, read_position, as_of, requested_by,
       requested_at, beat_at, done, total)
     values ($1, $2::uuid, $3, $4, $5::text::jsonb, $6::bigint, $7::text::date, $8, $9::text::timestamptz,
       $9::text::timestamptz, $10, $11)`,
    [
      run.authority,
      run.id,
      run.draft,
      run.draftDigest,
      JSON.stringify(run.periods),
      run.readPosition,
      formatDay(run.asOf),
      run.requestedBy,
      run.requestedAt,
      run.done,
      run.total,
    ],
  );
}

type RunKey = Pick<SimulationRun, 'authority' | 'id'>;

/** Stores a heartbeat and the number of computed cards. @returns false where the run has been ended */
export async function beat(
  database: Queryable,
  { authority, id }: RunKey,
  done: number,
  now: string,
): Promise<boolean> {
  const rows = await database.query(
    `update simulation_run set done = $3, beat_at = $4::text::timestamptz
     where authority = $1 and id = $2::uuid and finished_at is null returning 1 as one`,
    [authority, id, done, now],
  );
  return rows.length > 0;
}

/** How a run ended. */
export type RunEnd =
  { readonly cancelled: true } | { readonly failure: Text } | { readonly simulation: string };

/** Ends a run. @returns false where it was over already */
export async function finishRun(
  database: Queryable,
  { authority, id }: RunKey,
  end: RunEnd,
  now: string,
): Promise<boolean> {
  const rows = await database.query(
    `update simulation_run set finished_at = $3::text::timestamptz,
       cancelled_at = case when $4::boolean then $3::text::timestamptz end,
       failure = $5::text::jsonb, simulation = $6
     where authority = $1 and id = $2::uuid and finished_at is null returning 1 as one`,
    [
      authority,
      id,
      now,
      'cancelled' in end,
      'failure' in end ? JSON.stringify(end.failure) : null,
      'simulation' in end ? end.simulation : null,
    ],
  );
  return rows.length > 0;
}
