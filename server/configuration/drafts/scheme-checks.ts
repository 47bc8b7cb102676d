import type { SchemeConfiguration } from '../../../plugins/engine/scheme.ts';
import type { Plugin, PluginConfiguration } from '../../../plugins/kit/plugin.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { formatDay } from '../../../rules/kit/day.ts';
import type { Fraction } from '../../../rules/kit/fraction.ts';
import { ZERO, compare, divide, equal, exactText, sum } from '../../../rules/kit/fraction.ts';
import type { Rating } from '../../../rules/kit/rating.ts';
import type { Language } from '../../../rules/kit/text.ts';
import { RATINGS } from '../../../rules/kit/rating.ts';
import { AwardTitle, Rating as RatingType } from '../../modules/choices.ts';
import { wordsOfChoice } from '../../platform/api/choice.ts';
import type { Problem } from '../../platform/problems.ts';
import { legalTotalsMissed, notInForce, totalOf, withoutEffect } from './plugin-checks.ts';
import { flagged, refused, refusedInWords } from './draft.problems.ts';

/** What a scheme is checked against. */
export interface SchemeContext {
  readonly scheme: string;
  /** First day of effect. */
  readonly day: Day;
  /** A plugin with its configuration of that day; null where there is none. */
  plugin(id: string): { readonly plugin: Plugin; readonly configuration: PluginConfiguration } | null;
  /** Another scheme's configuration of that day; null where none is in force. */
  other(scheme: string): SchemeConfiguration | null;
}

const RATING_WORDS = wordsOfChoice(RatingType);
const TITLE_WORDS = wordsOfChoice(AwardTitle);

/** Problems of a scheme's configuration, checked against the plugins and schemes that it names. */
export function checkScheme(configuration: SchemeConfiguration, context: SchemeContext): Problem[] {
  return [
    ...checkParts(configuration, context),
    ...checkBands(configuration),
    ...checkFloors(configuration),
    ...checkConditions(configuration, context),
    ...checkTitles(configuration),
    ...checkCap(configuration),
    ...checkOthers(configuration, context),
  ];
}

/** Problems of the points of the parts, and of their sum. */
export function checkParts(configuration: SchemeConfiguration, context: SchemeContext): Problem[] {
  const problems: Problem[] = [];
  const maxima: Fraction[] = [];
  for (const [index, part] of configuration.parts.entries()) {
    const path = `parts.${index}`;
    const found = context.plugin(part.plugin);
    if (found === null) {
      problems.push(refused('UNKNOWN_PLUGIN', { plugin: part.plugin }, `${path}.plugin`));
      continue;
    }
    const { plugin, configuration: configured } = found;
    const own = totalOf(plugin, configured);
    const max = part.max ?? own;
    maxima.push(max);
    if (!equal(own, ZERO))
      problems.push(...legalTotalsMissed(plugin, configured, divide(max, own), `${path}.max`));
    for (const { id, rule } of plugin.criteria)
      if (configured.criteria[id]!.counted) problems.push(...notInForce(rule, context.day, `${path}.plugin`));
  }
  const total = sum(maxima);
  if (
    maxima.length === configuration.parts.length &&
    maxima.length > 0 &&
    !equal(total, configuration.scale)
  ) {
    const data = { scheme: context.scheme, sum: exactText(total), scale: exactText(configuration.scale) };
    problems.push(refused('PARTS_OFF_SCALE', data, 'parts'));
  }
  return problems;
}

function checkBands({ bands, scale }: SchemeConfiguration): Problem[] {
  if (bands === null) return [];
  const problems = RATINGS.filter((rating) => !bands.some((band) => band.rating === rating)).map((rating) =>
    refusedInWords('BANDS_INCOMPLETE', inWords({ rating }), 'bands'),
  );
  for (const [index, { atLeast }] of bands.entries()) {
    if (compare(atLeast, scale) > 0)
      problems.push(
        refused(
          'BAND_OUT_OF_REACH',
          { from: exactText(atLeast), scale: exactText(scale) },
          `bands.${index}.atLeast`,
        ),
      );
  }
  const last = bands.at(-1);
  if (last && compare(last.atLeast, ZERO) > 0)
    problems.push(
      refused('BANDS_GAP', { from: exactText(last.atLeast) }, `bands.${bands.length - 1}.atLeast`),
    );
  return problems;
}

function checkFloors({ floors, bands }: SchemeConfiguration): Problem[] {
  const problems: Problem[] = [];
  for (const [index, floor] of floors.entries()) {
    const path = `floors.${index}`;
    if (floors.findIndex(({ rating }) => rating === floor.rating) !== index)
      problems.push(
        refusedInWords(
          'STANDS_TWICE',
          { vi: { what: RATING_WORDS[floor.rating].vi }, en: { what: RATING_WORDS[floor.rating].en } },
          path,
        ),
      );
    if (floor.rating === 'NOT_COMPLETED')
      problems.push(withoutEffect('đây là mức thấp nhất', 'this is the lowest class', `${path}.rating`));
    const better = floors.find(
      (other) =>
        RATINGS.indexOf(other.rating) < RATINGS.indexOf(floor.rating) &&
        compare(other.share, floor.share) < 0,
    );
    if (better)
      problems.push(
        refusedInWords(
          'FLOORS_CONTRADICT',
          inWords(
            { worse: floor.rating, better: better.rating },
            { low: exactText(floor.share), high: exactText(better.share) },
          ),
          `${path}.share`,
        ),
      );
  }
  if (floors.length > 0 && bands === null)
    problems.push(withoutEffect('phương án không xếp loại theo điểm', 'the scheme has no bands', 'floors'));
  return problems;
}

function checkConditions(configuration: SchemeConfiguration, context: SchemeContext): Problem[] {
  const problems: Problem[] = [];
  const check = (name: string, path: string): void => {
    const [pluginId, id] = name.split('/') as [string, string];
    const entry = context.plugin(pluginId)?.plugin.conditions.find((one) => one.id === id);
    if (!entry) problems.push(refused('UNKNOWN_CONDITION', { condition: name }, path));
    else problems.push(...notInForce(entry.condition, context.day, path));
  };
  const { limits } = configuration;
  for (const [index, { condition, ceiling }] of limits.entries()) {
    check(condition, `limits.${index}.condition`);
    if (ceiling === 'EXCELLENT')
      problems.push(
        withoutEffect('đây là mức cao nhất', 'this is the best class', `limits.${index}.ceiling`),
      );
    if (limits.findIndex((other) => other.condition === condition) !== index)
      problems.push(flagged('STANDS_TWICE', { what: condition }, `limits.${index}.condition`));
  }
  for (const [index, { conditions }] of configuration.titles.entries())
    for (const [at, name] of conditions.entries()) check(name, `titles.${index}.conditions.${at}`);
  return problems;
}

function checkTitles({ titles }: SchemeConfiguration): Problem[] {
  return titles.flatMap(({ title, quota }, index) => {
    const before = titles.slice(0, index).map((other) => other.title);
    const words = TITLE_WORDS[title];
    return [
      ...(before.includes(title)
        ? [
            refusedInWords(
              'STANDS_TWICE',
              { vi: { what: words.vi }, en: { what: words.en } },
              `titles.${index}.title`,
            ),
          ]
        : []),
      ...(quota?.of && !before.includes(quota.of)
        ? [
            refusedInWords(
              'QUOTA_BASE_UNKNOWN',
              { vi: { title: TITLE_WORDS[quota.of].vi }, en: { title: TITLE_WORDS[quota.of].en } },
              `titles.${index}.quota.of`,
            ),
          ]
        : []),
    ];
  });
}

function checkCap({ cap, bands, limits }: SchemeConfiguration): Problem[] {
  if (cap === null) return [];
  const problems: Problem[] = [];
  if (cap.raisedPercent !== null && compare(cap.raisedPercent, cap.percent) < 0)
    problems.push(
      refused(
        'CAP_CONTRADICTS',
        { raised: exactText(cap.raisedPercent), percent: exactText(cap.percent) },
        'cap.raisedPercent',
      ),
    );
  if (cap.rating === 'GOOD' && cap.base === 'GOOD')
    problems.push(refusedInWords('CAP_BASE_CONTRADICTS', inWords({ rating: cap.rating }), 'cap.base'));
  if (bands === null && limits.length === 0)
    problems.push(withoutEffect('phương án không xếp loại', 'the scheme has no classes', 'cap'));
  return problems;
}

/** Schemes whose cards this one's are made of: there, and not made of this one in turn. */
function checkOthers(configuration: SchemeConfiguration, context: SchemeContext): Problem[] {
  return othersNamed(configuration).flatMap(([path, scheme]) => {
    if (scheme === context.scheme || leadsTo(scheme, context, [scheme]))
      return [refused('CARDS_IN_A_CIRCLE', { path: `${context.scheme} → ${scheme}` }, `${path}.scheme`)];
    if (context.other(scheme) === null)
      return [refused('SCHEME_NOT_IN_FORCE', { scheme, day: formatDay(context.day) }, `${path}.scheme`)];
    return [];
  });
}

function othersNamed({ madeOf, ratedBy, subordinates }: SchemeConfiguration): (readonly [string, string])[] {
  return Object.entries({ madeOf, ratedBy, subordinates }).flatMap(([path, named]) =>
    named === null ? [] : [[path, named.scheme] as const],
  );
}

function leadsTo(scheme: string, context: SchemeContext, seen: readonly string[]): boolean {
  const configuration = context.other(scheme);
  if (configuration === null) return false;
  return othersNamed(configuration).some(
    ([, next]) =>
      next === context.scheme || (!seen.includes(next) && leadsTo(next, context, [...seen, next])),
  );
}

/** Data of a sentence that names classes, in both languages. */
function inWords<Key extends string, More extends object = object>(
  ratings: Readonly<Record<Key, Rating>>,
  more = {} as More,
): Readonly<Record<Language, Readonly<Record<Key, string>> & More>> {
  const named = (language: Language) =>
    Object.fromEntries(
      Object.entries<Rating>(ratings).map(([key, rating]) => [key, RATING_WORDS[rating][language]]),
    ) as Record<Key, string>;
  return { vi: { ...named('vi'), ...more }, en: { ...named('en'), ...more } };
}
