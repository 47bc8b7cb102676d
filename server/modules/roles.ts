import type { Roles } from '../platform/model/viewer.ts';

/** What a person or a machine may be sent to do, with the rows that it opens. */
export const ROLES = {
  ADMINISTRATOR: { opens: ['OPEN', 'UNIT', 'PERSON'] },
  HOME_AFFAIRS_AUTHOR: { opens: ['OPEN', 'UNIT', 'PERSON', 'EVALUATION'] },
  HOME_AFFAIRS_APPROVER: { opens: ['OPEN', 'UNIT', 'PERSON', 'EVALUATION'] },
  STANDING_AGENCY: { opens: ['OPEN', 'UNIT', 'PERSON'] },
  UNIT_REPORTER: { opens: ['OPEN', 'UNIT', 'PERSON'] },
  LEADER: { opens: ['OPEN', 'UNIT', 'PERSON'], isLeader: true },
  AUDITOR: { opens: ['OPEN', 'UNIT', 'PERSON', 'EVALUATION'] },
  INTEGRATOR: { opens: ['OPEN', 'UNIT', 'PERSON', 'EVALUATION'] },
  VIEWER: { opens: ['OPEN', 'UNIT'] },
} as const satisfies Roles;

/** A role that may be granted. */
export type GrantRole = keyof typeof ROLES;

/** Names of the roles, in the order in which they are listed to people. */
export const GRANT_ROLES = Object.keys(ROLES) as readonly GrantRole[];

/**
 * What may be done with configuration that is being prepared.
 * Besides the acts on it, which name their roles themselves.
 */
export type DraftRight = 'SEE' | 'SIMULATE';

/**
 * The roles that give each right, held over the whole authority.
 * Those who write and decide, and to see, those who check.
 */
export const DRAFT_RIGHTS: Readonly<Record<DraftRight, readonly GrantRole[]>> = {
  SEE: ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER', 'AUDITOR'],
  SIMULATE: ['HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER'],
};
