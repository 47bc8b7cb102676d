import type { Day } from './day.ts';

/** Kinds of unit, from the province down. */
export const UNIT_KINDS = [
  'PROVINCE',
  'DEPARTMENT',
  'VERTICAL_AGENCY',
  'DISTRICT',
  'COMMUNE',
  'ORGANISATION',
] as const;

/** One of `UNIT_KINDS`. */
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Roles in a post. */
export const ROLES = ['HEAD', 'DEPUTY', 'ACTING'] as const;

/** One of `ROLES`. */
export type Role = (typeof ROLES)[number];

/** Legal statuses of people, which decide by what law they are classified. */
export const LEGAL_STATUSES = [
  'CADRE',
  'CIVIL_SERVANT',
  'PUBLIC_EMPLOYEE',
  'ARMED_FORCES',
  'VERTICALLY_MANAGED',
] as const;

/** One of `LEGAL_STATUSES`. */
export type LegalStatus = (typeof LEGAL_STATUSES)[number];

/** Whom a card is about. Codes only: names of people live apart and can be erased. */
export type Subject = UnitSubject | AppointmentSubject;

/** A unit as the subject of a card. */
export interface UnitSubject {
  readonly kind: 'UNIT';
  readonly unit: string;
  readonly unitKind: UnitKind;
  /** The unit above, which enters what a competent body assesses; null for the root. */
  readonly superiorUnit: string | null;
}

/** A leader in one post as the subject of a card. */
export interface AppointmentSubject {
  readonly kind: 'APPOINTMENT';
  readonly unit: string;
  readonly unitKind: UnitKind;
  readonly superiorUnit: string | null;
  readonly appointment: string;
  readonly leader: string;
  readonly role: Role;
  readonly legalStatus: LegalStatus;
  readonly from: Day;
  readonly to: Day | null;
  readonly fields: readonly string[];
}
