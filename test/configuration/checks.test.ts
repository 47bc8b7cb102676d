import { describe, expect, it } from 'vitest';
import { REFERENCE_SCHEMES } from '../../plugins/reference-schemes.ts';
import { PLUGINS } from '../../plugins/index.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { checkDraft } from '../../server/configuration/drafts/checks.ts';
import type { Draft, CurrentRevisions } from '../../server/configuration/drafts/draft.ts';
import { draftText } from '../../server/configuration/drafts/draft-text.ts';
import { resolveSchemeText } from '../../server/schemes/revisions.ts';

const TODAY = parseDay('2026-11-22');

const scheme = (name: string, configuration: string) => ({
  code: `${name}/1`,
  scheme: name,
  number: 1,
  effectiveFrom: parseDay('2026-01-01'),
  effectiveTo: null,
  configuration: resolveSchemeText(configuration, CATALOGUE),
  example: true,
  document: null,
});

const quarter = (code: string, from: string, to: string, cutOff: string) => ({
  code,
  kind: 'QUARTER' as const,
  from: parseDay(from),
  to: parseDay(to),
  cutOff: parseDay(cutOff),
});

const STANDING: CurrentRevisions = {
  schemeRevisions: ['civil-servant-2026', 'civil-servant-2026-year', 'project-06-leader-2024'].map((name) =>
    scheme(name, `reference:${name}`),
  ),
  pluginRevisions: [],
  periods: [
    quarter('2026-Q4', '2026-10-01', '2027-01-01', '2027-01-05'),
    quarter('2027-Q1', '2027-01-01', '2027-04-01', '2027-04-05'),
  ],
};

function draft(
  kind: Draft['kind'],
  configures: string,
  configuration: unknown,
  more: Partial<Draft> = {},
): Draft {
  return {
    code: `${kind}/${configures}/1`,
    kind,
    configures,
    number: 1,
    copiedFrom: 'revision:1',
    effectiveFrom: parseDay('2027-01-01'),
    effectiveTo: null,
    example: true,
    correctingDecision: null,
    authors: ['a'],
    configuration: draftText(kind, configures, JSON.stringify(configuration), CATALOGUE),
    ...more,
  };
}

const reported = (checked: Draft): string[] =>
  checkDraft(checked, STANDING, CATALOGUE, TODAY).map(({ code, path, severity }) =>
    `${severity === 'REFUSED' ? '' : '~'}${code} ${path ?? ''}`.trim(),
  );

const BASE = REFERENCE_SCHEMES['civil-servant-2026']!;
const changed = (change: object, more: Partial<Draft> = {}): string[] =>
  reported(draft('SCHEME', 'civil-servant-2026', { ...BASE, ...change }, more));
const bands = (...list: readonly (readonly [string, string])[]) => ({
  bands: list.map(([rating, atLeast]) => ({ rating, atLeast })),
});

describe('a draft of a scheme', () => {
  it('that differs in one threshold is in order; an unchanged one is told so', () => {
    const [rest, good] = [
      BASE.bands!.filter(({ rating }) => rating !== 'GOOD'),
      { rating: 'GOOD', atLeast: '72' },
    ];
    expect(changed({ bands: [rest[0], good, ...rest.slice(1)] })).toEqual([]);
    expect(changed({})).toEqual(['~CHANGES_NOTHING']);
  });

  it.each<readonly [string, object, readonly string[]]>([
    ['a field of the wrong shape', { scale: 'trăm' }, ['CONFIGURATION_SHAPE scale']],
    ['a field nobody knows', { bonus: 1 }, ['CONFIGURATION_SHAPE']],
    ['a missing field', { subject: undefined }, ['CONFIGURATION_SHAPE subject']],
    [
      'bands out of order',
      bands(['EXCELLENT', '90'], ['GOOD', '95'], ['COMPLETED', '50'], ['NOT_COMPLETED', '0']),
      ['CONFIGURATION_SHAPE bands.1'],
    ],
    [
      'bands with a hole at the bottom',
      bands(['EXCELLENT', '90'], ['GOOD', '70'], ['COMPLETED', '50'], ['NOT_COMPLETED', '10']),
      ['BANDS_GAP bands.3.atLeast'],
    ],
    [
      'bands without a class',
      bands(['EXCELLENT', '90'], ['COMPLETED', '50'], ['NOT_COMPLETED', '0']),
      ['BANDS_INCOMPLETE bands'],
    ],
    [
      'a band nobody can reach',
      bands(['EXCELLENT', '101'], ['GOOD', '70'], ['COMPLETED', '50'], ['NOT_COMPLETED', '0']),
      ['BAND_OUT_OF_REACH bands.0.atLeast'],
    ],
    ['parts that do not make the scale', { scale: '110' }, ['PARTS_OFF_SCALE parts']],
    [
      'weights against the legal 30 and 70',
      {
        parts: [
          { plugin: 'home-affairs', max: '60' },
          { plugin: 'targets', max: '40' },
        ],
      },
      ['LEGAL_TOTAL_MISSED parts.0.max', 'LEGAL_TOTAL_MISSED parts.0.max'],
    ],
    ['a plugin nobody has', { parts: [{ plugin: 'nothing' }] }, ['UNKNOWN_PLUGIN parts.0.plugin']],
    [
      'a condition nobody has',
      { limits: [{ condition: 'home-affairs/nothing', ceiling: 'GOOD' }] },
      ['UNKNOWN_CONDITION limits.0.condition'],
    ],
    [
      'a limit without effect, and one given twice',
      {
        limits: [
          { condition: 'home-affairs/discipline', ceiling: 'EXCELLENT' },
          { condition: 'home-affairs/discipline', ceiling: 'GOOD' },
        ],
      },
      ['~WITHOUT_EFFECT limits.0.ceiling', '~STANDS_TWICE limits.1.condition'],
    ],
    [
      'floors that ask more of the worse class',
      {
        floors: [
          { rating: 'EXCELLENT', share: '0.5' },
          { rating: 'GOOD', share: '0.6' },
        ],
      },
      ['FLOORS_CONTRADICT floors.1.share'],
    ],
    ['a quota above 100', { cap: { percent: '120' } }, ['CONFIGURATION_SHAPE cap.percent']],
    [
      'a raised cap below the cap',
      { cap: { percent: '20', raisedPercent: '15' } },
      ['CAP_CONTRADICTS cap.raisedPercent'],
    ],
    [
      'a cap taken of those it caps',
      { cap: { rating: 'GOOD', base: 'GOOD', percent: '20' } },
      ['CAP_BASE_CONTRADICTS cap.base'],
    ],
    [
      'a quota of a title that does not stand before',
      {
        titles: [
          {
            title: 'GRASSROOTS_FIGHTER',
            conditions: ['emulation/grassroots-fighter'],
            quota: { percent: '15', of: 'ADVANCED_WORKER' },
          },
        ],
      },
      ['QUOTA_BASE_UNKNOWN titles.0.quota.of'],
    ],
    [
      'another scheme that is not in force',
      { ratedBy: { scheme: 'nothing' } },
      ['SCHEME_NOT_IN_FORCE ratedBy.scheme'],
    ],
    [
      'cards made of one another',
      { ratedBy: { scheme: 'civil-servant-2026-year' } },
      ['CARDS_IN_A_CIRCLE ratedBy.scheme'],
    ],
  ])('with %s', (_what, change, expected) => {
    expect(changed(change)).toEqual(expected);
  });

  it.each<readonly [string, Partial<Draft>, readonly string[]]>([
    ['no day', { effectiveFrom: null }, ['EFFECTIVE_DATE_MISSING effectiveFrom']],
    [
      'a day within a period',
      { effectiveFrom: parseDay('2027-02-15') },
      ['EFFECTIVE_NOT_A_BOUNDARY effectiveFrom'],
    ],
    ['the first day of a month', { effectiveFrom: parseDay('2027-02-01') }, []],
    [
      'the first day of the running period',
      { effectiveFrom: parseDay('2026-10-01') },
      ['EFFECTIVE_TOO_EARLY effectiveFrom'],
    ],
    [
      'the same day with a correcting decision',
      { effectiveFrom: parseDay('2026-10-01'), correctingDecision: '12/QĐ-SNV' },
      ['~CORRECTS_PAST_PERIODS effectiveFrom'],
    ],
    ['an end before the beginning', { effectiveTo: parseDay('2026-12-01') }, ['REVERSED_DATES effectiveTo']],
    ['an end where a period begins', { effectiveTo: parseDay('2027-03-01') }, []],
    ['an end within a period', { effectiveTo: parseDay('2027-02-15') }, ['END_NOT_A_BOUNDARY effectiveTo']],
    [
      'no day, and an end within a period',
      { effectiveFrom: null, effectiveTo: parseDay('2027-02-15') },
      ['EFFECTIVE_DATE_MISSING effectiveFrom', 'END_NOT_A_BOUNDARY effectiveTo'],
    ],
    [
      'an end within a period, with a correcting decision: what is scored is whole periods all the same',
      {
        effectiveFrom: parseDay('2026-10-01'),
        effectiveTo: parseDay('2026-10-15'),
        correctingDecision: '12/QĐ-SNV',
      },
      ['~CORRECTS_PAST_PERIODS effectiveFrom', 'END_NOT_A_BOUNDARY effectiveTo'],
    ],
  ])('from %s', (_what, more, expected) => {
    expect(changed({ scale: '100.0', tenure: 'SEPARATE' }, more)).toEqual(expected);
  });

  it('of a year may not begin with a quarter', () => {
    const year = REFERENCE_SCHEMES['civil-servant-2026-year']!;
    const from = parseDay('2027-04-01');
    expect(
      reported(
        draft('SCHEME', 'civil-servant-2026-year', { ...year, tenure: 'SEPARATE' }, { effectiveFrom: from }),
      ),
    ).toEqual(['EFFECTIVE_NOT_A_BOUNDARY effectiveFrom']);
  });
});

describe('a draft of a plugin', () => {
  const plugin = (name: string, configuration: object, more: Partial<Draft> = {}): string[] =>
    reported(draft('PLUGIN', name, configuration, more));
  const attainment = (config: object) => ({ criteria: { attainment: { config } } });
  const steps = (...list: readonly (readonly [string, string])[]) =>
    attainment({ shape: 'STEP', steps: list.map(([atLeast, share]) => ({ atLeast, share })) });

  it.each<readonly [string, string, object, readonly string[]]>([
    [
      'steps that overlap',
      'targets',
      steps(['100', '1'], ['80', '0.8'], ['80', '0.5']),
      ['CONFIGURATION_SHAPE criteria.attainment.config.steps.2.atLeast'],
    ],
    [
      'a lower step that earns more',
      'targets',
      steps(['100', '0.5'], ['80', '0.8']),
      ['CONFIGURATION_SHAPE criteria.attainment.config.steps.1.share'],
    ],
    [
      'steps with ends left open',
      'targets',
      steps(['100', '0.9'], ['80', '0.5']),
      [
        '~STEPS_NEVER_FULL criteria.attainment.config.steps.0.share',
        '~STEPS_EMPTY_BELOW criteria.attainment.config.steps.1.atLeast',
      ],
    ],
    [
      'a group against its legal total, in a scheme of 100',
      'home-affairs',
      { criteria: { a: { max: '10' } } },
      ['LEGAL_TOTAL_MISSED criteria', 'PARTS_OFF_SCALE criteria'],
    ],
    [
      'nothing that counts',
      'home-affairs-year',
      { criteria: { 'period-mean': { counted: false } } },
      ['NOTHING_COUNTED criteria', 'PARTS_OFF_SCALE criteria'],
    ],
    ['a plugin nobody has', 'nothing', {}, ['UNKNOWN_PLUGIN configures']],
  ])('with %s', (_what, name, configuration, expected) => {
    expect(plugin(name, configuration)).toEqual(expected);
  });

  it('counts from the periods of the schemes that use it', () => {
    const more = { effectiveFrom: parseDay('2027-02-01') };
    const year = { criteria: { 'period-mean': { config: { expectedPeriods: 12 } } } };
    expect(plugin('home-affairs-year', year, more)).toEqual(['EFFECTIVE_NOT_A_BOUNDARY effectiveFrom']);
    const general = { conditions: { 'long-absence': { months: 5 } } };
    expect(plugin('home-affairs', general, more)).toEqual([]);
  });

  it('may not be given an end: its revision counts until the next one', () => {
    const general = { conditions: { 'long-absence': { months: 5 } } };
    const more = { effectiveTo: parseDay('2027-07-01') };
    expect(plugin('home-affairs', general, more)).toEqual(['PLUGIN_HAS_NO_END effectiveTo']);
  });

  it('before its rules are in force is refused', () => {
    const more = { effectiveFrom: parseDay('2025-01-01'), correctingDecision: '1/QĐ' };
    const codes = plugin(
      'home-affairs-year',
      { criteria: { 'period-mean': { config: { expectedPeriods: 12 } } } },
      more,
    );
    expect(codes).toContain('RULE_NOT_IN_FORCE criteria.period-mean');
  });

  it('that pins a rule at a version that is gone is refused until it is saved again', () => {
    const stored = JSON.parse(draftText('PLUGIN', 'home-affairs-year', '{}', CATALOGUE)) as {
      majors: Record<string, number>;
    };
    const rule = Object.keys(stored.majors)[0]!;
    const text = JSON.stringify({ ...stored, majors: { [rule]: 9 } });
    expect(plugin('home-affairs-year', {}, { configuration: text })).toContain(
      'RULE_MAJOR_GONE criteria.period-mean',
    );
  });
});

it('every plugin and every reference scheme as it ships is without errors, and every problem has words in both languages', () => {
  // Decree 90/2020 ended with 2025.
  const ITS_TIME = { effectiveFrom: parseDay('2025-01-01'), correctingDecision: '1/QĐ' };
  const shipped = [
    ...Object.keys(REFERENCE_SCHEMES).map((name) =>
      draft('SCHEME', name, REFERENCE_SCHEMES[name], name === 'decree-90-2020' ? ITS_TIME : {}),
    ),
    ...[...PLUGINS.keys()].map((name) => draft('PLUGIN', name, {})),
  ];
  for (const one of shipped) {
    const problems = checkDraft(
      one,
      {
        ...STANDING,
        schemeRevisions: Object.keys(REFERENCE_SCHEMES).map((name) => scheme(name, `reference:${name}`)),
      },
      CATALOGUE,
      TODAY,
    );
    expect(
      problems.filter(({ severity }) => severity === 'REFUSED').map(({ code }) => `${one.code} ${code}`),
    ).toEqual([]);
    for (const { message } of problems) expect(message.vi && message.en).toBeTruthy();
  }
});
