import type { VisibilityClass } from './entity.ts';

/** What a role lets its holder see: classes of rows, in the units that it is granted for. */
export interface RoleDeclaration {
  readonly opens: readonly VisibilityClass[];
  /** Whether the viewer is the leader whom the account names: what concerns that person is open too. */
  readonly isLeader?: true;
}

/** Roles by name. A viewer may hold several, each over its own part of the organisation. */
export type Roles = Readonly<Record<string, RoleDeclaration>>;

/** One role over one unit and everything below it. */
export interface Grant {
  readonly authority: string;
  /** Name of the role. */
  readonly role: string;
  /** Code of the unit at the head of the scope; null is the whole authority. */
  readonly unit: string | null;
}

/** The account that sends a request. */
export interface Viewer {
  /** Stable name of the account: the actor of every act it records. */
  readonly subject: string;
  /** Code of the leader that this person is, where they are one: they see their own cards and evidence. */
  readonly leader: string | null;
  readonly grants: readonly Grant[];
}
