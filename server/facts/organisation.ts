import type { Day } from '../../rules/kit/day.ts';
import type { Period } from '../../rules/kit/period.ts';
import type { AppointmentSubject, UnitSubject } from '../../rules/kit/subject.ts';
import type { absenceEntity, appointmentEntity } from '../modules/leader/leader.entity.ts';
import type { lineageEntity, unitEntity } from '../modules/unit/unit.entity.ts';
import type { EntityRow } from '../platform/model/entity.ts';

/** A unit as recorded. */
export type UnitRow = EntityRow<typeof unitEntity>;
/** A merger, split, renaming or transfer between two units, as recorded. */
export type LineageRow = EntityRow<typeof lineageEntity>;
/** A leader’s post in a unit over a span of days, as recorded. */
export type AppointmentRow = EntityRow<typeof appointmentEntity>;
/** A leader’s absence over a span of days, as recorded. */
export type AbsenceRow = EntityRow<typeof absenceEntity>;

/** Units, lineage, posts and absences of one authority as known at one position. Read once per run. */
export class Organisation {
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly appointments: ReadonlyMap<string, AppointmentRow>;
  readonly lineage: readonly LineageRow[];
  readonly #children = new Map<string, UnitRow[]>();
  readonly #posts = new Map<string, AppointmentRow[]>();
  readonly #byLeader = new Map<string, AppointmentRow[]>();
  readonly #absences = new Map<string, AbsenceRow[]>();
  readonly #edgesInto = new Map<string, LineageRow[]>();

  constructor(rows: {
    readonly units: readonly UnitRow[];
    readonly lineage: readonly LineageRow[];
    readonly appointments: readonly AppointmentRow[];
    readonly absences: readonly AbsenceRow[];
  }) {
    this.units = new Map(rows.units.map((unit) => [unit.code, unit]));
    const posts = rows.appointments.flatMap((post) => heldPost(post, this.units.get(post.unit)!));
    this.appointments = new Map(posts.map((post) => [post.code, post]));
    this.lineage = rows.lineage;
    for (const unit of rows.units) if (unit.parent !== null) push(this.#children, unit.parent, unit);
    for (const post of posts) {
      push(this.#posts, post.unit, post);
      push(this.#byLeader, post.leader, post);
    }
    for (const edge of rows.lineage) push(this.#edgesInto, edge.successor, edge);
    for (const absence of rows.absences) push(this.#absences, absence.leader, absence);
  }

  postsOf(unit: string): readonly AppointmentRow[] {
    return this.#posts.get(unit) ?? [];
  }

  postsHeldBy(leader: string): readonly AppointmentRow[] {
    return this.#byLeader.get(leader) ?? [];
  }

  absencesOf(leader: string): readonly AbsenceRow[] {
    return this.#absences.get(leader) ?? [];
  }

  /** Units directly below that existed on some day of [from, to). */
  childrenOf(unit: string, from: Day, to: Day): readonly UnitRow[] {
    return (this.#children.get(unit) ?? []).filter((child) => existsIn(child, from, to));
  }

  /**
   * Units that had become this one before a day: merged into it or renamed to it, and those merged into them.
   * Each once, the nearest first; a split by an estimated share is none.
   */
  predecessorsOf(unit: string, before: Day): readonly string[] {
    const found = new Set([unit]);
    for (const successor of found) {
      for (const { predecessor, kind, on, share } of this.#edgesInto.get(successor) ?? [])
        if ((kind === 'MERGE' || kind === 'RENAME') && share === null && on < before) found.add(predecessor);
    }
    found.delete(unit);
    return [...found];
  }

  /**
   * Units of which this one, or a predecessor, had taken over an estimated share before a day.
   * Their figures are shown, not scored.
   */
  estimatedPartsOf(unit: string, before: Day): readonly string[] {
    const edges = [unit, ...this.predecessorsOf(unit, before)].flatMap(
      (successor) => this.#edgesInto.get(successor) ?? [],
    );
    return [
      ...new Set(
        edges.filter(({ share, on }) => share !== null && on < before).map(({ predecessor }) => predecessor),
      ),
    ];
  }

  /** Whether a reorganisation touched the unit on a day of [from, to): a rank change then compares different things. */
  changedIn(unit: string, from: Day, to: Day): boolean {
    return this.lineage.some(
      (edge) => (edge.successor === unit || edge.predecessor === unit) && edge.on >= from && edge.on < to,
    );
  }

  unitSubject(unit: UnitRow): UnitSubject {
    return { kind: 'UNIT', unit: unit.code, unitKind: unit.kind, superiorUnit: unit.parent };
  }

  appointmentSubject(post: AppointmentRow): AppointmentSubject {
    const unit = this.units.get(post.unit)!;
    return {
      kind: 'APPOINTMENT',
      unit: post.unit,
      unitKind: unit.kind,
      superiorUnit: unit.parent,
      appointment: post.code,
      leader: post.leader,
      role: post.role,
      legalStatus: post.legalStatus,
      from: post.from,
      to: post.to,
      fields: post.fields,
    };
  }
}

/** The post as it was held: a post ends with its unit, and none begins once the unit is closed. */
function heldPost(post: AppointmentRow, { closedOn }: UnitRow): readonly AppointmentRow[] {
  if (closedOn === null || (post.to !== null && post.to <= closedOn)) return [post];
  return post.from >= closedOn ? [] : [{ ...post, to: closedOn }];
}

/** Whether a unit existed on some day of [from, to). */
export function existsIn(
  thing: { readonly openedOn: Day; readonly closedOn: Day | null },
  from: Day,
  to: Day,
): boolean {
  return thing.openedOn < to && (thing.closedOn === null || thing.closedOn > from);
}

/** Whether a post was held on some day of the period. */
export function heldIn(
  post: { readonly from: Day; readonly to: Day | null },
  period: Pick<Period, 'from' | 'to'>,
): boolean {
  return post.from < period.to && (post.to === null || post.to > period.from);
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
