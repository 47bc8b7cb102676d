import type { InputGroup } from '../platform/model/entity.ts';

/** Ledger position at which each group of inputs is read. One for all, except where a change is split by cause. */
export type InputPositions = Readonly<Record<InputGroup, number>>;

/** All groups at one position. */
export function allAt(position: number): InputPositions {
  return { ORGANISATION: position, DATA: position, DECISION: position, CONFIGURATION: position };
}
