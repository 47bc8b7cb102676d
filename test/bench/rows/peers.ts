import type { SubjectFacts } from '../../../plugins/engine/subject-facts.ts';
import { evaluateCard } from '../../../plugins/engine/evaluate.ts';
import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { reportFact } from '../../../rules/facts/report.ts';
import { targetFact } from '../../../rules/facts/target.ts';
import { taskFact } from '../../../rules/facts/task.ts';
import type { Line, Run } from '../bench-run.ts';
import { budgetOf, compared, must } from '../bench-run.ts';
import { floatScore, numbersOf } from '../limits/float.ts';
import type { JsonLogic, PlainFacts } from '../limits/json-logic.ts';
import { jsonLogicScore } from '../limits/json-logic.ts';
import { rowsOf } from '../limits/rows-of.ts';
import { installPeers, loadPeer } from '../peers/package-of-peers.ts';
import type { Province } from '../province.ts';
import { fusedFor, openProvince } from './open.ts';
import { peerServerRows } from './peer-servers.ts';

interface Band {
  readonly rating: string;
  readonly atLeast: number;
}

/** What the bench uses of json-rules-engine. */
interface JsonRules {
  readonly Engine: new () => {
    addRule(rule: object): void;
    run(facts: object): Promise<{ readonly events: readonly { readonly type: string }[] }>;
  };
}

/** Peers from the registry; the product does not depend on them, so they are installed when first asked for. */
export async function peerRows(run: Run, province: Province): Promise<Line[]> {
  const missing = installPeers();
  if (missing !== null) {
    run.tell(`peers: left out, they cannot be installed here: ${missing}`);
    return [];
  }
  return [...(await ruleEngineRows(run, province)), ...(await peerServerRows(run, province))];
}

/** Rule engines on the same leaders. */
async function ruleEngineRows(run: Run, province: Province): Promise<Line[]> {
  const opened = await openProvince(province);
  try {
    const scored = await opened.newService().computeMany(opened.query);
    const fused = fusedFor(scored);
    const cards = [...scored.cards.values()];
    const facts = cards.map((card) => plainFacts(card.known));
    const logic = jsonLogicScore(loadPeer('json-logic-engine') as JsonLogic);
    const points = cards.map((card) => floatScore(numbersOf(card.known), 3).points);
    must(
      facts.every((entry, index) => Math.abs(logic(entry) - points[index]!) < 1e-6),
      'json-logic-engine comes to other points',
    );
    const units = cards.length;
    const budget = budgetOf(run);
    const scoring = await compared(
      'peer json-logic-engine: score a leader',
      province.scale,
      null,
      budget,
      [
        { name: 'json-logic-engine', units, run: () => facts.reduce((sum, entry) => sum + logic(entry), 0) },
        { name: 'fused', units, run: () => cards.map((card) => fused(card.known, scored.asOf)).length },
        {
          name: 'floats by hand',
          units,
          run: () => cards.reduce((sum, card) => sum + floatScore(numbersOf(card.known), 3).points, 0),
        },
        {
          name: 'our engine',
          units,
          run: () => cards.map((card) => evaluateCard(scored.plan, card.known, scored.asOf)).length,
        },
      ],
      'the peer in floats and without a word of explanation, compiled beforehand, facts handed over as plain numbers',
    );

    const bands = scored.plan.scheme.configuration.bands!.map(({ rating, atLeast }): Band => ({
      rating,
      atLeast: Number(atLeast.n) / Number(atLeast.d),
    }));
    const plain = (value: number) => bands.find((band) => value >= band.atLeast)!.rating;
    const classify = jsonRules(loadPeer('json-rules-engine') as JsonRules, bands);
    for (const value of points)
      must((await classify(value)) === plain(value), 'json-rules-engine classes otherwise');
    const classing = await compared(
      'peer json-rules-engine: bands on ready points',
      province.scale,
      null,
      budget,
      [
        {
          name: 'json-rules-engine',
          units,
          async run() {
            for (const value of points) await classify(value);
          },
        },
        { name: 'plain', units, run: () => points.map(plain) },
      ],
    );
    return [scoring, classing];
  } finally {
    await opened.close();
  }
}

function jsonRules({ Engine }: JsonRules, bands: readonly Band[]): (points: number) => Promise<string> {
  const engine = new Engine();
  bands.forEach(({ rating, atLeast }, index) => {
    const above = bands[index - 1];
    engine.addRule({
      conditions: {
        all: [
          { fact: 'points', operator: 'greaterThanInclusive', value: atLeast },
          ...(above ? [{ fact: 'points', operator: 'lessThan', value: above.atLeast }] : []),
        ],
      },
      event: { type: rating },
    });
  });
  return async (points) => (await engine.run({ points })).events[0]!.type;
}

function plainFacts(known: SubjectFacts): PlainFacts {
  const numbers = numbersOf(known);
  return {
    tasks: rowsOf(known, taskFact).map((task) => ({
      carried: task.carriedOver,
      state: task.timeliness,
      days: task.workingDaysLate,
      explained: task.explained || task.lateExcused,
    })),
    targets: rowsOf(known, targetFact).map((target) => ({
      higher: target.direction === 'HIGHER_IS_BETTER',
      value:
        target.kind === 'RATIO'
          ? (Number(target.numerator) / Number(target.denominator)) * 1_000_000
          : Number(target.numerator),
      goal: Number(target.minimum ?? target.maximum),
    })),
    reports: rowsOf(known, reportFact).map(({ state }) => ({ state })),
    acts: rowsOf(known, directingActFact).map(({ inPerson }) => ({ inPerson })),
    // What this province hardly has is handed over counted.
    assessed: numbers.assessed,
    clear: numbers.clear,
    index: numbers.index ?? 0,
  };
}
