import { code, codes, day, optional } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { Change } from '../../platform/ledger/act.ts';
import { put } from '../../platform/ledger/act.ts';
import { defineAct } from '../../platform/acts/define-act.ts';
import type { ActContext } from '../../platform/acts/define-act.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { appointmentEntity } from '../leader/leader.entity.ts';
import { happenedOn, notBefore, openUnit, unused } from '../steps.ts';
import { handoversOf } from '../task/handovers.ts';
import { lineageEntity, unitEntity } from './unit.entity.ts';
import { refuse } from './unit.problems.ts';

type Unit = Coded<EntityRow<typeof unitEntity>>;
type LineageKind = EntityRow<typeof lineageEntity>['kind'];

const HOME_AFFAIRS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'] as const;
const on = optional(day('Ngày hiệu lực; để trống là hôm nay', 'Effective on; today where left out'));

export const openNewUnit = defineAct({
  name: 'openUnit',
  title: { vi: 'Thành lập cơ quan, đơn vị', en: 'Open a unit' },
  help: {
    vi: 'Thành lập một cơ quan mới trong cây tổ chức.',
    en: 'Opens a new unit below another. Refused where the code is taken: a code never names a second unit.',
  },
  columns: {
    code: unitEntity.columns.code,
    name: unitEntity.columns.name,
    kind: unitEntity.columns.kind,
    parent: code('Cơ quan cấp trên', 'Unit above', 'unit'),
    openedOn: unitEntity.columns.openedOn,
    portalCode: unitEntity.columns.portalCode,
  },
  entity: unitEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  scope: ({ parent }) => [parent],
  async changes(input, context) {
    await unused(unitEntity, input.code, context, 'code');
    await openUnit(input.parent, input.openedOn, context, 'parent');
    const row = { ...input, closedOn: null, nameSince: null, document: context.document };
    return { about: input.code, changes: [put(unitEntity, row)] };
  },
});

/** The unit, which must exist and have nothing below it that would be left behind. @throws Refusal */
async function closing(code: string, day: Day, context: ActContext, path: string): Promise<Unit> {
  const unit = await openUnit(code, day, context, path);
  const below = (await context.pointing(unitEntity, 'parent', code)).filter(
    ({ closedOn }) => closedOn === null,
  );
  if (below.length > 0)
    refuse('UNIT_HAS_UNITS_BELOW', { unit: code, below: below.map((one) => one.code).join(', ') }, path);
  return unit;
}

function eachOnce(units: readonly string[], path: string): void {
  const twice = units.find((unit, index) => units.indexOf(unit) !== index);
  if (twice !== undefined) refuse('DUPLICATE', { code: twice }, path);
}

/** Posts still held in a unit end when it does. */
async function postsEnding(unit: string, day: Day, context: ActContext) {
  const posts = await context.pointing(appointmentEntity, 'unit', unit);
  return posts.filter(({ from, to }) => from < day && (to === null || to > day));
}

/** What a unit that ends leaves to another: lineage, its open tasks that are not overdue, and posts that end. */
async function succession(
  unit: Unit,
  successor: string,
  kind: LineageKind,
  day: Day,
  context: ActContext,
): Promise<Change[]> {
  const posts = await postsEnding(unit.code, day, context);
  return [
    put(unitEntity, { ...unit, closedOn: day }),
    lineage(unit.code, successor, kind, day, null, context),
    ...(await handoversOf(unit.code, successor, day, null, context)),
    ...posts.map((post) => put(appointmentEntity, { ...post, to: day })),
  ];
}

function lineage(
  predecessor: string,
  successor: string,
  kind: LineageKind,
  day: Day,
  field: string | null,
  { document }: ActContext,
): Change {
  const row = { predecessor, successor, kind, on: day, share: null, field, note: null, document };
  return put(lineageEntity, row);
}

export const mergeUnits = defineAct({
  name: 'mergeUnits',
  title: { vi: 'Sáp nhập, hợp nhất', en: 'Merge units' },
  help: {
    vi: 'Các cơ quan kết thúc hoạt động, nhập vào một cơ quan đang hoạt động. Nhiệm vụ đang mở chuyển sang đó, giữ nguyên hạn; nhiệm vụ quá hạn ở lại.',
    en: 'Units end and become part of one that exists (open it first where it is new). Their open tasks pass to it with their dates; overdue ones stay; posts in them end. Refused while a unit has others below it.',
  },
  columns: {
    units: codes('Các cơ quan kết thúc', 'Units that end', 'unit'),
    into: code('Cơ quan kế thừa', 'Unit that takes them in', 'unit'),
    on,
  },
  entity: unitEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  paths: { predecessor: 'units', successor: 'into', closedOn: 'on' },
  scope: ({ units, into }) => [...units, into],
  async changes({ units, into, on: given }, context) {
    const day = happenedOn(given, context, 'on');
    if (units.length === 0) refuse('REQUIRED', {}, 'units');
    eachOnce(units, 'units');
    if (units.includes(into)) refuse('SAME_UNIT', { unit: into }, 'into');
    await openUnit(into, day, context, 'into');
    const parts = await Promise.all(
      units.map(async (unit) =>
        succession(await closing(unit, day, context, 'units'), into, 'MERGE', day, context),
      ),
    );
    return { about: into, changes: parts.flat() };
  },
});

export const splitUnit = defineAct({
  name: 'splitUnit',
  title: { vi: 'Chia, tách', en: 'Split a unit' },
  help: {
    vi: 'Cơ quan kết thúc hoạt động, chia cho các cơ quan đang hoạt động; nhiệm vụ đang mở chuyển sang cơ quan được chỉ định.',
    en: 'A unit ends and is divided among others that exist (open them first). Its open tasks pass to the one named; overdue ones stay; posts in it end. Refused while it has units below it.',
  },
  columns: {
    unit: code('Cơ quan kết thúc', 'Unit that ends', 'unit'),
    into: codes('Các cơ quan kế thừa', 'Units that succeed it', 'unit'),
    tasksTo: code('Cơ quan nhận nhiệm vụ', 'Successor that takes its open tasks', 'unit'),
    on,
  },
  entity: unitEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  paths: { predecessor: 'unit', successor: 'into', closedOn: 'on' },
  scope: ({ unit, into }) => [unit, ...into],
  async changes({ unit: code, into, tasksTo, on: given }, context) {
    const day = happenedOn(given, context, 'on');
    eachOnce(into, 'into');
    if (into.includes(code)) refuse('SAME_UNIT', { unit: code }, 'into');
    if (!into.includes(tasksTo)) refuse('NOT_A_SUCCESSOR', { unit: tasksTo }, 'tasksTo');
    await Promise.all(into.map((successor) => openUnit(successor, day, context, 'into')));
    const unit = await closing(code, day, context, 'unit');
    const others = into.filter((successor) => successor !== tasksTo);
    return {
      about: code,
      changes: [
        ...(await succession(unit, tasksTo, 'SPLIT', day, context)),
        ...others.map((successor) => lineage(code, successor, 'SPLIT', day, null, context)),
      ],
    };
  },
});

export const renameUnit = defineAct({
  name: 'renameUnit',
  title: { vi: 'Đổi tên', en: 'Rename a unit' },
  help: {
    vi: 'Cơ quan tiếp tục dưới tên mới, giữ nguyên mã: chức vụ, nhiệm vụ, chế độ báo cáo, mức giao và số liệu không thay đổi.',
    en: 'A unit goes on under a new name and its own code: posts, tasks, reporting duties, targets and figures stay as they are. Earlier positions of the ledger show the former name.',
  },
  columns: {
    unit: code('Cơ quan', 'Unit', 'unit'),
    newCode: optional(
      code(
        'Không dùng nữa, sẽ bỏ sau 2027-06-30: cơ quan đổi tên giữ nguyên mã',
        'No longer used, to be removed after 2027-06-30: a renamed unit keeps its code',
      ),
    ),
    name: unitEntity.columns.name,
    on,
  },
  entity: unitEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  paths: { nameSince: 'on' },
  scope: ({ unit }) => [unit],
  async changes({ unit: code, newCode, name, on: given }, context) {
    const day = happenedOn(given, context, 'on');
    const unit = await openUnit(code, day, context, 'unit');
    if (newCode !== null && newCode !== code) refuse('RENAME_KEEPS_CODE', { unit: code }, 'newCode');
    notBefore(day, unit.nameSince, 'on');
    const renamed = { ...unit, name, nameSince: day, document: context.document };
    return { about: code, changes: [put(unitEntity, renamed)] };
  },
});

export const transferFunction = defineAct({
  name: 'transferFunction',
  title: { vi: 'Chuyển chức năng', en: 'Transfer a function' },
  help: {
    vi: 'Một lĩnh vực chuyển từ cơ quan này sang cơ quan khác; nhiệm vụ đang mở thuộc lĩnh vực đó chuyển theo.',
    en: 'A field passes from one unit to another, both of which go on; its open tasks of that field go with it, overdue ones stay. Refused where a function passed between the two before.',
  },
  columns: {
    unit: code('Cơ quan giao', 'From unit', 'unit'),
    to: code('Cơ quan nhận', 'To unit', 'unit'),
    field: code('Lĩnh vực', 'Field'),
    on,
  },
  entity: unitEntity,
  by: HOME_AFFAIRS,
  evidence: 'required',
  paths: { predecessor: 'unit', successor: 'to' },
  scope: ({ unit, to }) => [unit, to],
  async changes({ unit, to, field, on: given }, context) {
    const day = happenedOn(given, context, 'on');
    if (unit === to) refuse('SAME_UNIT', { unit }, 'to');
    await openUnit(unit, day, context, 'unit');
    await openUnit(to, day, context, 'to');
    await unused(lineageEntity, `${unit}/${to}/FUNCTION_TRANSFER`, context, 'to');
    return {
      about: to,
      changes: [
        lineage(unit, to, 'FUNCTION_TRANSFER', day, field, context),
        ...(await handoversOf(unit, to, day, field, context)),
      ],
    };
  },
});
