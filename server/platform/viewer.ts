/** What a person or a machine may be sent to do. One viewer may hold several of these, each over its own part of the organisation. */
export const GRANT_ROLES = [
  'ADMINISTRATOR',
  'HOME_AFFAIRS_AUTHOR',
  'HOME_AFFAIRS_APPROVER',
  'STANDING_AGENCY',
  'UNIT_REPORTER',
  'LEADER',
  'AUDITOR',
  'INTEGRATOR',
  'VIEWER',
] as const;

export type GrantRole = (typeof GRANT_ROLES)[number];

/** One role over one unit and everything below it. */
export interface Grant {
  readonly authority: string;
  readonly role: GrantRole;
  /** Code of the unit at the head of the scope; null is the whole authority. */
  readonly unit: string | null;
}

/** Who asks. */
export interface Viewer {
  /** Stable name of the account: the actor of every act it records. */
  readonly subject: string;
  /** Code of the leader that this person is, where they are one: they see their own cards and evidence. */
  readonly leader: string | null;
  readonly grants: readonly Grant[];
}
