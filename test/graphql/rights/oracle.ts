// Who may see what, told once more and from scratch.
import type { Viewer } from '../../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../../server/modules/roles.ts';
import { GRANT_ROLES } from '../../../server/modules/roles.ts';
import { PEOPLE, RECEIVERS } from './story.ts';

/** Roles that see people, and those that see what was judged of them; every role sees work in its scope. */
const SEES_PEOPLE = GRANT_ROLES.filter((role) => role !== 'VIEWER');
const SEES_JUDGEMENTS = ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'AUDITOR', 'INTEGRATOR'] as const;
export const BELOW: Readonly<Record<string, readonly string[]>> = {
  P: ['P', 'A', 'X', 'B'],
  A: ['A', 'X'],
  X: ['X'],
  B: ['B'],
};
export const HEADS: Readonly<Record<string, string>> = { A: 'ANN', X: 'XUAN', B: 'BAO' };

export interface Allowed {
  readonly units: ReadonlySet<string>;
  /** Units that the viewer heads. */
  readonly headed: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly judged: ReadonlySet<string>;
  readonly judgedUnits: ReadonlySet<string>;
  readonly peopleUnits: ReadonlySet<string>;
  /** Whether configuration that is being prepared may be seen. */
  readonly preparing: boolean;
}

export function allowedTo({ grants, leader }: Viewer): Allowed {
  const mine = grants.filter(({ authority }) => authority === 'T');
  const unitsOf = (roles: readonly GrantRole[]) =>
    new Set(
      mine
        .filter(({ role }) => (roles as readonly string[]).includes(role))
        .flatMap(({ unit }) => BELOW[unit ?? 'P']!),
    );
  const whole = (roles: readonly GrantRole[]) =>
    mine.some(({ role, unit }) => (roles as readonly string[]).includes(role) && unit === null);
  const own = mine.some(({ role }) => role === 'LEADER') && leader !== null ? [leader] : [];
  const persons = (roles: readonly GrantRole[]) =>
    new Set([...(whole(roles) ? PEOPLE : [...unitsOf(roles)].flatMap((unit) => HEADS[unit] ?? [])), ...own]);
  return {
    units: unitsOf(GRANT_ROLES),
    headed: new Set(Object.keys(HEADS).filter((unit) => own.includes(HEADS[unit]!))),
    peopleUnits: unitsOf(SEES_PEOPLE),
    people: persons(SEES_PEOPLE),
    judgedUnits: unitsOf(SEES_JUDGEMENTS),
    judged: persons(SEES_JUDGEMENTS),
    preparing: whole(['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'AUDITOR']),
  };
}

export type Row = Readonly<Record<string, unknown>>;

/** Whether a row may be seen, noun by noun; whatever is missing here is for nobody. */
export const SEEN: Readonly<Record<string, (row: Row, to: Allowed) => boolean>> = {
  ...Object.fromEntries(
    (
      'document unit unitLineage calendarYear period periodUnlock plan taskGroup metric target reading publishedTotal partition ' +
      'indexResult cohort rankingPublication pluginRevision schemeRevision'
    )
      .split(' ')
      .map((entity) => [entity, () => true]),
  ),
  task: (row, { units }) =>
    isReceived(row['code'], units) ||
    [row['lead_unit'], row['assigned_by'], ...(row['coordinating_units'] as string[])].some((unit) =>
      units.has(unit as string),
    ),
  extension: ofTask('unit', 'granted_by'),
  cause: ofTask('unit', 'certified_by'),
  qualityReview: ofTask('unit'),
  handover: ofTask('from_unit', 'to_unit'),
  obstacle: ofTask('blocked_unit', 'owed_by'),
  directingAct: inUnits('unit'),
  reportDuty: inUnits('unit', 'recipient'),
  submission: inUnits('unit'),
  leader: (row, { people }) => people.has(row['code'] as string),
  appointment: (row, { people, peopleUnits }) =>
    peopleUnits.has(row['unit'] as string) ||
    (people.has(row['leader'] as string) && !Object.values(HEADS).includes(row['leader'] as string)) ||
    isOwn(row, people, peopleUnits),
  absence: (row, { people }) => people.has(row['leader'] as string),
  award: (row, { people, peopleUnits }) =>
    row['unit'] === null ? people.has(row['leader'] as string) : peopleUnits.has(row['unit'] as string),
  initiative: (row, { people }) => people.has(row['leader'] as string),
  assessment: (row, { judged }) => judged.has(row['leader'] as string),
  gateFact: (row, { judged }) => judged.has(row['leader'] as string),
  decidedRating: (row, { judged }) => judged.has(row['leader'] as string),
  inspectionFinding: (row, { people, peopleUnits }) =>
    peopleUnits.has(row['unit'] as string) || people.has(row['leader'] as string),
  configurationDraft: (_row, { preparing }) => preparing,
  configurationSimulation: (_row, { preparing }) => preparing,
  configurationSubmission: (_row, { preparing }) => preparing,
  configurationDecision: (_row, { preparing }) => preparing,
  staffRating: (row, { judgedUnits }) => judgedUnits.has(row['unit'] as string),
};

function isReceived(task: unknown, units: ReadonlySet<string>): boolean {
  const receiver = RECEIVERS[task as string];
  return receiver !== undefined && units.has(receiver);
}

/** What is a part of a task is seen by whoever received the task, too. */
function ofTask(...columns: readonly string[]) {
  const own = inUnits(...columns);
  return (row: Row, to: Allowed) => own(row, to) || isReceived(row['task'], to.units);
}

function inUnits(...columns: readonly string[]) {
  return (row: Row, { units }: Allowed) => columns.some((column) => units.has(row[column] as string));
}

/** A leader’s own post lies in a unit that need not be in scope. */
function isOwn(row: Row, people: ReadonlySet<string>, peopleUnits: ReadonlySet<string>): boolean {
  return people.has(row['leader'] as string) && !peopleUnits.has(row['unit'] as string);
}

const role = (name: GrantRole, unit: string | null, leader: string | null = null): Viewer => ({
  subject: `${name} ${unit} ${leader}`,
  leader,
  grants: [{ authority: 'T', role: name, unit }],
});

export const VIEWERS: readonly Viewer[] = [
  ...GRANT_ROLES.flatMap((name) => [role(name, null), role(name, 'A'), role(name, 'B')]),
  role('AUDITOR', 'NOWHERE'),
  role('LEADER', 'A', 'ANN'),
  role('LEADER', 'B', 'ANN'),
  role('LEADER', 'X', 'CHI'),
  // The code of a leader without the role of one opens nothing.
  role('VIEWER', 'A', 'BAO'),
  {
    ...role('UNIT_REPORTER', 'X'),
    grants: [...role('UNIT_REPORTER', 'X').grants, ...role('AUDITOR', 'B').grants],
  },
];
/** Those who try every field: each role below A, some over the whole province, and the particular ones. */
export const CURIOUS = VIEWERS.filter(
  ({ subject }) =>
    !subject.endsWith(' B null') && !/^(HOME|INTEG|UNIT_R|LEADER|VIEWER|ADMIN)\w* null null$/.test(subject),
);
export const NOBODY: readonly Viewer[] = [
  { subject: 'no grant', leader: 'ANN', grants: [] },
  { subject: 'another', leader: 'ANN', grants: [{ authority: 'V', role: 'AUDITOR', unit: null }] },
];

export interface Thing {
  readonly noun: string;
  readonly code: string;
  readonly row: Row;
}

/** The work of the unit that a leader heads is evidence on the leader’s own card, wherever the role lies. */
function isOwnEvidence(row: Row, { headed }: Allowed): boolean {
  return ['lead_unit', 'unit', 'blocked_unit'].some((column) => headed.has(row[column] as string));
}

/** Texts by which a row that may not be seen would be recognised: those that nothing open holds too. */
export function secretsOf(all: readonly Thing[], to: Allowed): ReadonlySet<string> {
  const textsOf = ({ row, code }: Thing) => [
    code,
    ...Object.entries(row).flatMap(([name, value]) =>
      /_vi$|_en$|^text$/.test(name) && typeof value === 'string' && value !== '–' ? [value] : [],
    ),
  ];
  const isOpen = ({ noun: entity, row }: Thing) => SEEN[entity]!(row, to) || isOwnEvidence(row, to);
  const [open, shut] = [true, false].map(
    (wanted) => new Set(all.filter((thing) => isOpen(thing) === wanted).flatMap(textsOf)),
  );
  return new Set([...shut!].filter((text) => !open!.has(text)));
}

export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    yield value;
    // Ids and cursors say what they name.
    const decoded = Buffer.from(value, 'base64url').toString('utf8');
    const name = /^[A-Za-z]+:T:(.+)$/s.exec(decoded);
    if (name) yield name[1]!;
    if (decoded.startsWith('{"l":')) yield* (JSON.parse(decoded) as { k: string[] }).k;
  } else if (Array.isArray(value)) for (const one of value) yield* textsIn(one);
  else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) yield* textsIn(one);
}
