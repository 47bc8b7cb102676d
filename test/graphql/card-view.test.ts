import { expect, it } from 'vitest';
import type { CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import { deadlinePlugin } from '../../plugins/deadline/plugin.ts';
import { fill } from '../../rules/kit/text.ts';
import { NO_NAMES } from '../../server/cards/card-source.ts';
import { ScoreCardType } from '../../server/cards/card.type.ts';
import type { ScoreCard } from '../../server/scoring/score-cards.ts';

const CRITERION = deadlinePlugin.criteria.find(({ rule }) => rule.id === 'deadline/on-time-share')!;

const LINE: LineBody = {
  id: `deadline/${CRITERION.id}`,
  kind: 'CRITERION',
  state: 'OPEN',
  max: '35/3',
  points: '10/3',
  open: '1',
  adjustments: [],
  children: [],
  criterion: {
    rule: 'deadline/on-time-share',
    major: 1,
    share: '2/7',
    arithmetic: { message: 'share', data: { onTime: 2, due: 7 } },
    parameters: [],
    findings: [
      {
        message: 'late',
        data: { code: 'T-1', due: '2026-05-01', days: 3 },
        evidence: [{ fact: 'task', code: 'T-1' }],
        loss: '5/3',
      },
    ],
    open: [
      {
        kind: 'MISSING_DATA',
        what: { message: 'unassessable', data: { code: 'T-2' } },
        owedBy: 'U-2',
        since: '2026-05-02',
        points: '1',
        charged: false,
      },
    ],
  },
};

function card(changes: Partial<CardBody> = {}): ScoreCardType {
  const body: CardBody = {
    format: 'leader-scorecard/card/1',
    engine: '1',
    scheme: { id: 'project-06-leader-2024', revision: 1, example: true },
    plugins: [{ id: 'deadline', revision: 1, example: true }],
    subject: { kind: 'UNIT', unit: 'U-1', unitKind: 'DEPARTMENT' },
    period: { code: '2026-Q2', from: '2026-04-01', to: '2026-07-01', cutOff: '2026-06-30' },
    calendar: 'x',
    points: '10/3',
    open: '1',
    max: '35/3',
    lines: [{ ...LINE, id: 'deadline', kind: 'PART', criterion: null, children: [LINE], adjustments: [] }],
    adjustments: [{ kind: 'ROUNDING', points: '-1/300', applicableMax: null, weight: null }],
    conditions: [],
    ceilings: [{ kind: 'LIMIT', rating: 'COMPLETED', of: 'home-affairs/all-tasks-on-time' }],
    withheld: { kind: 'OPEN_POINTS' },
    rating: null,
    titles: [],
    losses: [{ line: LINE.id, points: '5/3', findings: LINE.criterion!.findings, obstacles: ['D-1'] }],
    gaps: [{ line: LINE.id, ...LINE.criterion!.open[0]! }],
    evidence: { task: [{ code: 'T-1', unit: 'U-1' }] },
    inherited: {},
    ...changes,
  };
  const query = { authority: 'A', position: 3, scheme: body.scheme.id, period: '2026-Q2', asOf: 20_000 };
  const computed: ScoreCard = { body, digest: 'd', query, asOf: 20_000, subjects: ['unit:U-1'] };
  return new ScoreCardType(computed, { of: 'UNIT', code: 'U-1' }, NO_NAMES);
}

it('says every line in words, with points to the sixth decimal and the exact fraction beside them', () => {
  const view = card();
  const line = view.lines[0]!.children[0]!;
  expect(view.pointsExact).toBe('10/3');
  expect(view.points).toBe('3.333333');
  expect(view.reachableExact).toBe('13/3');
  expect(line.arithmetic!.vi).toBe('2 nhiệm vụ đúng hạn trên 7 nhiệm vụ đến hạn');
  expect(line.depth).toBe(1);
  expect(line.findings[0]!.text.vi).toContain('T-1');
  expect(line.findings[0]!.evidence[0]).toMatchObject({
    fact: 'task',
    code: 'T-1',
    row: { code: 'T-1', unit: 'U-1' },
  });
  expect(line.legalBasis.map(({ text }) => text.vi).join()).toContain('theo nguồn thứ cấp');
  expect(view.exampleLabel!.vi).toContain('Ví dụ');
  expect(view.withheldReason!.vi).toContain('1 điểm');
  expect(view.ceilings[0]!.text.vi).toContain('Hoàn thành nhiệm vụ');
  expect(view.adjustments[0]!.text.vi).toBe('Làm tròn: -0.003333');
  expect(view.pointsLost()[0]).toMatchObject({ points: '1.666667', pointsExact: '5/3', obstacles: ['D-1'] });
  expect(view.gaps[0]).toMatchObject({ owedBy: 'U-2', charged: false });
});

it('says the same in English, and both at once', () => {
  const part = card().lines[0]!;
  const { arithmetic } = part.children[0]!;
  const template = CRITERION.rule.messages['share']!;
  expect(arithmetic!.en).toBe(fill(template.en, { onTime: 2, due: 7 }));
  expect(arithmetic!.vi).toBe(fill(template.vi, { onTime: 2, due: 7 }));
  expect(part.title).toEqual(deadlinePlugin.title);
});

it('works out only what is read', () => {
  const { body, query, asOf } = card().card;
  const names = new Proxy(NO_NAMES, {
    get: (_, name) => {
      throw new Error(`${String(name)} is read`);
    },
  });
  const computed: ScoreCard = { body, digest: 'd', query, asOf, subjects: ['unit:U-1'] };
  const view = new ScoreCardType(computed, { of: 'UNIT', code: 'U-1' }, names);
  expect(view).toMatchObject({ points: '3.333333', rating: null, withheld: 'OPEN_POINTS', digest: 'd' });
  expect(view.allLines.map(({ points, state }) => [points, state])).toHaveLength(2);
  expect(() => view.lines[0]!.title).toThrow('plugins is read');
});

it('has words for a rule that failed, and for a message that nobody declared', () => {
  const failed = { message: 'engine.failed', data: { error: 'boom' } };
  const unknown = { message: 'gone', data: {} };
  const line = (arithmetic: typeof failed | typeof unknown): LineBody => ({
    ...LINE,
    criterion: { ...LINE.criterion!, arithmetic, findings: [], open: [] },
  });
  const view = card({ lines: [line(failed), line(unknown)] });
  expect(view.lines[0]!.arithmetic!.vi).toContain('boom');
  expect(view.lines[1]!.arithmetic!.vi).toContain('gone');
});
