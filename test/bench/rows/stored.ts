import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { AffectedCards } from '../../../server/scoring/dependencies/affected.ts';
import { fingerprintOf } from '../../../server/scoring/fingerprint.ts';
import type { CardQuery } from '../../../server/scoring/compute/score-run.ts';
import { ScoreCards } from '../../../server/scoring/score-cards.ts';
import { StoredCards } from '../../../server/scoring/stored/stored-cards.ts';
import type { Line, Run } from '../bench-run.ts';
import { atMost, budgetOf, compared, must } from '../bench-run.ts';
import type { Province } from '../province.ts';
import { openProvince } from './open.ts';

const LEADERS = 20;

/** The bytes alone, by the same key: what an answer from storage cannot be cheaper than. */
const BYTES = `select body from score_card
  where authority = $1 and scheme = $2 and period = $3 and subject = $4 and as_of = $5::date and position = $6 and computed_by = $7`;

/**
 * One leader’s card that was computed before, with nothing stamped since; as of the position it was kept at, and as of another
 * one.
 */
export async function storedRows(run: Run, province: Province): Promise<Line[]> {
  const opened = await openProvince(province);
  try {
    const { bare, database } = opened;
    const { subjects: _, ...query } = opened.query;
    const computedBy = fingerprintOf(CATALOGUE);
    const stored = new StoredCards(
      database,
      () => computedBy,
      (error) => {
        throw error;
      },
    );
    const cards = new ScoreCards(opened.newService(), stored);
    const fresh = new ScoreCards(opened.newService());
    const acts = { authority: query.authority, after: query.position - 1, upTo: query.position };
    const affected = new AffectedCards(opened.newService(), database);
    const named = (await affected.by(acts, query.asOf)).filter(
      ({ scheme, period }) => scheme === query.scheme && period === query.period,
    );
    const leaders = await someLeaders(fresh, query, new Set(named.map(({ subject }) => subject)));
    const keys: { readonly subject: string; readonly asOf: string }[] = [];
    for (const leader of leaders) {
      const [computed] = (await fresh.ofLeaders(query, [leader])).values();
      await cards.ofLeaders(query, [leader]);
      await stored.idle();
      const before = database.statements;
      const [again] = (await cards.ofLeaders(query, [leader])).values();
      must(database.statements - before === 1, `the card of ${leader} is not taken from storage`);
      must(again!.digest === computed!.digest, `the stored card of ${leader} differs`);
      const [row] = await bare.query(
        `select as_of::text as "asOf", subject from score_card where authority = $1 and subject = $2 and computed_by = $3`,
        [query.authority, again!.subjects[0]!, computedBy],
      );
      keys.push(row as { subject: string; asOf: string });
    }
    let turn = 0;
    const next = () => turn++ % leaders.length;
    const limit = {
      name: 'bytes by key',
      units: 1,
      run: () => {
        const { subject, asOf } = keys[next()]!;
        const { authority, scheme, period, position } = query;
        return bare.prepared('stored-bytes', BYTES, [
          authority,
          scheme,
          period,
          subject,
          asOf,
          position,
          computedBy,
        ]);
      },
    };
    const answer = (name: string, at: CardQuery, of: ScoreCards) => ({
      name,
      units: 1,
      run: () => of.ofLeaders(at, [leaders[next()]!]),
    });
    const earlier = { ...query, position: query.position - 1 };
    const [size] = await bare.query(
      `select round(avg(octet_length(body)))::int as bytes, round(avg(pg_column_size(body)))::int as stored,
         round(avg(cardinality(read_fact)))::int as reads from score_card where authority = $1`,
      [query.authority],
    );
    const note = `limit: the stored bytes by key in one statement; ${String(size!['bytes'])} bytes a card, ${String(size!['stored'])} in the table, ${String(size!['reads'])} reads`;
    return [
      await compared(
        'one card, nothing stamped since',
        province.scale,
        atMost(2),
        budgetOf(run),
        [answer('from storage', query, cards), limit, answer('computed', query, fresh)],
        note,
      ),
      await compared(
        'one card, stored at another position',
        province.scale,
        null,
        budgetOf(run),
        [answer('from storage', earlier, cards), limit, answer('computed', earlier, fresh)],
        `leaders whom the last act leaves alone; restating a hundredth of all tasks, it names ${named.length} cards of the quarter`,
      ),
    ];
  } finally {
    await opened.close();
  }
}

/** Leaders with one post in the quarter, whose cards are not among those named, spread over the province. */
async function someLeaders(
  cards: ScoreCards,
  query: CardQuery,
  named: ReadonlySet<string>,
): Promise<string[]> {
  const all = await cards.ofAll(query);
  const byLeader = Map.groupBy(all, ({ body }) =>
    body.subject.kind === 'APPOINTMENT' ? body.subject.leader : '',
  );
  const single = [...byLeader]
    .filter(([, own]) => own.length === 1 && !named.has(own[0]!.subjects[0]!))
    .map(([leader]) => leader);
  const step = Math.max(1, Math.floor(single.length / LEADERS));
  return single.filter((_, index) => index % step === 0).slice(0, LEADERS);
}
