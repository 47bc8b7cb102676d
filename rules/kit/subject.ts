import type { Day } from './day.ts';

export const UNIT_KINDS = [
  'PROVINCE',
  'DEPARTMENT',
  'VERTICAL_AGENCY',
  'DISTRICT',
  'COMMUNE',
  'ORGANISATION',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const ROLES = ['HEAD', 'DEPUTY', 'ACTING'] as const;
export type Role = (typeof ROLES)[number];

export const LEGAL_STATUSES = [
  'CADRE',
  'CIVIL_SERVANT',
  'PUBLIC_EMPLOYEE',
  'ARMED_FORCES',
  'VERTICALLY_MANAGED',
] as const;
export type LegalStatus = (typeof LEGAL_STATUSES)[number];

/** Whom a card is about. Codes only: names of people live apart and can be erased. */
export type Subject = UnitSubject | AppointmentSubject;

export interface UnitSubject {
  readonly kind: 'UNIT';
  readonly unit: string;
  readonly unitKind: UnitKind;
  /** The unit above, which enters what a competent body assesses; null for the root. */
  readonly superiorUnit: string | null;
}

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
