import { createHash } from 'node:crypto';
import { cardBody } from '../../../plugins/engine/card.ts';
import { classify } from '../../../plugins/engine/classify.ts';
import { canonicalText, digestOf } from '../../../plugins/engine/digest.ts';
import { evaluateCard } from '../../../plugins/engine/evaluate.ts';
import type { CohortMember } from '../../../plugins/engine/standing.ts';
import { standingsOf } from '../../../plugins/engine/standing.ts';
import type { Line, Run } from '../bench-run.ts';
import { atMost, budgetOf, compared, must } from '../bench-run.ts';
import { floatScore, numbersOf } from '../limits/float.ts';
import type { Province } from '../province.ts';
import { fusedFor, openProvince } from './open.ts';

/** Scoring, standing, writing out and digesting cards whose facts lie in memory. */
export async function scoreRows(run: Run, province: Province): Promise<Line[]> {
  const opened = await openProvince(province);
  try {
    const scored = await opened.newService().computeMany(opened.query);
    const { plan, asOf } = scored;
    const cards = [...scored.cards.values()];
    const fused = fusedFor(scored);
    const budget = budgetOf(run);
    const units = cards.length;
    const each = <T>(work: (card: (typeof cards)[number]) => T): (() => T[]) => {
      return () => {
        // The whole explanation is kept, as a request keeps it until it has answered.
        const kept: T[] = [];
        for (const card of cards) kept.push(work(card));
        return kept;
      };
    };
    const score = await compared('score a leader', province.scale, atMost(4), budget, [
      { name: 'engine', units, run: each((card) => evaluateCard(plan, card.known, asOf)) },
      { name: 'fused', units, run: each((card) => fused(card.known, asOf)) },
      { name: 'floats, no explanation', units, run: each((card) => floatScore(numbersOf(card.known), 3)) },
    ]);

    const bodies = cards.map(cardBody);
    const texts = bodies.map(canonicalText);
    const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    must(
      bodies.every((body, index) => digestOf(body) === digest(texts[index]!)),
      'a digest is not that of its bytes',
    );
    const written = await compared(
      'write a card out',
      province.scale,
      null,
      budget,
      [
        { name: 'cardBody', units, run: each(cardBody) },
        { name: 'JSON.stringify', units, run: over(bodies, (body) => JSON.stringify(body)) },
      ],
      `limit: JSON.stringify of the finished body; ${Math.round(texts.join('').length / units)} characters a card`,
    );
    const digested = await compared('canonical bytes and digest', province.scale, null, budget, [
      { name: 'digestOf', units, run: over(bodies, digestOf) },
      { name: 'SHA-256', units, run: over(texts, digest) },
    ]);
    return [score, await standing(), written, digested];

    function standing(): Promise<Line> {
      const heads = cards.filter(
        (card) =>
          card.known.subject.kind === 'APPOINTMENT' &&
          card.points.n * card.reach.d === card.reach.n * card.points.d,
      );
      const members = heads.map((card, index): CohortMember => ({
        key: String(index),
        points: card.points,
        rating: classify(card).rating,
        titles: [],
      }));
      const declared = { headcount: members.length, ratedElsewhere: 0, outstanding: false };
      const { configuration } = plan.scheme;
      const points = members.map(({ points }) => Number(points!.n) / Number(points!.d));
      const standings = standingsOf(configuration, '*', members, declared);
      const sorted = points.toSorted((a, b) => b - a);
      must(
        members.every(({ key }, index) => sorted.indexOf(points[index]!) + 1 === standings.get(key)!.rank),
        'ranks differ from the sorted order',
      );
      return compared(
        'standing of the cohort',
        province.scale,
        null,
        budget,
        [
          { name: 'standingsOf', units: 1, run: () => standingsOf(configuration, '*', members, declared) },
          { name: 'sort', units: 1, run: () => points.toSorted((a, b) => b - a) },
        ],
        `${members.length} members; limit: sorting an array of numbers`,
      );
    }
  } finally {
    await opened.close();
  }
}

function over<T>(list: readonly T[], work: (entry: T) => unknown): () => unknown {
  return () => {
    let last: unknown = null;
    for (const entry of list) last = work(entry);
    return last;
  };
}
