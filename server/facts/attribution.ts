import type { Day } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { Role, Subject } from '../../rules/kit/subject.ts';
import type { WorkingCalendar } from '../../rules/kit/working-calendar.ts';
import type { AppointmentRow, Organisation } from './organisation.ts';

/** One stretch of days during which one post-holder answers for a unit, in one capacity. */
interface Tenure {
  /** The subject's key. */
  readonly key: string;
  readonly appointment: string;
  readonly leader: string;
  readonly unit: string;
  readonly capacity: Role;
  /** For a deputy: the fields; empty for those who answer for the whole unit. */
  readonly fields: readonly string[];
  readonly from: Day;
  /** Not included; null is open-ended. */
  readonly to: Day | null;
  /** First day in the post, before any gap: what counts for being new in it. */
  readonly inPostSince: Day;
}

/** Who answers for one unit: its head or acting head for all of it, deputies for their fields. */
interface Answering {
  readonly unitKey: string;
  /** Head and acting head, by first day. */
  readonly heads: readonly Tenure[];
  readonly deputies: readonly Tenure[];
}

/**
 * Who answers for which unit on which days: one relation, computed once per run.
 *
 * No rule and no query knows appointments; facts are joined with it after they are read, so the unit's card, the head's
 * and a deputy's share one row.
 */
export class Attribution {
  readonly #answering = new Map<string, Answering>();

  constructor(organisation: Organisation, units: Iterable<string>) {
    for (const unit of units) {
      const tenures = (role: Role) =>
        organisation
          .postsOf(unit)
          .filter((post) => post.role === role)
          .flatMap((post) => presentTenures(organisation, post));
      const acting = tenures('ACTING');
      // An acting head answers, even while the head they stand in for still holds the post.
      const heads = tenures('HEAD').flatMap((tenure) => without(tenure, acting));
      this.#answering.set(unit, {
        unitKey: `unit:${unit}`,
        heads: [...heads, ...acting].toSorted((a, b) => a.from - b.from),
        deputies: tenures('DEPUTY'),
      });
    }
  }

  /** Undefined for a unit that is not among those of the run. */
  of(unit: string): Answering | undefined {
    return this.#answering.get(unit);
  }
}

/** Fact rows by the subject that answers for them. */
export interface Shares {
  /** Rows that give points, by subject key. */
  readonly counted: Map<string, AttributedRow[]>;
  /** Shown to the holder on the deciding day, but counted for the holder of most of the term. */
  readonly inherited: Map<string, AttributedRow[]>;
}

/** Key of a subject within a run, such as `unit:HC-SO-XD` or `appointment:…`. */
export function subjectKey(subject: Subject): string {
  return subject.kind === 'UNIT' ? `unit:${subject.unit}` : `appointment:${subject.appointment}`;
}

/** What the attribution of rows depends on. */
export interface AttributionTerms {
  readonly organisation: Organisation;
  readonly attribution: Attribution;
  readonly calendar: WorkingCalendar;
  /** In post for fewer working days than this, what was inherited does not count (scheme setting; 0 switches it off). */
  readonly inheritBelowWorkingDays: number;
  /** Day on which somebody must answer for what is not decided yet. */
  readonly undecidedDay: Day;
  /** Keys of the subjects whose rows are wanted. */
  readonly requested: ReadonlySet<string>;
}

/**
 * Distributes fact rows over the requested subjects.
 *
 * A row of a unit goes to the unit's card, to the head on the deciding day, and to deputies in charge of the row's field.
 * A row about a person goes to that person's posts, in the row's unit where it names one.
 *
 * @throws RangeError for a row that names neither a unit nor a person.
 */
export function distribute(rows: Iterable<AttributedRow>, terms: AttributionTerms): Shares {
  const { requested, attribution, organisation, undecidedDay } = terms;
  const shares: Shares = { counted: new Map(), inherited: new Map() };
  for (const row of rows) {
    if (row.leader !== null) {
      for (const post of organisation.postsHeldBy(row.leader)) {
        if (row.unit === null || row.unit === post.unit)
          add(shares.counted, `appointment:${post.code}`, row, requested);
      }
      continue;
    }
    if (row.unit === null) throw new RangeError(`row ${row.code} names neither a unit nor a person`);
    const answering = attribution.of(row.unit);
    if (!answering) continue;
    add(shares.counted, answering.unitKey, row, requested);
    const day = row.decidedOn ?? undecidedDay;
    attributeToHead(row, answering, day, terms, shares);
    if (row.field !== null) {
      for (const deputy of answering.deputies)
        if (covers(deputy, day) && deputy.fields.includes(row.field))
          add(shares.counted, deputy.key, row, requested);
    }
  }
  return shares;
}

function attributeToHead(
  row: AttributedRow,
  { heads }: Answering,
  day: Day,
  terms: AttributionTerms,
  shares: Shares,
): void {
  const holder = heads.find((tenure) => covers(tenure, day));
  // In a vacancy facts count on the unit's card only.
  if (!holder) return;
  const { inheritBelowWorkingDays: threshold, calendar, requested } = terms;
  const isNew =
    threshold > 0 &&
    row.termFrom !== null &&
    row.termFrom < holder.inPostSince &&
    calendar.workingDaysBetween(holder.inPostSince - 1, day) < threshold;
  const answering = isNew ? longestHolder(heads, row.termFrom, day) : holder;
  if (answering) add(shares.counted, answering.key, row, requested);
  if (answering?.appointment !== holder.appointment) add(shares.inherited, holder.key, row, requested);
}

/** The tenure with most days of [from, to]; of equal ones the earlier; null in a long vacancy. */
function longestHolder(heads: readonly Tenure[], from: Day, to: Day): Tenure | null {
  const days = new Map<string, { readonly tenure: Tenure; days: number }>();
  for (const tenure of heads) {
    const held = Math.min(to + 1, tenure.to ?? to + 1) - Math.max(from, tenure.from);
    if (held <= 0) continue;
    const known = days.get(tenure.appointment);
    if (known) known.days += held;
    else days.set(tenure.appointment, { tenure, days: held });
  }
  return (
    [...days.values()].toSorted((a, b) => b.days - a.days || a.tenure.from - b.tenure.from)[0]?.tenure ?? null
  );
}

function covers(tenure: Tenure, day: Day): boolean {
  return tenure.from <= day && (tenure.to === null || day < tenure.to);
}

/** The stretches of a post during which its holder was present. */
function presentTenures(organisation: Organisation, post: AppointmentRow): Tenure[] {
  const whole: Tenure = {
    key: `appointment:${post.code}`,
    appointment: post.code,
    leader: post.leader,
    unit: post.unit,
    capacity: post.role,
    fields: post.fields,
    from: post.from,
    to: post.to,
    inPostSince: post.from,
  };
  return without(whole, organisation.absencesOf(post.leader));
}

function without(tenure: Tenure, gaps: readonly { readonly from: Day; readonly to: Day | null }[]): Tenure[] {
  let stretches = [tenure];
  for (const gap of gaps) {
    stretches = stretches.flatMap((stretch) => {
      const gapEnd = gap.to ?? Number.POSITIVE_INFINITY;
      const end = stretch.to ?? Number.POSITIVE_INFINITY;
      if (gap.from >= end || gapEnd <= stretch.from) return [stretch];
      return [
        ...(gap.from > stretch.from ? [{ ...stretch, to: gap.from }] : []),
        ...(gapEnd < end ? [{ ...stretch, from: gapEnd }] : []),
      ];
    });
  }
  return stretches;
}

function add(
  map: Map<string, AttributedRow[]>,
  key: string,
  row: AttributedRow,
  requested: ReadonlySet<string>,
): void {
  const list = map.get(key);
  if (list) list.push(row);
  else if (requested.has(key)) map.set(key, [row]);
}
