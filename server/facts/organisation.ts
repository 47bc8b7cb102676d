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

  constructor(rows: {
    readonly units: readonly UnitRow[];
    readonly lineage: readonly LineageRow[];
    readonly appointments: readonly AppointmentRow[];
    readonly absences: readonly AbsenceRow[];
  }) {
    this.units = new Map(rows.units.map((unit) => [unit.code, unit]));
    this.appointments = new Map(rows.appointments.map((post) => [post.code, post]));
    this.lineage = rows.lineage;
    for (const unit of rows.units) if (unit.parent !== null) push(this.#children, unit.parent, unit);
    for (const post of rows.appointments) {
      push(this.#posts, post.unit, post);
      push(this.#byLeader, post.leader, post);
    }
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

  /** Whole predecessors of a unit: merged into it or renamed to it. A split by an estimated share is none. */
  predecessorsOf(unit: string): readonly LineageRow[] {
    return this.lineage.filter(
      (edge) =>
        edge.successor === unit && (edge.kind === 'MERGE' || edge.kind === 'RENAME') && edge.share === null,
    );
  }

  /** Split or transferred parts that this unit took over with an estimated share: their figures are shown, not scored. */
  estimatedPartsOf(unit: string): readonly LineageRow[] {
    return this.lineage.filter((edge) => edge.successor === unit && edge.share !== null);
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
