import { DIRECTING_ACT_KINDS } from '../../../rules/facts/directing-act.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { addMonths, parseDay } from '../../../rules/kit/day.ts';
import { directingActEntity } from '../../modules/directing-act/directing-act.entity.ts';
import { obstacleEntity } from '../../modules/obstacle/obstacle.entity.ts';
import { reportDutyEntity, submissionEntity } from '../../modules/report/report.entity.ts';
import type { Ledger } from './acts.ts';
import { castTask } from './cast-tasks.ts';
import type { Post } from './leaders.ts';
import { FIELDS } from './leaders.ts';
import type { ProvinceOptions } from './options.ts';
import { FIRST_DAY, QUARTERS, TODAY } from './options.ts';
import { Random } from './random.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { Unit } from './units.ts';
import { ROOT } from './units.ts';

interface Duty {
  readonly code: string;
  readonly unit: Unit;
  readonly firstDueOn: Day;
}

/** Monthly reports are due on the 25th, the first one in a unit's first month. */
function* dutiesOf(options: ProvinceOptions, units: readonly Unit[]): Generator<Duty> {
  for (const unit of units) {
    if (unit.parent === null) continue;
    const firstDueOn = Math.max(unit.opened, FIRST_DAY) + 24;
    for (let number = 1; number <= options.dutiesPerUnit; number++) {
      yield { code: `HC-BC-${unit.code.slice(3)}-${number}`, unit, firstDueOn };
    }
  }
}

const dutyRow = rowsOf(reportDutyEntity);

/** Which unit owes which report by when. */
export function* dutyEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  let index = 0;
  for (const duty of dutiesOf(options, units)) {
    const { unit } = duty;
    const row = {
      code: duty.code,
      title: { vi: `Báo cáo tháng ${unit.vi}`, en: `Monthly report, ${unit.en}` },
      unit: unit.code,
      recipient: ROOT,
      frequency: 'MONTHLY' as const,
      firstDueOn: duty.firstDueOn,
      field: FIELDS[index++ % FIELDS.length]!,
      document: 'HC-VB-KE-HOACH',
    };
    yield dutyRow(row, ledger.named(unit.openingAct));
    if (unit.closingAct !== null) {
      yield dutyRow({ ...row, lastDueOn: unit.closed! - 1 }, ledger.named(unit.closingAct));
    }
  }
}

const submissionRow = rowsOf(submissionEntity);

/** What arrived: most in time, some late, some empty, some never. */
export function* submissionEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  for (const { code, unit, firstDueOn } of dutiesOf(options, units)) {
    const random = new Random(options.seed, 'submission', code);
    for (let month = 0; month < options.months; month++) {
      const dueOn = addMonths(firstDueOn, month);
      if (dueOn > TODAY || (unit.closed !== null && dueOn >= unit.closed)) break;
      const draw = random.int(1, 100);
      // Benchmarks count on one submission a month; with cast some never come.
      if (options.cast && draw > 97) continue;
      const submittedOn = draw > 90 ? dueOn + random.int(1, 5) : dueOn - random.int(0, 4);
      yield submissionRow(
        { duty: code, dueOn, number: 1, unit: unit.code, submittedOn, empty: draw === 90 },
        ledger.on(submittedOn),
      );
    }
  }
}

const obstacleRow = rowsOf(obstacleEntity);

/** What blocks tasks of the cast: one cleared in time, one late, one not at all. */
export function* obstacleEntries(ledger: Ledger): Generator<Entry> {
  const base = { document: 'HC-VB-CHI-DAO' };
  yield obstacleRow(
    {
      ...base,
      code: 'HC-DN-1',
      title: { vi: 'Thiếu dữ liệu dân cư (hư cấu)', en: 'Population data missing (fictional)' },
      kind: 'DATA',
      task: castTask('NO-DIEM-NGHEN'),
      blockedUnit: 'HC-X-05',
      owedBy: 'HC-CA',
      raisedOn: parseDay('2026-08-03'),
      dueDay: parseDay('2026-08-31'),
    },
    ledger.on(parseDay('2026-08-03')),
  );
  yield obstacleRow(
    {
      ...base,
      code: 'HC-DN-2',
      title: { vi: 'Chưa bố trí kinh phí (hư cấu)', en: 'No funds set aside (fictional)' },
      kind: 'FUNDING',
      blockedUnit: 'HC-SO-KHCN',
      owedBy: 'HC-SO-TC',
      raisedOn: parseDay('2026-04-10'),
      dueDay: parseDay('2026-05-15'),
      clearedOn: parseDay('2026-05-12'),
    },
    ledger.on(parseDay('2026-05-12')),
  );
  yield obstacleRow(
    {
      ...base,
      code: 'HC-DN-3',
      title: { vi: 'Vướng hạ tầng mạng (hư cấu)', en: 'Network not in place (fictional)' },
      kind: 'INFRASTRUCTURE',
      blockedUnit: 'HC-X-06',
      owedBy: 'HC-SO-KHCN',
      raisedOn: parseDay('2026-07-13'),
      dueDay: parseDay('2026-08-14'),
      clearedOn: parseDay('2026-09-04'),
    },
    ledger.on(parseDay('2026-09-04')),
  );
}

const directingRow = rowsOf(directingActEntity);

/** Heads and acting heads direct one to three times a quarter; sometimes a delegate does. */
export function* directingEntries(
  options: ProvinceOptions,
  posts: readonly Post[],
  ledger: Ledger,
): Generator<Entry> {
  for (const quarter of QUARTERS.filter(({ code }) => !options.cast || code.startsWith('2026'))) {
    for (const post of posts) {
      if (post.role === 'DEPUTY' || post.from >= quarter.to || (post.to ?? quarter.to) <= quarter.from)
        continue;
      const random = new Random(options.seed, 'directing', post.code, quarter.code);
      for (let number = random.int(1, 3); number > 0; number--) {
        const on = Math.max(quarter.from, post.from) + random.int(0, 20) * number;
        if (on > TODAY || on >= Math.min(quarter.to, post.to ?? quarter.to)) continue;
        yield directingRow(
          {
            code: `HC-CD-${quarter.code}-${post.code.slice(3)}-${number}`,
            leader: post.leader,
            unit: post.unit.code,
            kind: random.pick(DIRECTING_ACT_KINDS),
            on,
            inPerson: random.chance(80),
            field: random.pick(FIELDS),
            document: 'HC-VB-CHI-DAO',
          },
          ledger.on(on),
        );
      }
    }
  }
}
