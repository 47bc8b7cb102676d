import { addMonths, dayOf, formatDay, parseDay } from '../../../rules/kit/day.ts';
import { calendarEntity } from '../../modules/calendar/calendar.entity.ts';
import {
  pluginRevisionEntity,
  schemeRevisionEntity,
} from '../../modules/configuration/configuration.entity.ts';
import { awardEntity, initiativeEntity } from '../../modules/emulation/emulation.entity.ts';
import { periodEntity } from '../../modules/period/period.entity.ts';
import type { ActName, Ledger } from './acts.ts';
import { headOf } from './leaders.ts';
import { FIRST_DAY, QUARTERS } from './options.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';

const CALENDARS: readonly (readonly [number, ActName, string, string])[] = [
  [
    2024,
    'khoi-tao',
    '2024-01-01;2024-02-08;2024-02-09;2024-02-12;2024-02-13;2024-02-14;2024-04-18;2024-04-29;2024-04-30;2024-05-01;2024-09-02;2024-09-03',
    '2024-05-04',
  ],
  [
    2025,
    'khoi-tao',
    '2025-01-01;2025-01-27;2025-01-28;2025-01-29;2025-01-30;2025-01-31;2025-04-07;2025-04-30;2025-05-01;2025-05-02;2025-09-01;2025-09-02',
    '2025-04-26',
  ],
  // Tết: off from Saturday 14 to Sunday 22 February 2026. 24 November by Resolution 28/2026/QH16.
  [
    2026,
    '2025-12-quy-dinh-2026',
    '2026-01-01;2026-01-02;2026-02-16;2026-02-17;2026-02-18;2026-02-19;2026-02-20;2026-04-27;2026-04-30;2026-05-01;2026-08-31;2026-09-01;2026-09-02;2026-11-24',
    '2026-01-10;2026-08-22',
  ],
];

const calendarRow = rowsOf(calendarEntity);

/** The yearly calendars, each recorded by its act. */
export function* calendarEntries(ledger: Ledger): Generator<Entry> {
  for (const [year, act, closed, worked] of CALENDARS) {
    yield calendarRow(
      {
        year,
        closed: closed.split(';').map(parseDay),
        worked: worked.split(';').map(parseDay),
        confidence: 'TO_BE_CONFIRMED',
        document: 'HC-VB-LICH',
      },
      ledger.named(act),
    );
  }
}

const periodRow = rowsOf(periodEntity);

/** Months, quarters and years; figures of a quarter are read ten days after its end. */
export function* periodEntries(): Generator<Entry> {
  for (let index = 0; index < QUARTERS.length * 3; index++) {
    const from = addMonths(FIRST_DAY, index);
    const to = addMonths(FIRST_DAY, index + 1);
    yield periodRow({ code: formatDay(from).slice(0, 7), kind: 'MONTH', from, to, cutOff: to + 4 });
  }
  for (const { code, from, to } of QUARTERS)
    yield periodRow({ code, kind: 'QUARTER', from, to, cutOff: to + 9 });
  for (const year of [2023, 2024, 2025, 2026]) {
    const to = dayOf(year + 1, 1, 1);
    yield periodRow({ code: String(year), kind: 'YEAR', from: dayOf(year, 1, 1), to, cutOff: to + 14 });
  }
}

const pluginRow = rowsOf(pluginRevisionEntity);

/** The plugins with their defaults; those without a cited decision are marked as examples. */
export function* pluginRevisionEntries(): Generator<Entry> {
  for (const [plugin, example] of [
    ['deadline', true],
    ['targets', true],
    ['home-affairs', false],
    ['home-affairs-year', false],
    ['emulation', true],
  ] as const) {
    yield pluginRow({ plugin, number: 1, effectiveFrom: dayOf(2024, 1, 1), configuration: '{}', example });
  }
}

const schemeRow = rowsOf(schemeRevisionEntity);

/** The reference schemes, each from the day on which its regime begins. */
export function* schemeRevisionEntries(ledger: Ledger): Generator<Entry> {
  for (const [scheme, from, to, example, act] of [
    ['project-06-leader-2024', '2024-10-01', null, true, 'khoi-tao'],
    ['decree-90-2020', '2024-01-01', '2026-01-01', false, 'khoi-tao'],
    ['regulation-366-2025', '2025-10-01', null, false, '2025-07-cap-xa'],
    ['civil-servant-2026', '2026-01-01', null, false, '2025-12-quy-dinh-2026'],
    ['civil-servant-2026-year', '2026-01-01', null, false, '2025-12-quy-dinh-2026'],
    ['emulation-2026', '2026-01-01', null, true, '2025-12-quy-dinh-2026'],
  ] as const) {
    yield schemeRow(
      {
        scheme,
        number: 1,
        effectiveFrom: parseDay(from),
        effectiveTo: to === null ? null : parseDay(to),
        configuration: `reference:${scheme}`,
        example,
      },
      ledger.named(act),
    );
  }
}

const award = rowsOf(awardEntity);

/** Titles of the cast: three years in a row, one revoked, and collectives. */
export function* awardEntries(ledger: Ledger): Generator<Entry> {
  const of = (year: number) => ({
    year,
    awardedOn: dayOf(year + 1, 1, 15),
    document: 'HC-VB-THI-DUA',
  });
  const actOf = (year: number) =>
    year < 2024 ? ledger.named('khoi-tao') : ledger.on(dayOf(year + 1, 1, 15));
  for (const year of [2023, 2024, 2025]) {
    for (const title of ['ADVANCED_WORKER', 'GRASSROOTS_FIGHTER'] as const) {
      const code = `HC-DH-${year}-SO-NV-${title === 'ADVANCED_WORKER' ? 1 : 2}`;
      yield award({ ...of(year), code, leader: headOf('HC-SO-NV'), award: title }, actOf(year));
    }
  }
  const revoked = { ...of(2025), code: 'HC-DH-2025-SO-XD-1', leader: headOf('HC-SO-XD') };
  yield award({ ...revoked, award: 'ADVANCED_WORKER' }, actOf(2025));
  yield award(
    {
      ...revoked,
      award: 'ADVANCED_WORKER',
      revokedOn: parseDay('2026-05-04'),
      revokedReason: 'Kê khai thành tích không đúng (hư cấu)',
    },
    ledger.on(parseDay('2026-05-04')),
  );
  const flag = { ...of(2025), code: 'HC-DH-2025-VP-1', unit: 'HC-VP', award: 'EMULATION_FLAG' as const };
  yield award(flag, actOf(2025));
  const collective = { ...of(2025), code: 'HC-DH-2025-SO-NV-T', unit: 'HC-SO-NV' };
  yield award({ ...collective, award: 'EXCELLENT_COLLECTIVE' }, actOf(2025));
}

const initiative = rowsOf(initiativeEntity);

/** Recognised initiatives of the cast. */
export function* initiativeEntries(ledger: Ledger): Generator<Entry> {
  for (const [number, unit, reach, on] of [
    [1, 'HC-SO-NV', 'PROVINCIAL', '2025-11-10'],
    [2, 'HC-VP', 'GRASSROOTS', '2026-06-10'],
    [3, 'HC-SO-YT', 'NATIONAL', '2026-08-12'],
  ] as const) {
    yield initiative(
      {
        code: `HC-SK-${number}`,
        leader: headOf(unit),
        title: { vi: `Sáng kiến ${number} (hư cấu)`, en: `Initiative ${number} (fictional)` },
        reach,
        recognisedOn: parseDay(on),
        document: 'HC-VB-SANG-KIEN',
      },
      ledger.on(parseDay(on)),
    );
  }
}
