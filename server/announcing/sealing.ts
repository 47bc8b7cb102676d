import { writeCard } from '../../plugins/engine/card.ts';
import type { Act } from '../platform/ledger/act.ts';
import type { Statements } from '../platform/database/database.ts';
import { sha256 } from '../platform/ledger/digest.ts';
import { recordAttached } from '../platform/ledger/ledger.ts';
import type { AffectedCard } from '../scoring/dependencies/affected.ts';
import { subjectKey } from '../facts/attribution.ts';
import type { DecidedRatings } from '../scoring/compute/decided-ratings.ts';
import { decidedOf, decidedRatings } from '../scoring/compute/decided-ratings.ts';
import type { CardToSeal } from '../scoring/stored/sealed-cards.ts';
import { storeSealed, sealedSubjects, sealedText } from '../scoring/stored/sealed-cards.ts';
import type { PeriodQuery, ScoreRun } from '../scoring/compute/score-run.ts';
import type { ScoreService } from '../scoring/compute/score-service.ts';
import { subjectsOf } from '../scoring/compute/scored-subjects.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import { lastDayOf, periodOf } from '../facts/snapshot.ts';
import { orNull } from './current-cards.ts';
import { lists } from './open-cards.ts';
import type { WorkBatch } from './work.ts';
import { SEALING, finish } from './work.ts';

/** Work: sealing the cards of periods that are sealed in a snapshot, but not yet in an earlier one. */
export function cardsToSeal(
  service: ScoreService,
  snapshot: Snapshot,
  before: Snapshot | null = null,
): AffectedCard[] {
  const already = new Set(before?.periods.flatMap(({ code, sealedAt }) => (sealedAt === null ? [] : [code])));
  const periods = snapshot.periods.filter(({ code, sealedAt }) => sealedAt !== null && !already.has(code));
  return lists(service, snapshot, periods).map(({ scheme, period }) => ({
    scheme,
    period,
    subject: SEALING,
  }));
}

/**
 * Stores the cards of all subjects of a scheme in a sealed period as bytes. They are as known when the period was sealed and as
 * of its last day, with the classes decided by then. Recorded in batches, each an act of the ledger that holds their digest; cut
 * short, it goes on with those that are missing.
 */
export async function sealCards({
  store,
  service,
  batch,
  act,
  computedBy,
}: {
  readonly store: Statements;
  readonly service: ScoreService;
  readonly batch: WorkBatch;
  readonly act: Omit<Act, 'kind' | 'actor'>;
  readonly computedBy: string;
}): Promise<void> {
  const { authority, scheme, period } = batch;
  const planned = await orNull(() => service.plan({ authority, scheme, period, position: batch.position }));
  if (planned === null || periodOf(planned.snapshot, period).sealedAt === null) {
    await store.transaction((tx) => finish(tx, batch));
    return;
  }
  const { plan, snapshot, position } = planned;
  const key: PeriodQuery = { authority, scheme, period, position };
  const sealed = await sealedSubjects(store, key);
  const subjects = subjectsOf(snapshot, plan.scheme.configuration, plan.period)
    .map(subjectKey)
    .filter((subject) => !sealed.has(subject));
  const decided = await decidedRatings(store, key);
  const query = { authority, scheme, period, position, subjects, asOf: lastDayOf(snapshot, plan.period) };
  if (subjects.length > 0)
    for await (const run of service.computeInBatches(query)) {
      const cards = cardsOf(run, decided);
      await store.transaction(async (tx) => {
        // Another process that seals the same cards waits here, and then finds them sealed.
        await tx.query('select from score_progress where authority = $1 for update', [authority]);
        const now = await sealedSubjects(tx, key);
        const mine = cards.filter(({ subject }) => !now.has(subject));
        if (mine.length === 0) return;
        const digest = sha256(sealedText(key, mine));
        const storedAt = await recordAttached(
          tx,
          { ...act, kind: 'score.sealed', actor: 'system' },
          { table: 'sealed_card', rows: mine.length, digest },
        );
        await storeSealed(tx, key, storedAt, computedBy, mine);
      });
    }
  await store.transaction((tx) => finish(tx, batch));
}

function cardsOf(run: ScoreRun, decided: DecidedRatings): CardToSeal[] {
  return [...run.cards].map(([subject, card]) => {
    const about = card.known.subject;
    const { text, digest } = writeCard(card);
    return { subject, text, digest, decided: decidedOf(about, decided) };
  });
}
