import type { Column } from '../../../rules/kit/columns.ts';
import type { Day } from '../../../rules/kit/day.ts';
import type { ScopeEntities } from '../model/data-model.ts';
import type { AnyEntity, VisibilityClass } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import { visibleAt } from '../ledger/reading.ts';
import { versionTable } from '../model/storage.ts';
import type { ViewerClaims } from '../database/database.ts';
import type { Roles, Viewer } from '../model/viewer.ts';

/*
 * Who may see and do what, by the roles that the data model declares. Lists, counts, lookups, ranks, cards and acts all use it,
 * and the database gets the same rights as claims: its policies hold where the program forgets to check.
 */

/** Classes that a scope narrows; OPEN rows are open to every viewer with a grant in the authority. */
export type ScopedClass = Exclude<VisibilityClass, 'OPEN'>;
const SCOPED = ['UNIT', 'PERSON', 'EVALUATION'] as const satisfies readonly ScopedClass[];

/** Units that a class is open in: all of the authority, or those with these codes. */
export type Scope = 'ALL' | ReadonlySet<string>;

/** What one viewer may see of one authority, by its organisation at one position. */
export interface Rights {
  readonly authority: string;
  /** Code of the leader that the viewer is, whose own rows are open; null for none. */
  readonly leader: string | null;
  readonly scopes: Readonly<Record<ScopedClass, Scope>>;
  /** Cache key: equal for two viewers who may see the same. */
  readonly key: string;
}

/** Whether the viewer has any grant in the authority. */
export function mayEnter(viewer: Viewer, authority: string): boolean {
  return viewer.grants.some((grant) => grant.authority === authority);
}

/**
 * Whether a viewer may perform an act of an authority.
 * @param by roles that may perform it, in some part of the organisation at least
 * @param above the unit that the act lies with and every unit above it; null where it concerns the authority as a whole
 */
export function mayAct(
  viewer: Viewer,
  by: readonly string[],
  authority: string,
  above: readonly string[] | null,
): boolean {
  return viewer.grants.some(
    (grant) =>
      grant.authority === authority &&
      by.includes(grant.role) &&
      (grant.unit === null || (above !== null && above.includes(grant.unit))),
  );
}

/** Whether the viewer has one of the roles anywhere in the authority. */
export function hasRole(viewer: Viewer, by: readonly string[], authority: string): boolean {
  return viewer.grants.some((grant) => grant.authority === authority && by.includes(grant.role));
}

/** Codes of the units that head the viewer’s scopes in an authority, each once. */
export function headsOf(viewer: Viewer, authority: string): string[] {
  const heads = viewer.grants.flatMap((grant) =>
    grant.authority === authority && grant.unit !== null ? [grant.unit] : [],
  );
  return [...new Set(heads)];
}

/**
 * The viewer’s rights in an authority.
 * @param below codes of a unit and of every unit below it
 */
export function rightsOf(
  roles: Roles,
  viewer: Viewer,
  authority: string,
  below: (unit: string) => readonly string[],
): Rights {
  const grants = viewer.grants.filter((grant) => grant.authority === authority);
  const scopeOf = (kind: ScopedClass): Scope => {
    const opening = grants.filter(({ role }) => roles[role]?.opens.includes(kind));
    if (opening.some(({ unit }) => unit === null)) return 'ALL';
    return new Set(opening.flatMap(({ unit }) => below(unit!)));
  };
  const leader = grants.some(({ role }) => roles[role]?.isLeader) ? viewer.leader : null;
  const scopes = { UNIT: scopeOf('UNIT'), PERSON: scopeOf('PERSON'), EVALUATION: scopeOf('EVALUATION') };
  const visible = SCOPED.map((kind) => (scopes[kind] === 'ALL' ? 'ALL' : [...scopes[kind]]));
  return { authority, leader, scopes, key: JSON.stringify([authority, leader, visible]) };
}

/** The rights of the system itself, which reads everything. */
export function systemRights(authority: string): Rights {
  return {
    authority,
    leader: null,
    scopes: { UNIT: 'ALL', PERSON: 'ALL', EVALUATION: 'ALL' },
    key: 'SYSTEM',
  };
}

/** The rights as claims for the row-level policies of the database. */
export function claimsOf({ authority, leader, scopes }: Rights): ViewerClaims {
  const whole = SCOPED.filter((kind) => scopes[kind] === 'ALL');
  const units = SCOPED.flatMap((kind) => {
    const scope = scopes[kind];
    return kind === 'UNIT' || scope === 'ALL' || scope.size === 0 ? [] : [[kind, [...scope]] as const];
  });
  return { authority, leader, whole, units: Object.fromEntries(units) };
}

/**
 * Whether any row of the class can be open to the viewer.
 *
 * Where none can, a request for a list of them is refused, rather than answered with an empty list.
 */
export function mayAskFor({ scopes, leader }: Rights, kind: VisibilityClass): boolean {
  if (kind === 'OPEN') return true;
  const scope = scopes[kind];
  return scope === 'ALL' || scope.size > 0 || (kind !== 'UNIT' && leader !== null);
}

/** Whether a class of rows is open in a unit. */
export function isInScope({ scopes }: Rights, kind: ScopedClass, unit: string): boolean {
  const scope = scopes[kind];
  return scope === 'ALL' || scope.has(unit);
}

/** The subject of a card. */
export interface CardSubject {
  /** Null on a unit’s own card. */
  readonly leader: string | null;
  /** Units of all posts that the card was earned in. */
  readonly units: readonly string[];
}

/** Whether a card is open: a unit’s by class UNIT, a person’s by EVALUATION or to that person. */
export function maySeeCard(rights: Rights, { leader, units }: CardSubject): boolean {
  const kind = leader === null ? 'UNIT' : 'EVALUATION';
  return (
    (leader !== null && leader === rights.leader) ||
    (units.length > 0 && units.every((unit) => isInScope(rights, kind, unit)))
  );
}

/** Adds a value to a statement’s parameters. @returns its placeholder, such as "$3" */
export type Parameter = (value: string | number) => string;

/**
 * SQL condition for the rows of an entity that the rights open; null where all are open.
 *
 * Parameter 2 of the statement is the position. Rows that were handed over, and their parts, are open to the receiving unit too.
 * PERSON rows are open in every unit where the person has held a post by `asOf`; EVALUATION rows only where the post is still
 * held on that day.
 * @param alias of the version table
 */
export function visibleTo(
  entity: AnyEntity,
  dataModel: ScopeEntities,
  rights: Rights,
  asOf: Day,
  alias: string,
): ((parameter: Parameter) => string) | null {
  const { visibility, columns } = entity;
  if (visibility.class === 'OPEN') return null;
  const scope = rights.scopes[visibility.class];
  if (scope === 'ALL') return null;
  // What names neither a person nor a unit is open over a whole authority only.
  if (visibility.class !== 'UNIT' && visibility.leader === null && visibility.unit === null)
    return () => 'false';
  const stored = (column: string) => `${alias}."${storedNames(column, columns[column]!)[0]!}"`;
  return (parameter) => {
    const units = `(select jsonb_array_elements_text(${parameter(JSON.stringify([...scope]))}::text::jsonb))`;
    if (visibility.class === 'UNIT') {
      const inScope = visibility.units.map((name) =>
        columns[name]!.type === 'codes'
          ? `exists (select 1 from unnest(${stored(name)}) as c(unit) where c.unit in ${units})`
          : `${stored(name)} in ${units}`,
      );
      const whole = wholeOf(entity, dataModel);
      return [...inScope, ...(whole === null ? [] : [received(dataModel, stored(whole), units)])].join(
        ' or ',
      );
    }
    const { leader, unit } = visibility;
    const day = () => `(date '1970-01-01' + ${parameter(asOf)}::int)`;
    const ofPosts = leader && heldPosts(dataModel, stored(leader), units, day(), visibility.class);
    return [
      ...(leader && rights.leader !== null ? [`${stored(leader)} = ${parameter(rights.leader)}`] : []),
      ...(unit ? [`${stored(unit)} in ${units}`] : []),
      ...(ofPosts ? [unit ? `(${stored(unit)} is null and ${ofPosts})` : ofPosts] : []),
    ].join(' or ');
  };
}

/**
 * Column with the code of what may be handed over: the row itself or its whole; null for other entities.
 */
function wholeOf({ name, partOf, columns }: AnyEntity, { handovers, whole }: ScopeEntities): string | null {
  const passedOn = pointedTo(handovers.columns[whole]!);
  if (name === passedOn) return 'code';
  return partOf !== null && pointedTo(columns[partOf]!) === passedOn ? partOf : null;
}

function pointedTo(column: Column): string | null {
  return column.type === 'code' ? (column.of ?? null) : null;
}

function received({ handovers, whole, receiver }: ScopeEntities, code: string, units: string): string {
  const column = (name: string) => `h."${storedNames(name, handovers.columns[name]!)[0]!}"`;
  return `${code} in (
    select ${column(whole)} from "${versionTable(handovers)}" h
    where h.authority = $1 and ${visibleAt('h', 2)} and ${column(receiver)} in ${units}
  )`;
}

function heldPosts(
  { posts, leader, unit, from, to }: ScopeEntities,
  person: string,
  units: string,
  day: string,
  kind: 'PERSON' | 'EVALUATION',
): string {
  const column = (name: string) => `p."${storedNames(name, posts.columns[name]!)[0]!}"`;
  const until = kind === 'PERSON' ? '' : ` and (${column(to)} is null or ${column(to)} > ${day})`;
  return `${person} in (
    select ${column(leader)} from "${versionTable(posts)}" p
    where p.authority = $1 and ${visibleAt('p', 2)} and ${column(unit)} in ${units}
      and ${column(from)} <= ${day}${until}
  )`;
}
