import { parseDay } from '../../../rules/kit/day.ts';
import type { ScoreService } from '../../../server/scoring/compute/score-service.ts';
import { digestOf } from '../../../plugins/engine/digest.ts';
import { cardBody } from '../../../plugins/engine/card.ts';
import type { EvaluatedCard } from '../../../plugins/engine/evaluate.ts';
import type { Line, Run } from '../bench-run.ts';
import { atMost, budgetOf, compared, must } from '../bench-run.ts';
import { groupedScores } from '../limits/grouped.ts';
import type { Province } from '../province.ts';
import { fusedFor, mustBeNear, openProvince } from './open.ts';

/** The whole province for one quarter, from the database to complete cards. */
export async function provinceRows(run: Run, province: Province): Promise<Line[]> {
  const opened = await openProvince(province);
  try {
    const { bare, query } = opened;
    const warm = opened.newService();
    const scored = await warm.computeMany(query);
    const fused = fusedFor(scored);
    const grouped = opened.grouped(scored, null);
    const counted = await groupedScores(bare, grouped);
    for (const [key, card] of scored.cards)
      mustBeNear(key, card.points, counted.get(key.slice('appointment:'.length))?.points ?? Number.NaN);
    must(counted.size === scored.cards.size, 'the grouping statement finds other leaders');
    const known = [...scored.cards.values()].map((card) => card.known);
    const { asOf } = scored;
    const limit = async () => {
      const kept: EvaluatedCard[] = [];
      await groupedScores(bare, grouped);
      for (const facts of known) kept.push(fused(facts, asOf));
      return kept.length;
    };
    const floats = () => groupedScores(bare, grouped);
    const everyCard = async (service: ScoreService) => {
      let cards = 0;
      for await (const batch of service.computeInBatches(query)) cards += batch.cards.size;
      must(cards === scored.cards.size, 'the batches hold other cards');
      return cards;
    };
    const target = atMost(province.scale === 1 ? 1.4 : 0.7);
    const note = `${scored.cards.size} cards; limit: GROUP BY in the database + the fused function on facts in memory`;
    return [
      await compared(
        'whole province, snapshot kept',
        province.scale,
        target,
        budgetOf(run, true),
        [
          { name: 'computeInBatches', units: 1, run: () => everyCard(warm) },
          { name: 'GROUP BY + fused', units: 1, run: limit },
          { name: 'GROUP BY + floats', units: 1, run: floats },
        ],
        note,
      ),
      await compared(
        'whole province, snapshot cold',
        province.scale,
        target,
        budgetOf(run, true),
        [
          { name: 'computeInBatches', units: 1, run: () => everyCard(opened.newService()) },
          { name: 'GROUP BY + fused', units: 1, run: limit },
          { name: 'GROUP BY + floats', units: 1, run: floats },
        ],
        note,
      ),
    ];
  } finally {
    await opened.close();
  }
}

const LEADERS = 20;

/** One leader’s card on demand: cold, kept, of a past day and as known at a past position. */
export async function cardRows(run: Run, province: Province): Promise<Line[]> {
  const opened = await openProvince(province);
  try {
    const { bare, query } = opened;
    const scored = await opened.newService().computeMany(query);
    const fused = fusedFor(scored);
    const step = Math.max(1, Math.floor(scored.cards.size / LEADERS));
    const keys = [...scored.cards.keys()].filter((_, index) => index % step === 1).slice(0, LEADERS);
    for (const key of keys) {
      const { cards } = await opened.newService().computeMany({ ...query, subjects: [key] });
      const whole = digestOf(cardBody(scored.cards.get(key)!));
      must(digestOf(cardBody(cards.get(key)!)) === whole, `the card of ${key} alone differs`);
    }
    let turn = 0;
    const next = () => keys[turn++ % keys.length]!;
    const cardBy = (service: () => ScoreService, more: object) => () =>
      service().computeMany({ ...query, ...more, subjects: [next()] });
    const cold = () => opened.newService();
    const kept = opened.newService();
    const limit = async () => {
      const key = next();
      await groupedScores(bare, opened.grouped(scored, key.slice('appointment:'.length)));
      return fused(scored.cards.get(key)!.known, scored.asOf);
    };
    const budget = budgetOf(run);
    const one = (name: string, run: () => unknown) => ({ name, units: 1, run });
    const note = 'limit: one grouping statement for the leader + the fused function';
    const pastDay = { asOf: parseDay('2026-09-15') };
    return [
      await compared(
        'one card, cold',
        province.scale,
        atMost(2),
        budget,
        [one('computeMany', cardBy(cold, {})), one('one round trip + fused', limit)],
        note,
      ),
      await compared(
        'one card, snapshot kept',
        province.scale,
        null,
        budget,
        [
          one(
            'computeMany',
            cardBy(() => kept, {}),
          ),
          one('one round trip + fused', limit),
        ],
        note,
      ),
      await compared('one card as of a past day', province.scale, atMost(1.5), budget, [
        one('past day', cardBy(cold, pastDay)),
        one('today', cardBy(cold, {})),
      ]),
      await compared('one card as known at a past position', province.scale, atMost(1.5), budget, [
        one('past position', cardBy(cold, { position: query.position - 1 })),
        one('last position', cardBy(cold, {})),
      ]),
    ];
  } finally {
    await opened.close();
  }
}
