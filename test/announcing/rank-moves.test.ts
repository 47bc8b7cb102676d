// Ranks that move while no class does.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { TestClock, announcing, eventsOf, inShort } from '../support/changes.ts';
import type { TestDatabase } from '../support/database.ts';
import { openTestDatabase } from '../support/database.ts';
import { HEADER, Province, done, head, task } from '../support/province.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(() => database.close());

it('a shift of ranks alone is one event a cohort, and no news of a card that did not change', async () => {
  const { legalBasis, title } = REFERENCE_SCHEMES['project-06-leader-2024']!;
  const ranked = {
    legalBasis,
    title,
    bands: [{ rating: 'COMPLETED', atLeast: '0' }],
    subject: 'APPOINTMENT',
    roles: ['HEAD', 'DEPUTY'],
    periodKinds: ['QUARTER'],
    parts: [{ plugin: 'deadline', max: '100' }],
    cohort: { by: ['ROLE'], declared: false },
    tenure: 'BY_DAYS',
    cap: { rating: 'EXCELLENT', percent: '50', base: 'ALL', rounding: 'DOWN' },
  };
  const province = new Province(database, 'R');
  const clock = new TestClock('2024-07-02');
  const late = done('2024-05-21');
  const deputy = (leader: string, unit: string) => ({ ...head(leader, unit), role: 'DEPUTY', fields: ['F'] });
  await province.append(HEADER);
  await province.append({
    schemeRevision: [
      {
        scheme: 'ranked',
        number: 1,
        effectiveFrom: '2024-01-01',
        configuration: JSON.stringify(ranked),
        example: true,
      },
    ],
    unit: [{ code: 'C', name: 'Sở C', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' }],
    leader: ['L1', 'L2', 'L3', 'D1', 'D2'].map((code) => ({ code })),
    appointment: [head('L1', 'A'), head('L2', 'B'), head('L3', 'C'), deputy('D1', 'A'), deputy('D2', 'B')],
    task: [
      ...['T1', 'T2', 'T3'].map((code) => task(code, 'A', { ...done('2024-05-08'), field: 'F' })),
      task('T4', 'B', { ...done('2024-05-08'), field: 'F' }),
      task('T5', 'B', { ...late, field: 'F' }),
      task('T6', 'C', late),
    ],
  });
  const announce = () => announcing(database, clock).catchUp('R');
  const told = async () =>
    (await eventsOf(database, 'R')).filter(
      ({ body }) => body.scheme === 'ranked' && body.period === '2024-Q2',
    );
  await announce();
  const first = await told();
  expect(first.map(inShort).filter((event) => event.startsWith('ranking'))).toMatchInlineSnapshot(`
    [
      "ranking.changed 2024-Q2 2024-07-02 DEPUTY appointment:D1@A ->1, appointment:D2@B ->2",
      "ranking.changed 2024-Q2 2024-07-02 HEAD appointment:L1@A ->1, appointment:L2@B ->2, appointment:L3@C ->3",
    ]
  `);
  // A falls behind B and C, whose cards are as they were and whose classes too.
  await province.append({
    task: ['T1', 'T2', 'T3'].map((code) => task(code, 'A', { ...late, field: 'F' })),
  });
  await announce();
  const shifted = (await told()).slice(first.length);
  expect(shifted.map(inShort)).toMatchInlineSnapshot(`
    [
      "score.changed 2024-Q2 2024-07-02 appointment:D1@A 88>23.82 DATA:-64.18",
      "score.changed 2024-Q2 2024-07-02 appointment:L1@A 88>23.82 DATA:-64.18",
      "ranking.changed 2024-Q2 2024-07-02 DEPUTY appointment:D1@A 1>2, appointment:D2@B 2>1",
      "ranking.changed 2024-Q2 2024-07-02 HEAD appointment:L1@A 1>2, appointment:L2@B 2>1, appointment:L3@C 3>2",
    ]
  `);
  // Whoever leaves lets others up, whose cards are as they were.
  await province.append({
    appointment: [
      { ...head('L2', 'B'), from: '2025-01-01' },
      { ...deputy('D2', 'B'), from: '2025-01-01' },
    ],
  });
  await announce();
  expect((await told()).slice(first.length + shifted.length).map(inShort)).toMatchInlineSnapshot(`
    [
      "score.ended 2024-Q2 2024-07-02 appointment:D2@B 48.58>-",
      "score.ended 2024-Q2 2024-07-02 appointment:L2@B 48.58>-",
      "ranking.changed 2024-Q2 2024-07-02 DEPUTY appointment:D1@A 2>1, appointment:D2@B 1>-",
      "ranking.changed 2024-Q2 2024-07-02 HEAD appointment:L1@A 2>1, appointment:L2@B 1>-, appointment:L3@C 2>1",
    ]
  `);
});
