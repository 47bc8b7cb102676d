// The very day and the very value at which a judgement turns: each was once changed by hand with no test the wiser.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { HEADER, Province } from '../support/province.ts';

let database: TestDatabase;
let stories = 0;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const post = (leader: string, from: string, to: string | null = null) => ({
  code: `${leader}@A`,
  leader,
  unit: 'A',
  role: 'HEAD',
  from,
  to,
  legalStatus: 'CIVIL_SERVANT',
});
const leader = (code: string) => ({ code, label: `Người giữ chức ${code}` });
const reading = (coversFrom: string, coversTo: string, figures: object) => ({
  metric: 'M',
  unit: 'A',
  source: 'PORTAL',
  kind: 'RATIO',
  coversFrom,
  coversTo,
  knownOn: '2024-07-01',
  ...figures,
});
const target = (kind: string, bounds: object) => ({
  code: 'M@A',
  metric: 'M',
  unit: 'A',
  kind,
  from: '2024-04-01',
  by: '2024-06-30',
  ...bounds,
});

async function bodyOf(story: Story, code = 'X', scheme = 'project-06-leader-2024', at = '2024-07-10') {
  const province = new Province(database, `E${stories++}`);
  await province.append(HEADER);
  const position = await province.append(story);
  const period = at < '2025' ? '2024-Q2' : '2026-Q1';
  const cards = await province.cards.ofLeaders(province.query(position, scheme, period, at), [code]);
  return cards.get(code)!.body;
}

function criterion(body: CardBody, id: string) {
  const all = (entry: LineBody): LineBody[] => [entry, ...entry.children.flatMap(all)];
  return body.lines.flatMap(all).find((entry) => entry.id === id)!.criterion!;
}

async function attained(story: Story) {
  const body = await bodyOf({
    leader: [leader('X')],
    appointment: [post('X', '2023-01-01')],
    ...story,
  });
  return criterion(body, 'targets/attainment');
}

describe('targets', () => {
  it.each([
    ['LOWER_IS_BETTER', { maximum: '5' }, '5', '1'],
    ['LOWER_IS_BETTER', { maximum: '5' }, '5.0001', '0'],
    ['HIGHER_IS_BETTER', { minimum: '70' }, '70', '1'],
    ['HIGHER_IS_BETTER', { minimum: '70' }, '69.9999', '0'],
  ])(
    'a level to hold, %s %j: %s of 100 holds it with share %s',
    async (direction, bounds, numerator, share) => {
      const { share: given } = await attained({
        metric: [{ code: 'M', title: 'M', kind: 'RATIO', direction }],
        target: [target('HOLD_DURING', bounds)],
        reading: [reading('2024-04-01', '2024-06-30', { numerator, denominator: '100' })],
      });
      expect(given).toBe(share);
    },
  );

  it('a percentage known without its parts is never mixed into a sum: the latest reading speaks', async () => {
    const { share, findings } = await attained({
      metric: [{ code: 'M', title: 'M', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
      target: [target('REACH_BY', { minimum: '80' })],
      reading: [
        reading('2024-04-01', '2024-04-30', { numerator: '50', denominator: '100' }),
        reading('2024-05-01', '2024-05-31', { publishedPercent: '90' }),
      ],
    });
    expect([share, findings[0]!.message, findings[0]!.data['value']]).toEqual([
      '1',
      'reached',
      '90% (90/100)',
    ]);
  });

  it('parts that are all known add up, whatever their percentages', async () => {
    const { share } = await attained({
      metric: [{ code: 'M', title: 'M', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' }],
      target: [target('REACH_BY', { minimum: '80' })],
      reading: [
        reading('2024-04-01', '2024-04-30', { numerator: '1', denominator: '10' }),
        reading('2024-05-01', '2024-05-31', { numerator: '90', denominator: '90' }),
      ],
    });
    expect(share).toBe('1');
  });
});

describe('who answers', () => {
  it('what a newcomer inherited counts for whoever held the post on most days of the term, not for the first', async () => {
    const story = {
      leader: [leader('W'), leader('X'), leader('Y')],
      appointment: [
        post('W', '2023-01-01', '2024-04-20'),
        post('X', '2024-04-20', '2024-06-10'),
        post('Y', '2024-06-10'),
      ],
      task: [{ code: 'T1', leadUnit: 'A', assignedOn: '2024-04-10', dueKind: 'BY', dueDay: '2024-06-20' }],
    };
    const tasksOf = (body: CardBody) => (body.evidence['task'] ?? []).map((row) => row['code']);
    expect(tasksOf(await bodyOf(story, 'X'))).toEqual(['T1']);
    expect(tasksOf(await bodyOf(story, 'W'))).toEqual([]);
  });

  it.each([
    ['2026-02-09', 'MET'],
    ['2026-02-10', 'UNMET'],
  ])('a disciplinary decision of 10 February, asked on %s: %s', async (at, state) => {
    const body = await bodyOf(
      {
        leader: [leader('X')],
        appointment: [post('X', '2023-01-01')],
        document: [{ code: 'KL', number: '1/QĐ', title: 'Quyết định kỷ luật', kind: 'DECISION' }],
        gateFact: [
          {
            code: 'G',
            leader: 'X',
            kind: 'DISCIPLINE',
            severity: 'REPRIMAND',
            decidedOn: '2026-02-10',
            document: 'KL',
          },
        ],
        period: [
          { code: '2026-Q1', kind: 'QUARTER', from: '2026-01-01', to: '2026-04-01', cutOff: '2026-03-31' },
        ],
        schemeRevision: [
          {
            scheme: 'civil-servant-2026',
            number: 1,
            effectiveFrom: '2026-01-01',
            configuration: 'reference:civil-servant-2026',
            example: true,
          },
        ],
      },
      'X',
      'civil-servant-2026',
      at,
    );
    expect(body.conditions.find(({ id }) => id === 'home-affairs/discipline')!.state).toBe(state);
  });
});
