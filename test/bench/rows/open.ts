import { parseDay } from '../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { DATA_MODEL } from '../../../server/data-model.ts';
import type { Database } from '../../../server/platform/database/database.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import type { ScoreQuery, ScoreRun } from '../../../server/scoring/compute/score-run.ts';
import { ScoreService } from '../../../server/scoring/compute/score-service.ts';
import { PERIOD, SCHEME, TODAY, must } from '../bench-run.ts';
import { floatScore, numbersOf } from '../limits/float.ts';
import type { Fused } from '../limits/fused.ts';
import { fuse } from '../limits/fused.ts';
import type { GroupedQuery } from '../limits/grouped.ts';
import type { Connection } from '../postgres.ts';
import { connect } from '../postgres.ts';
import type { Province } from '../province.ts';
import { canonicalText } from '../../../plugins/engine/digest.ts';
import { cardBody } from '../../../plugins/engine/card.ts';

/** A province opened both ways: by the product, and by the bare driver. */
export interface Opened {
  readonly database: Database;
  readonly bare: Connection;
  readonly query: ScoreQuery;
  newService(): ScoreService;
  /** What the grouping statement is asked for the same cards. */
  grouped(run: ScoreRun, appointment: string | null): GroupedQuery;
  close(): Promise<void>;
}

export async function openProvince(province: Province): Promise<Opened> {
  const database = await openDatabase({ kind: 'server', url: province.url }, DATA_MODEL);
  const bare = await connect(province.url, 2);
  const { authority, position } = province;
  return {
    database,
    bare,
    query: {
      authority,
      position,
      scheme: SCHEME,
      period: PERIOD,
      subjects: 'ALL',
      asOf: parseDay(TODAY),
    },
    newService: () => new ScoreService(database, CATALOGUE),
    grouped: ({ plan, asOf }, appointment) => ({
      authority,
      position,
      period: plan.period,
      asOf,
      lastDayOver: plan.period.cutOff,
      calendar: plan.calendar,
      appointment,
    }),
    async close() {
      await bare.end();
      await database.close();
    },
  };
}

/**
 * The fused function of a run, held against the engine on every card of it, byte for byte; the float-only one within its last
 * digit.
 */
export function fusedFor(run: ScoreRun): Fused {
  const fused = fuse(run.plan);
  const required = { MONTH: 1, QUARTER: 3, YEAR: 12 }[run.plan.period.kind];
  must(run.cards.size > 0, 'no card at all');
  for (const [key, card] of run.cards) {
    must(
      canonicalText(cardBody(card)) === canonicalText(cardBody(fused(card.known, run.asOf))),
      `the fused card of ${key} differs from the engine’s`,
    );
    mustBeNear(key, card.points, floatScore(numbersOf(card.known), required).points);
  }
  return fused;
}

/** Rounded to two decimals, the exact points and floating ones agree within half a hundredth. */
export function mustBeNear(
  key: string,
  exact: { readonly n: bigint; readonly d: bigint },
  float: number,
): void {
  must(Math.abs(Number(exact.n) / Number(exact.d) - float) < 0.00501, `points of ${key}: ${float}`);
}
