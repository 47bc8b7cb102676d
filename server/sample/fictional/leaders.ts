import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import type { LegalStatus, Role } from '../../../rules/kit/subject.ts';
import { absenceEntity, appointmentEntity, leaderEntity } from '../../modules/leader/leader.entity.ts';
import type { Ledger } from './acts.ts';
import type { ProvinceOptions } from './options.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { Unit } from './units.ts';

/** Fields that deputies are assigned, and that tasks and metrics carry. */
export const FIELDS = ['HC-LV-DVC', 'HC-LV-SO-HOA', 'HC-LV-DU-LIEU'] as const;

/** A post as the other generators need it. */
export interface Post {
  readonly code: string;
  readonly leader: string;
  readonly unit: Unit;
  readonly role: Role;
  readonly from: Day;
  readonly to: Day | null;
  readonly fields: readonly string[];
  readonly legalStatus: LegalStatus;
}

/** The leader who heads a unit from the start. */
export const headOf = (unit: string): string => `${unit}-L1`;

/** Posts whose holder changed, in the province with cast: unit, number of the leader, role, from, to. */
const CHANGES: readonly (readonly [string, string, Role, string, string | null])[] = [
  // Handover in the middle of a quarter: what was assigned before reads as inherited.
  ['HC-SO-TC', 'HC-SO-TC-L2', 'HEAD', '2026-08-17', null],
  // Five weeks of vacancy between the two heads.
  ['HC-SO-NNMT', 'HC-SO-NNMT-L2', 'HEAD', '2026-08-24', null],
  // A deputy acts, for want of a head.
  ['HC-BQL-KCN', 'HC-BQL-KCN-L2', 'ACTING', '2026-07-01', null],
  // The head of justice also acts as head of the inspectorate: two posts at once.
  ['HC-TT', headOf('HC-SO-TP'), 'ACTING', '2026-07-15', null],
];

const ENDS: Readonly<Record<string, string>> = {
  'HC-SO-TC': '2026-08-17',
  'HC-SO-NNMT': '2026-07-20',
  'HC-BQL-KCN': '2026-07-01',
  'HC-TT': '2026-07-15',
};

/** Units of the cast with deputies: two in home affairs and construction, one in the others. */
const DEPUTIES: Readonly<Record<string, number>> = {
  'HC-SO-NV': 2,
  'HC-SO-XD': 2,
  'HC-BQL-KCN': 1,
  'HC-SO-YT': 1,
  'HC-CA': 1,
};

/** Every post that is ever held. */
export function postsOf(options: ProvinceOptions, units: readonly Unit[]): readonly Post[] {
  const posts = units.flatMap((unit) => {
    const deputies = options.cast
      ? (DEPUTIES[unit.code] ?? 0)
      : unit.parent === null
        ? 0
        : options.leadersPerUnit - 1;
    const end = options.cast ? ENDS[unit.code] : undefined;
    const base = { unit, from: unit.opened, legalStatus: unit.headStatus };
    const head: Post = {
      ...base,
      code: `${unit.code}-B1`,
      leader: headOf(unit.code),
      role: 'HEAD',
      to: end === undefined ? unit.closed : parseDay(end),
      fields: [],
    };
    const others = Array.from({ length: deputies }, (_, index): Post => ({
      ...base,
      code: `${unit.code}-B${index + 2}P`,
      leader: `${unit.code}-L${index + 2}`,
      role: 'DEPUTY',
      to: unit.closed,
      fields: [FIELDS[index % FIELDS.length]!],
    }));
    return [head, ...others];
  });
  if (!options.cast) return posts;
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const changes = CHANGES.map(([unit, leader, role, from, to], index): Post => ({
    code: `${unit}-C${index + 1}`,
    leader,
    unit: byCode.get(unit)!,
    role,
    from: parseDay(from),
    to: to === null ? null : parseDay(to),
    fields: [],
    legalStatus: 'CIVIL_SERVANT',
  }));
  return [...posts, ...changes];
}

const CALLED: Readonly<Record<Role, readonly [string, string]>> = {
  HEAD: ['Người đứng đầu', 'Head'],
  DEPUTY: ['Cấp phó', 'Deputy'],
  ACTING: ['Người được giao phụ trách', 'Acting head'],
};

const titleOf = ({ role, unit }: Post) => ({
  vi: `${CALLED[role][0]} ${unit.vi}`,
  en: `${CALLED[role][1]}, ${unit.en}`,
});

const leaderRow = rowsOf(leaderEntity);

/** People by the first post they held; no names. */
export function* leaderEntries(posts: readonly Post[], ledger: Ledger): Generator<Entry> {
  const seen = new Set<string>();
  for (const post of posts) {
    if (seen.has(post.leader)) continue;
    seen.add(post.leader);
    yield leaderRow({ code: post.leader, label: titleOf(post) }, openingActOf(post, ledger));
  }
}

const postRow = rowsOf(appointmentEntity);

/** Posts as recorded when they began, and again when they ended. */
export function* appointmentEntries(posts: readonly Post[], ledger: Ledger): Generator<Entry> {
  for (const post of posts) {
    const begun = {
      code: post.code,
      leader: post.leader,
      unit: post.unit.code,
      post: titleOf(post),
      role: post.role,
      from: post.from,
      fields: post.fields,
      legalStatus: post.legalStatus,
      similarGroup: `HC-N-${post.unit.kind}`,
    };
    const opening = openingActOf(post, ledger);
    const closing = closingActOf(post, ledger);
    if (post.to === null || opening !== closing) yield postRow(begun, opening);
    if (post.to !== null) yield postRow({ ...begun, to: post.to }, closing);
  }
}

function openingActOf(post: Post, ledger: Ledger): string | null {
  return post.from === post.unit.opened ? ledger.named(post.unit.openingAct) : ledger.on(post.from);
}

function closingActOf(post: Post, ledger: Ledger): string | null {
  if (post.to === null) return null;
  return post.to === post.unit.closed ? ledger.named(post.unit.closingAct!) : ledger.on(post.to);
}

const absenceRow = rowsOf(absenceEntity);

/**
 * Absences of the cast.
 * A whole quarter of maternity leave, and three weeks of training that change little.
 */
export function* absenceEntries(ledger: Ledger): Generator<Entry> {
  yield absenceRow(
    {
      code: 'HC-VANG-1',
      leader: headOf('HC-SO-CT'),
      kind: 'MATERNITY',
      from: parseDay('2026-07-01'),
      to: parseDay('2026-10-01'),
    },
    ledger.on(parseDay('2026-07-01')),
  );
  yield absenceRow(
    {
      code: 'HC-VANG-2',
      leader: headOf('HC-X-09'),
      kind: 'TRAINING',
      from: parseDay('2026-03-02'),
      to: parseDay('2026-03-23'),
    },
    ledger.on(parseDay('2026-03-23')),
  );
}
