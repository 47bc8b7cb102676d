import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';

/** Where staff read what a new version of a rule changes. */
export const CHANGELOG = 'rules/CHANGELOG.md';

/** One line of rules/CHANGELOG.md: a version of a rule and the periods whose cards it may change. */
export interface ChangeLine {
  readonly rule: string;
  readonly version: string;
  readonly on: Day;
  /** First day of the first period affected. */
  readonly from: Day;
  /** Last day of the last period affected; null while it goes on. */
  readonly to: Day | null;
  readonly why: string;
  readonly law: string;
}

const LINE = /^\| `([\w/-]+)` *\| (\d+\.\d+\.\d+) *\|/;

/** Every line of the changelog's tables. @throws Error at a line that is not complete. */
export function changeLines(root: string): ChangeLine[] {
  return readFileSync(join(root, CHANGELOG), 'utf8')
    .split('\n')
    .filter((line) => LINE.test(line))
    .map(readLine);
}

function readLine(line: string): ChangeLine {
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
  const [rule, version, on, periods, why, law] = cells;
  const [from, to] = (periods ?? '').split(' – ');
  if (cells.length !== 6 || !rule || !version || !on || !from || !to || !why || !law)
    throw new Error(`${CHANGELOG}: thiếu ô (a cell is missing): ${line}`);
  return {
    rule: rule.replaceAll('`', ''),
    version,
    on: dayIn(on),
    from: dayIn(from),
    to: to === 'nay' ? null : dayIn(to),
    why,
    law,
  };
}

/** Reads "23/02/2026". @throws RangeError when it is no day. */
function dayIn(text: string): Day {
  return parseDay(text.split('/').toReversed().join('-'));
}
