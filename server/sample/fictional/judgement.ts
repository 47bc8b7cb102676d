import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import {
  assessmentEntity,
  cohortEntity,
  decidedRatingEntity,
  gateFactEntity,
  staffRatingEntity,
} from '../../modules/evaluation/evaluation.entity.ts';
import { indexResultEntity } from '../../modules/index-result/index-result.entity.ts';
import type { Ledger } from './acts.ts';
import type { Post } from './leaders.ts';
import { headOf } from './leaders.ts';
import type { ProvinceOptions, Quarter } from './options.ts';
import { QUARTERS } from './options.ts';
import { profileOf } from './profiles.ts';
import { Random } from './random.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { Unit } from './units.ts';
import { ROOT, standsThrough } from './units.ts';

const GENERAL = ['general-politics', 'general-expertise', 'general-innovation'] as const;
const INDICES = ['d', 'dd', 'e'] as const;
/** Values keep four decimals. */
const ONE = 10_000n;
/** Quarters in which leaders are assessed: from Regulation 366 on, up to the last one that has ended. */
const ASSESSED = QUARTERS.filter(({ code }) => code >= '2025-Q4' && code < '2026-Q4');
const DAYS_OF_YEAR = [
  ['2025', parseDay('2025-12-05')],
  ['2026', parseDay('2026-11-16')],
] as const;

const assessment = rowsOf(assessmentEntity);

/**
 * What competent bodies entered.
 * General criteria and d, đ, e of leaders; participation; figures of collectives.
 */
export function* assessmentEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  posts: readonly Post[],
  ledger: Ledger,
): Generator<Entry> {
  for (const quarter of ASSESSED) {
    for (const post of posts) {
      if (post.from < quarter.to && (post.to ?? quarter.to) > quarter.from)
        yield* assessedPost(options, post, quarter, ledger);
    }
    for (const unit of units) {
      if (!standsThrough(unit, quarter.from, quarter.to)) continue;
      const disciplined = options.cast && unit.code === 'HC-SO-VHTT' && quarter.code === '2026-Q3' ? 1 : 0;
      yield ofUnit(unit, quarter.code, quarter.to - 5, 'collective.disciplined-any', disciplined, ledger);
    }
  }
  if (!options.cast) return;
  for (const [year, on] of DAYS_OF_YEAR) {
    for (const unit of units) {
      if (unit.closed !== null || unit.opened > parseDay('2025-07-01')) continue;
      const random = new Random(options.seed, 'collective', unit.code, year);
      const staff = random.int(20, 80);
      const figures = {
        'collective.staff': staff,
        'collective.completed': staff,
        'collective.advanced-workers': Math.floor((staff * random.int(40, 95)) / 100),
        'collective.grassroots-fighters': random.int(0, 3),
        'collective.disciplined': unit.code === 'HC-SO-VHTT' && year === '2026' ? 1 : 0,
      };
      for (const [criterion, value] of Object.entries(figures))
        yield ofUnit(unit, year, on, criterion, value, ledger);
      yield assessment(
        {
          code: `HC-DG-${year}-${unit.code.slice(3)}-TD`,
          leader: headOf(unit.code),
          period: year,
          criterion: 'emulation.participation',
          value: unit.code === 'HC-TT' ? 0n : ONE,
          assessedBy: ROOT,
          assessedOn: on,
        },
        ledger.on(on),
      );
    }
  }
}

function ofUnit(
  unit: Unit,
  period: string,
  on: Day,
  criterion: string,
  value: number,
  ledger: Ledger,
): Entry {
  return assessment(
    {
      code: `HC-DG-${period}-${unit.code.slice(3)}-${criterion.replace('collective.', '')}`,
      unit: unit.code,
      period,
      criterion,
      value: BigInt(value) * ONE,
      assessedBy: ROOT,
      assessedOn: on,
    },
    ledger.on(on),
  );
}

function* assessedPost(
  options: ProvinceOptions,
  post: Post,
  quarter: Quarter,
  ledger: Ledger,
): Generator<Entry> {
  const isThird = options.cast && quarter.code === '2026-Q3';
  // On leave for the whole quarter: nothing to assess.
  if (isThird && post.leader === headOf('HC-SO-CT')) return;
  const set = post.role === 'HEAD' ? profileOf(options.cast, post.unit.code, quarter) : null;
  const random = new Random(options.seed, 'assessment', post.code, quarter.code);
  const assessedOn = Math.min(quarter.to, post.to ?? quarter.to) - 2;
  const base = {
    leader: post.leader,
    unit: post.unit.code,
    period: quarter.code,
    assessedBy: ROOT,
    assessedOn,
    document: 'HC-VB-DANH-GIA',
  };
  const act = ledger.on(assessedOn);
  const codeOf = (criterion: string) => `HC-DG-${quarter.code}-${post.code.slice(3)}-${criterion}`;
  for (const [index, criterion] of GENERAL.entries()) {
    const tenths = set?.general[index] ?? random.int(78, 92);
    const marks = { value: (BigInt(tenths) * ONE) / 10n, maximum: 10n * ONE };
    yield assessment({ ...base, ...marks, code: codeOf(criterion), criterion }, act);
  }
  for (const [index, criterion] of INDICES.entries()) {
    // Never assessed: the points are withheld, because the level above owes the value.
    if (isThird && post.unit.code === 'HC-X-11' && criterion === 'd') continue;
    const percent = set?.indices[index] ?? (random.chance(88) ? 100 : 50);
    yield assessment(
      { ...base, value: (BigInt(percent) * ONE) / 100n, code: codeOf(criterion), criterion },
      act,
    );
  }
}

const gate = rowsOf(gateFactEntity);

/**
 * Decisions that shut classes, one of them lifted.
 * Discipline, corruption in the unit, a conclusion of degradation.
 */
export function* gateEntries(ledger: Ledger): Generator<Entry> {
  for (const [number, unit, kind, severity, on, lifted] of [
    [1, 'HC-SO-VHTT', 'DISCIPLINE', 'REPRIMAND', '2026-08-14', null],
    [2, 'HC-SO-KHCN', 'CORRUPTION_IN_UNIT', 'CONCLUDED', '2026-09-10', null],
    [3, 'HC-X-12', 'DEGRADATION', 'CONCLUDED', '2026-09-18', null],
    [4, 'HC-SO-CT', 'DISCIPLINE', 'REPRIMAND', '2026-02-10', '2026-03-20'],
  ] as const) {
    yield gate(
      {
        code: `HC-KL-${number}`,
        leader: headOf(unit),
        kind,
        severity,
        decidedOn: parseDay(on),
        decidedBy: 'HC-CAP-CO-THAM-QUYEN',
        revokedOn: lifted === null ? null : parseDay(lifted),
        document: kind === 'DISCIPLINE' ? 'HC-VB-KY-LUAT' : 'HC-VB-KET-LUAN',
      },
      ledger.on(parseDay(lifted ?? on)),
    );
  }
}

const decided = rowsOf(decidedRatingEntity);

/** Classes of 2024 and 2025 that authorities decided, for heads and their units. */
export function* decidedRatingEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  for (const year of [2024, 2025]) {
    const decidedOn = parseDay(`${year}-12-12`);
    for (const unit of units) {
      if (unit.opened > decidedOn || (unit.closed !== null && unit.closed <= decidedOn)) continue;
      const random = new Random(options.seed, 'decided', unit.code, year);
      // Two years in a row "not completed" (Regulation 41-QĐ/TW).
      const fails = options.cast && unit.code === 'HC-TT';
      const rating: Rating = fails
        ? 'NOT_COMPLETED'
        : random.chance(20)
          ? 'EXCELLENT'
          : random.chance(85)
            ? 'GOOD'
            : 'COMPLETED';
      const base = { period: String(year), rating, decidedOn, document: 'HC-VB-XEP-LOAI' };
      const act = ledger.on(decidedOn);
      yield decided(
        { ...base, code: `HC-XL-${year}-${headOf(unit.code).slice(3)}`, leader: headOf(unit.code) },
        act,
      );
      yield decided({ ...base, code: `HC-XL-${year}-${unit.code.slice(3)}`, unit: unit.code }, act);
    }
  }
}

const staffRating = rowsOf(staffRatingEntity);

/** People without a leading post, by class; one fails where index d stands at 50 %. */
export function* staffRatingEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  for (const quarter of ASSESSED) {
    for (const unit of units) {
      if (!standsThrough(unit, quarter.from, quarter.to)) continue;
      const random = new Random(options.seed, 'staff', unit.code, quarter.code);
      const fails = profileOf(options.cast, unit.code, quarter)?.indices[0] === 50;
      const people: Readonly<Record<Rating, number>> = {
        EXCELLENT: random.int(1, 5),
        GOOD: random.int(10, 40),
        COMPLETED: random.int(0, 4),
        NOT_COMPLETED: fails ? 1 : 0,
      };
      for (const [rating, count] of Object.entries(people) as [Rating, number][]) {
        if (count === 0) continue;
        yield staffRating(
          { unit: unit.code, period: quarter.code, rating, people: count, recordedOn: quarter.to - 3 },
          ledger.on(quarter.to - 3),
        );
      }
    }
  }
}

const cohort = rowsOf(cohortEntity);

/** Heads of the second quarter of 2026 are declared complete; those of the third are not. */
export function* cohortEntries(posts: readonly Post[], ledger: Ledger): Generator<Entry> {
  const quarter = QUARTERS.find(({ code }) => code === '2026-Q2')!;
  const headcount = posts.filter(
    (post) =>
      post.role === 'HEAD' &&
      post.from < quarter.to &&
      (post.to ?? quarter.to) > quarter.from &&
      isClassed(post),
  ).length;
  const completeOn = parseDay('2026-07-08');
  yield cohort(
    {
      scheme: 'civil-servant-2026',
      period: quarter.code,
      group: 'HEAD',
      completeOn,
      headcount,
      ratedElsewhere: 0,
      document: 'HC-VB-XEP-LOAI',
    },
    ledger.on(completeOn),
  );
}

/** Whether the decree on civil servants is the regime of the post. */
const isClassed = (post: Post): boolean => post.legalStatus === 'CIVIL_SERVANT';

const indexResult = rowsOf(indexResultEntity);

/** PAR INDEX of 2024 and 2025, departments and communes in lists of their own. */
export function* indexResultEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  for (const year of [2024, 2025]) {
    const publishedOn = parseDay(`${year + 1}-03-20`);
    for (const kind of ['DEPARTMENT', 'COMMUNE'] as const) {
      const list = units
        .filter(
          (unit) =>
            unit.kind === kind &&
            standsThrough(unit, parseDay(`${year}-07-01`), parseDay(`${year + 1}-01-01`)),
        )
        .map((unit) => ({
          unit,
          hundredths: new Random(options.seed, 'index', unit.code, year).int(7000, 9500),
        }))
        .toSorted((a, b) => b.hundredths - a.hundredths || (a.unit.code < b.unit.code ? -1 : 1));
      for (const [index, { unit, hundredths }] of list.entries()) {
        yield indexResult(
          {
            index: 'PAR-INDEX',
            unit: unit.code,
            year,
            component: 'total',
            points: BigInt(hundredths) * 100n,
            maxPoints: 100n * ONE,
            rank: index + 1,
            rankOf: list.length,
            publishedOn,
            document: 'HC-VB-SO-LIEU',
          },
          ledger.on(publishedOn),
        );
      }
    }
  }
}
