// What is cited was in force when it is applied, or the declaration says what is known and what has to be confirmed.
import { describe, expect, it } from 'vitest';
import { PLUGINS } from '../../plugins/index.ts';
import type { Plugin } from '../../plugins/kit/plugin.ts';
import { CONDITIONS, RULES } from '../../rules/index.ts';
import type { LegalDocument } from '../../rules/kit/legal-register.ts';
import { LEGAL_REGISTER } from '../../rules/kit/legal-register.ts';
import type { Condition, Rule } from '../../rules/kit/rule.ts';

const register: Readonly<Record<string, LegalDocument>> = LEGAL_REGISTER;
const rules = [...Object.values(RULES), ...Object.values(CONDITIONS)];

/** First day on which a document can have been in force, as far as it is known. */
function earliest({ inForceFrom, issued, unconfirmed }: LegalDocument): string {
  return inForceFrom ?? issued ?? unconfirmed!.notBefore;
}

/** Cited documents that cannot have been in force on the first day of the rule, without a word on it. */
function citedTooEarly({ legalBasis, effective, laterLaw = {} }: Rule | Condition): string[] {
  const cited = new Set<string>(legalBasis.map(({ document }) => document));
  const later = [...cited].filter((document) => earliest(register[document]!) > effective.from);
  return [
    ...later
      .filter((document) => !Object.hasOwn(laterLaw, document))
      .map((document) => `${document} is later`),
    ...Object.keys(laterLaw)
      .filter((document) => !later.includes(document))
      .map((document) => `${document} needs no word in laterLaw`),
  ];
}

/** Cited documents that had ended before the rule begins. */
function citedTooLate({ legalBasis, effective }: Rule | Condition): string[] {
  return legalBasis
    .map(({ document }) => document)
    .filter((document) => (register[document]!.inForceTo ?? '9999') <= effective.from);
}

describe('the legal register', () => {
  it.each(Object.entries(register))(
    'knows the days of %s, or says what is to be confirmed',
    (_, document) => {
      const { inForceFrom, inForceTo, issued, unconfirmed } = document;
      expect(unconfirmed === null, 'a first day of force, or what is to be confirmed').toBe(
        inForceFrom !== null,
      );
      for (const language of ['vi', 'en'] as const)
        if (unconfirmed !== null)
          expect(unconfirmed.text[language]).toContain(
            { vi: 'chờ xác nhận', en: 'to be confirmed' }[language],
          );
      const days = [issued, unconfirmed?.notBefore ?? inForceFrom, inForceTo].filter((day) => day !== null);
      for (const day of days) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(days).toEqual(days.toSorted());
    },
  );
});

describe.each(rules)('$id', (rule) => {
  it('cites law that was in force on its first day, or says what the later law means for earlier periods', () => {
    expect(citedTooEarly(rule), `effective.from is ${rule.effective.from}`).toEqual([]);
    expect(citedTooLate(rule), `effective.from is ${rule.effective.from}`).toEqual([]);
    for (const { vi, en } of Object.values(rule.laterLaw ?? {})) expect(vi && en).toBeTruthy();
  });

  it('rests each legal figure on law in force on the first day of its value', () => {
    for (const [name, { values }] of Object.entries(rule.parameters)) {
      expect(
        values.map(({ from }) => from),
        name,
      ).toEqual(values.map(({ from }) => from).toSorted());
      for (const { from, basis } of values)
        expect(earliest(register[basis.document]!) <= from, `${name} from ${from}`).toBe(true);
    }
  });
});

describe.each([...PLUGINS.values()])('plugin $id', (plugin) => {
  it('cites law that is in force on some day on which one of its rules judges', () => {
    const used = rulesOf(plugin);
    const from = used.map(({ effective }) => effective.from).toSorted()[0]!;
    const to = used
      .map(({ effective }) => effective.to ?? '9999')
      .toSorted()
      .at(-1)!;
    for (const { document } of plugin.legalBasis) {
      expect(earliest(register[document]!) < to, document).toBe(true);
      expect((register[document]!.inForceTo ?? '9999') > from, document).toBe(true);
    }
  });

  it('rests the totals of its groups on law in force since their criteria are', () => {
    for (const [group, { basis }] of Object.entries(plugin.totals ?? {}))
      for (const { rule } of plugin.criteria.filter((entry) => entry.group === group))
        expect(earliest(register[basis.document]!) <= rule.effective.from, rule.id).toBe(true);
  });
});

function rulesOf({ criteria, conditions }: Plugin): (Rule | Condition)[] {
  return [...criteria.map(({ rule }) => rule), ...conditions.map(({ condition }) => condition)];
}

describe('the check', () => {
  const rule = RULES['home-affairs/converted-quality']!;

  it('finds a document that came into force later, one that had ended, and a word too many', () => {
    const early = { ...rule, effective: { from: '2025-12-31' } };
    expect(citedTooEarly(early)).toEqual(['335/2025/NĐ-CP is later']);
    const [citation] = rule.legalBasis;
    const ended = { ...rule, legalBasis: [{ ...citation!, document: '90/2020/NĐ-CP' as const }] };
    expect(citedTooLate(ended)).toEqual(['90/2020/NĐ-CP']);
    const told = { ...rule, laterLaw: { '335/2025/NĐ-CP': rule.title } };
    expect(citedTooEarly(told)).toEqual(['335/2025/NĐ-CP needs no word in laterLaw']);
  });
});
