import type { InputGroup } from '../platform/model/entity.ts';

/** Ledger position at which each group is read: the same one for all, but where a change is split by cause. */
export type InputPositions = Readonly<Record<InputGroup, number>>;

/** All groups at one position. */
export function allAt(position: number): InputPositions {
  return { ORGANISATION: position, DATA: position, DECISION: position, CONFIGURATION: position };
}
