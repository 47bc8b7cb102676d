import { CLEAR_ELEMENTS } from '../../../rules/facts/assignment.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { civilOf } from '../../../rules/kit/day.ts';
import type { taskEntity as TaskEntity } from '../../modules/task/task.entity.ts';
import { planEntity, taskGroupEntity, taskEntity } from '../../modules/task/task.entity.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Ledger } from './acts.ts';
import { FIELDS } from './leaders.ts';
import type { ProvinceOptions, Quarter } from './options.ts';
import { QUARTERS, TODAY } from './options.ts';
import { costKindOf } from './profiles.ts';
import { Random } from './random.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { Unit } from './units.ts';
import { ROOT, standsThrough } from './units.ts';

const YEARS = [2024, 2025, 2026] as const;
/** Quantities keep three decimals. */
const UNIT = 1000n;

const planRow = rowsOf(planEntity);
const groupRow = rowsOf(taskGroupEntity);

/** One plan a year. */
export function* planEntries(): Generator<Entry> {
  for (const year of YEARS) {
    yield planRow({
      code: `HC-KH-${year}`,
      title: { vi: `Kế hoạch năm ${year} (hư cấu)`, en: `Plan of ${year} (fictional)` },
      year,
      issuedBy: ROOT,
      document: 'HC-VB-KE-HOACH',
    });
  }
}

/** The groups of each plan, one a field. */
export function* groupEntries(): Generator<Entry> {
  for (const year of YEARS) {
    for (const [index, field] of FIELDS.entries()) {
      yield groupRow({
        code: `HC-KH-${year}-${index + 1}`,
        plan: `HC-KH-${year}`,
        title: { vi: `Nhóm ${field} ${year} (hư cấu)`, en: `Group ${field} ${year} (fictional)` },
      });
    }
  }
}

interface Slot {
  readonly unit: Unit;
  readonly quarter: Quarter;
  /** Which of the unit's tasks of the quarter. */
  readonly number: number;
}

/** Where tasks fall: evenly over the units, one quarter after the other, without cast; more in 2026 with cast. */
function* slotsOf(options: ProvinceOptions, units: readonly Unit[]): Generator<Slot> {
  if (!options.cast) {
    const below = units.filter((unit) => unit.parent !== null);
    for (let index = 0; index < options.tasks; index++) {
      const unit = below[index % below.length]!;
      const round = Math.floor(index / below.length);
      yield {
        unit,
        quarter: QUARTERS[round % QUARTERS.length]!,
        number: Math.floor(round / QUARTERS.length),
      };
    }
    return;
  }
  for (const quarter of QUARTERS) {
    for (const unit of units) {
      if (!standsThrough(unit, quarter.from, quarter.to)) continue;
      if (costKindOf(true, unit.code, quarter) === 'NONE') continue;
      const year = civilOf(quarter.from).year;
      const many = year < 2026 ? 1 : quarter.code === '2026-Q4' || unit.kind === 'COMMUNE' ? 2 : 4;
      for (let number = 0; number < many; number++) yield { unit, quarter, number };
    }
  }
}

type Fate = 'ON_TIME' | 'LATE' | 'SHORT' | 'OVERDUE' | 'AWAITING';

/** What becomes of a task once its date is near. */
function fateOf(slot: Slot, cast: boolean, random: Random): Fate {
  const work = costKindOf(cast, slot.unit.code, slot.quarter);
  switch (work) {
    case 'FULL':
    case 'NONE':
      return 'ON_TIME';
    case 'GOOD':
      return slot.number === 0 ? 'LATE' : 'ON_TIME';
    case 'HALF':
      return (['OVERDUE', 'SHORT', 'ON_TIME', 'OVERDUE'] as const)[slot.number % 4]!;
    case 'POOR':
      return slot.number === 0 ? 'LATE' : 'OVERDUE';
    case 'MIXED': {
      const draw = random.int(1, 100);
      return draw <= 82
        ? 'ON_TIME'
        : draw <= 90
          ? 'LATE'
          : draw <= 94
            ? 'SHORT'
            : draw <= 98
              ? 'OVERDUE'
              : 'AWAITING';
    }
    default:
      return work satisfies never;
  }
}

/** A row of the tasks' file. */
export type TaskRow = EntityRow<typeof TaskEntity>;

/** Makes a row of the tasks' file. */
export const taskRow = rowsOf(taskEntity);

/** The tasks of everyday work, made one at a time. */
export function* taskEntries(
  options: ProvinceOptions,
  units: readonly Unit[],
  ledger: Ledger,
): Generator<Entry> {
  let serial = 0;
  for (const slot of slotsOf(options, units)) yield taskOf(slot, ++serial, options, ledger);
}

function taskOf(slot: Slot, serial: number, options: ProvinceOptions, ledger: Ledger): Entry {
  const { unit, quarter, number } = slot;
  const random = new Random(options.seed, 'task', serial);
  const isSet = costKindOf(options.cast, unit.code, quarter) !== 'MIXED';
  const assignedOn = quarter.from + random.int(0, 12);
  const dueDay = quarter.from + 40 + ((number * 11) % 33) + random.int(0, 9);
  const field = random.pick(FIELDS);
  const year = civilOf(quarter.from).year;
  const quantity = BigInt(isSet ? 4 : random.int(1, 9)) * UNIT;
  const fate = fateOf(slot, options.cast, random);
  const life = lifeOf(fate, assignedOn, dueDay, quantity, random);
  const last = Math.max(assignedOn, life.acceptedOn ?? life.submittedOn ?? Math.min(dueDay, TODAY));
  // With the year, more assignments state all six elements.
  const clear = random.chance(isSet ? 100 : 60 + (year - 2024) * 15)
    ? CLEAR_ELEMENTS
    : CLEAR_ELEMENTS.slice(0, 4);
  const code = `HC-NV-${String(serial).padStart(options.cast ? 4 : 6, '0')}`;
  return taskRow(
    {
      code,
      title: { vi: `Nhiệm vụ ${serial} (hư cấu)`, en: `Task ${serial} (fictional)` },
      plan: `HC-KH-${year}`,
      group: `HC-KH-${year}-${FIELDS.indexOf(field) + 1}`,
      leadUnit: unit.code,
      assignedBy: unit.parent === null ? null : ROOT,
      assignedOn,
      field,
      dueKind: random.chance(80) ? 'BY' : 'BEFORE',
      dueDay,
      assignedQuantity: quantity,
      coefficient: BigInt(isSet ? 1 : random.pick([1, 1, 2, 5])) * UNIT,
      clearRecorded: true,
      clear,
      startedOn: assignedOn + 2 > TODAY ? null : assignedOn + 2,
      ...life,
    },
    ledger.on(last),
  );
}

type Life = Pick<
  TaskRow,
  | 'submittedOn'
  | 'acceptedSubmissionOn'
  | 'acceptedOn'
  | 'doneQuantity'
  | 'acceptedQuantity'
  | 'beyondRequired'
>;

const OPEN: Life = {
  submittedOn: null,
  acceptedSubmissionOn: null,
  acceptedOn: null,
  doneQuantity: null,
  acceptedQuantity: null,
  beyondRequired: null,
};

/** What had happened to a task by the day the province was last written to. */
function lifeOf(fate: Fate, assignedOn: Day, dueDay: Day, quantity: bigint, random: Random): Life {
  const early = random.int(2, 12);
  const wait = random.int(0, 3);
  if (fate === 'OVERDUE') return OPEN;
  const submittedOn = fate === 'LATE' ? dueDay + 2 + random.int(1, 7) : Math.max(assignedOn, dueDay - early);
  if (submittedOn > TODAY) return OPEN;
  const acceptedOn = submittedOn + wait;
  if (fate === 'AWAITING' || acceptedOn > TODAY) return { ...OPEN, submittedOn };
  return {
    submittedOn,
    acceptedSubmissionOn: submittedOn,
    acceptedOn,
    doneQuantity: quantity,
    acceptedQuantity: fate === 'SHORT' ? (quantity * 3n) / 4n : quantity,
    beyondRequired: fate === 'ON_TIME' && random.chance(55) ? BigInt(random.int(5, 40)) * 100n : 0n,
  };
}
