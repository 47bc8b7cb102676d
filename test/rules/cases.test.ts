import { globSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import type { RuleCase } from '../../rules/kit/cases.ts';
import { describeAnswer, runCase } from '../../rules/kit/cases.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { exactText, parseFraction } from '../../rules/kit/fraction.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';
import { fillBoth } from '../../rules/kit/text.ts';

const byId = new Map<string, Rule | Condition>(
  [...Object.values(RULES), ...Object.values(CONDITIONS)].map((rule) => [rule.id, rule]),
);

/** Compares only what the case names; fractions by value, days as the number they are. */
function holdsAgainst(expected: Readonly<Record<string, unknown>>, actual: Record<string, unknown>): void {
  const wanted: Record<string, unknown> = structuredClone(expected);
  if (typeof wanted['share'] === 'string' || typeof wanted['share'] === 'number')
    wanted['share'] = exactText(parseFraction(String(wanted['share'])));
  for (const list of ['findings', 'open'] as const) {
    if (!Array.isArray(wanted[list])) continue;
    expect(actual[list], list).toHaveLength(wanted[list].length);
    for (const entry of wanted[list] as Record<string, unknown>[]) {
      if (entry['loss'] !== undefined) entry['loss'] = exactText(parseFraction(String(entry['loss'])));
      if (entry['share'] !== undefined) entry['share'] = exactText(parseFraction(String(entry['share'])));
      if (typeof entry['since'] === 'string') entry['since'] = parseDay(entry['since']);
    }
  }
  expect(actual).toMatchObject(wanted);
}

const root = new URL('../../', import.meta.url).pathname;
for (const file of globSync('rules/*/*/cases.yaml', { cwd: root }).toSorted()) {
  const id = relative('rules', dirname(file));
  describe(id, () => {
    const cases = parse(readFileSync(root + file, 'utf8')) as RuleCase[];
    const rule = byId.get(id);
    it('is registered', () => expect(rule, `rules/index.ts lacks ${id}`).toBeDefined());
    if (!rule) return;
    for (const given of cases) {
      it(given.name, () => {
        holdsAgainst(given.expect, describeAnswer(runCase(rule, given)));
      });
    }
    it('answers the same twice, says only sentences it declares, and uses each of them in some case', () => {
      const said = new Set<string>();
      for (const given of cases) {
        const { answer } = runCase(rule, given);
        expect(runCase(rule, given).answer).toEqual(answer);
        const messages = [
          ...answer.findings,
          ...('reason' in answer
            ? [answer.reason]
            : [answer.arithmetic, ...answer.open.map((open) => open.what)]),
        ];
        for (const { message, data } of messages) {
          said.add(message);
          expect(fillBoth(rule.messages[message]!, data)).toBeDefined();
        }
      }
      expect([...said].toSorted()).toEqual(Object.keys(rule.messages).toSorted());
    });
  });
}
