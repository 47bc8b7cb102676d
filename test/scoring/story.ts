import type { CardBody, LineBody } from '../../plugins/engine/card-body.ts';
import type { TestDatabase } from '../support/database.ts';
import type { Story } from '../support/province.ts';
import { HEADER, Province } from '../support/province.ts';

const SCHEME = 'project-06-leader-2024';
/** A person of a story. */
export const leader = (code: string) => ({ code, label: `Người giữ chức ${code}` });
/** The head of a unit from a day on. */
export const head = (
  code: string,
  unit: string,
  from: string,
  to: string | null = null,
  more: object = {},
) => ({
  code: `${code}@${unit}`,
  leader: code,
  unit,
  role: 'HEAD',
  from,
  to,
  legalStatus: 'CIVIL_SERVANT',
  ...more,
});
/** A task of unit A that was assigned clearly. */
export const task = (code: string, dueDay: string, more: object = {}) => ({
  code,
  leadUnit: 'A',
  assignedOn: '2024-01-10',
  dueKind: 'BY',
  dueDay,
  clearRecorded: true,
  clear: ['PERSON', 'WORK', 'TIME', 'PRODUCT'],
  ...more,
});
/** A submission that was accepted on the day it arrived. */
export const done = (on: string) => ({ submittedOn: on, acceptedSubmissionOn: on, acceptedOn: on });

let stories = 0;

/** Records acts for a province of their own. @returns where its ledger stands, and the cards of its leaders */
export async function told(database: TestDatabase, acts: readonly Story[]) {
  const province = new Province(database, `S${stories++}`);
  let position = await province.append(HEADER);
  for (const act of acts) position = await province.append(act);
  return {
    position,
    leaders: (period: string, asOf: string, codes: readonly string[]) =>
      province.cards.ofLeaders(province.query(position, SCHEME, period, asOf), codes),
  };
}

/** The line of a card with the id. @throws Error where it has none */
export function line(body: CardBody, id: string): LineBody {
  const found = body.lines
    .flatMap(function all(entry): LineBody[] {
      return [entry, ...entry.children.flatMap(all)];
    })
    .find((entry) => entry.id === id);
  if (!found) throw new Error(`the card has no line ${id}`);
  return found;
}
