import { plainConfig } from '../../rules/kit/config.ts';
import type { Day } from '../../rules/kit/day.ts';
import { formatDay, parseDay } from '../../rules/kit/day.ts';
import type { Language } from '../../rules/kit/text.ts';
import { CATALOGUE } from '../schemes/catalogue.ts';
import { DATA_MODEL } from '../data-model.ts';
import { isInstant, systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import type { KnownAt } from '../platform/ledger/position.ts';
import { positionAt } from '../platform/ledger/position.ts';
import { Refusal, describeProblem } from '../platform/problems.ts';
import { importFolder } from '../imports/sources/folder.ts';
import type { CardNames } from '../cards/card-source.ts';
import { ScoreCardType } from '../cards/card.type.ts';
import type { ScoreCard } from '../scoring/score-cards.ts';
import { ScoreCards } from '../scoring/score-cards.ts';
import type { CardQuery } from '../scoring/compute/score-run.ts';
import { schemesFor } from '../scoring/compute/scored-subjects.ts';
import { schemeOn } from '../schemes/revisions.ts';
import { ScoreService } from '../scoring/compute/score-service.ts';
import { periodOf } from '../facts/snapshot.ts';
import type { Snapshot } from '../facts/snapshot.ts';
import { viewStanding } from '../cards/standing-view.ts';
import type { Values } from './command.ts';
import { UsageFault, languageFrom, runCommand } from './command.ts';
import { DATABASE_USAGE, openNamedDatabase } from './named-database.ts';
import { cardText } from './tree.ts';
import { refused } from '../scoring/compute/scoring.problems.ts';

const USAGE = `Usage: npm run score -- [--data FOLDER | --database URL] --period P [--scheme S] [--unit CODE] [--leader CODE]
                       [--as-of YYYY-MM-DD] [--known-at POSITION|INSTANT] [--authority CODE] [--lang vi|en] [--explain] [--json]

  --data FOLDER     score a folder of CSV files (imported into memory; nothing is kept)
  ${DATABASE_USAGE}
  --as-of DAY       the day of truth, by default today; a card reads no later day than its period’s cut-off
  --known-at WHEN   what was recorded then: a position of the ledger, or an instant with its offset (2026-10-02T08:00:00+07:00)
  --explain         the whole tree: arithmetic, rule, article of law, parameters, findings, evidence
  --json            exact JSON, one object with every card, on standard output`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  data: text,
  database: text,
  period: text,
  scheme: text,
  unit: text,
  leader: text,
  'as-of': text,
  'known-at': text,
  authority: text,
  lang: { type: 'string', default: 'vi' },
  explain: flag,
  json: flag,
} as const;

/** What the words after the command ask for. */
interface Options {
  readonly data?: string | undefined;
  readonly database?: string | undefined;
  readonly period: string;
  readonly scheme?: string | undefined;
  readonly unit?: string | undefined;
  readonly leader?: string | undefined;
  /** Null for today. */
  readonly asOf: Day | null;
  /** Null for the last position. */
  readonly knownAt: KnownAt | null;
  readonly authority?: string | undefined;
  readonly language: Language;
  readonly explain: boolean;
  readonly json: boolean;
}

function optionsOf(values: Values<typeof OPTIONS>): Options {
  const { 'as-of': asOf, 'known-at': knownAt, lang, period, ...others } = values;
  const { data, database, unit, leader } = others;
  if (period === undefined) throw new UsageFault('--period is missing');
  if (data !== undefined && database !== undefined)
    throw new UsageFault('give --data or --database, not both');
  if (unit !== undefined && leader !== undefined) throw new UsageFault('give --unit or --leader, not both');
  return {
    ...others,
    period,
    asOf: asOfFrom(asOf),
    knownAt: knownAtFrom(knownAt),
    language: languageFrom(lang),
  };
}

function asOfFrom(given: string | undefined): Day | null {
  try {
    return given === undefined ? null : parseDay(given);
  } catch (error) {
    throw new UsageFault(`--as-of: ${(error as Error).message}`, { cause: error });
  }
}

function knownAtFrom(given: string | undefined): KnownAt | null {
  if (given === undefined) return null;
  if (/^\d+$/.test(given)) return { position: Number(given) };
  if (isInstant(given)) return { instant: given };
  throw new UsageFault(
    `--known-at is a position, or an instant with its offset such as 2026-10-02T08:00:00+07:00, not "${given}"`,
  );
}

/** Progress goes to standard error, so that standard output stays what a program can read. */
function print(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function open(options: Options): Promise<{ database: Database; authority: string | undefined }> {
  if (options.data === undefined)
    return { database: await openNamedDatabase(options.database, 'READ'), authority: options.authority };
  print(`Mở cơ sở dữ liệu trong bộ nhớ / opening a database in memory`);
  const database = await openDatabase({ kind: 'embedded', folder: null }, DATA_MODEL);
  try {
    const imported = await importFolder(database, options.data, {
      onProgress: ({ step, file, rows }) => print(step === 'READ' ? `  ${file}: ${rows}` : `  … ${rows}`),
    });
    for (const flag of imported.flags) print(`⚠ ${describeProblem(flag, options.language)}`);
    if (options.authority !== undefined && options.authority !== imported.authority)
      throw new UsageFault(
        `--authority: the folder is of ${imported.authority}, not of ${options.authority}`,
      );
    return { database, authority: imported.authority };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function authorityOf(database: Database, requested: string | undefined): Promise<string> {
  const rows = await database.query<{ code: string }>('select code from authority order by code collate "C"');
  const codes = rows.map((row) => row.code);
  if (requested !== undefined) {
    if (!codes.includes(requested))
      throw new Refusal([refused('UNKNOWN_AUTHORITY', { code: requested }, '--authority')]);
    return requested;
  }
  if (codes.length !== 1)
    throw new UsageFault(`--authority is one of: ${codes.join(', ') || 'none, the database is empty'}`);
  return codes[0]!;
}

/** The scheme named in the options, or the only one that applies. */
function schemeFor(snapshot: Snapshot, options: Options): string {
  if (options.scheme !== undefined) return options.scheme;
  const subject = options.leader ?? options.unit;
  const period = periodOf(snapshot, options.period);
  const names =
    subject === undefined
      ? [...new Set(snapshot.schemeRevisions.map((revision) => revision.scheme))].filter((name) =>
          schemeOn(snapshot, name, period.from)?.configuration.periodKinds.includes(period.kind),
        )
      : schemesFor(snapshot, options.period, {
          kind: options.leader === undefined ? 'UNIT' : 'LEADER',
          code: subject,
        });
  if (names.length !== 1)
    throw new UsageFault(
      `--scheme is one of: ${names.toSorted().join(', ') || 'none is in force for this period'}`,
    );
  return names[0]!;
}

async function requestedCards(cards: ScoreCards, query: CardQuery, options: Options): Promise<ScoreCard[]> {
  const code = options.leader ?? options.unit;
  if (code === undefined) return cards.ofAll(query);
  const found =
    options.leader === undefined ? await cards.ofUnits(query, [code]) : await cards.ofLeaders(query, [code]);
  const card = found.get(code);
  if (!card)
    throw new Refusal([
      refused('UNKNOWN_SUBJECT', { code }, options.leader === undefined ? '--unit' : '--leader'),
    ]);
  return [card];
}

/** Says where cards do not read the day that was named, because their period's figures were closed before it. */
function sayWhereClamped(list: readonly ScoreCard[], named: Day | null): void {
  const read = list.find(({ asOf }) => named !== null && asOf !== named)?.asOf;
  if (read === undefined) return;
  const [day, asked] = [formatDay(read), formatDay(named!)];
  print(`⚠ Số liệu của kỳ được chốt ngày ${day}: bảng điểm đọc ngày này, không phải ${asked}
  The period’s figures were closed on ${day}: cards read that day, not ${asked}`);
}

/** Who the card is about, as people say it. */
function whoIs(card: ScoreCard, snapshot: Snapshot, language: Language): string {
  const { subject } = card.body;
  const unit =
    subject.kind === 'LEADER' ? null : snapshot.organisation.units.get(subject.unit)?.name[language];
  if (subject.kind === 'UNIT') return `${unit ?? ''} [${subject.unit}]`;
  const name = snapshot.leaders.get(subject.leader)?.label[language] ?? subject.leader;
  return `${name} [${subject.leader}]${unit ? ` · ${unit}` : ''}`;
}

function namesFrom(snapshot: Snapshot, query: CardQuery): CardNames {
  const period = periodOf(snapshot, query.period);
  return {
    plugins: CATALOGUE.plugins,
    scheme: schemeOn(snapshot, query.scheme, period.from)?.configuration ?? null,
    unit: (code) => snapshot.organisation.units.get(code)?.name ?? null,
    post: (code) => snapshot.organisation.appointments.get(code)?.post ?? null,
  };
}

async function score(options: Options): Promise<number> {
  const { database, authority: found } = await open(options);
  try {
    const authority = await authorityOf(database, found ?? options.authority);
    const position = await positionAt(database, authority, options.knownAt, systemClock.now());
    const cards = new ScoreCards(new ScoreService(database, CATALOGUE));
    const snapshot = await cards.service.snapshot(authority, position);
    const asOf = options.asOf ?? systemClock.today();
    const query: CardQuery = {
      authority,
      position,
      period: options.period,
      scheme: schemeFor(snapshot, options),
      asOf,
    };
    print(`${authority} · ${query.scheme} · ${query.period} · ${position}`);
    const list = await requestedCards(cards, query, options);
    sayWhereClamped(list, options.asOf);
    const names = namesFrom(snapshot, query);
    const standings = await cards.standings(query);
    const standingOf = (card: ScoreCard) => {
      const standing = card.subjects.length === 1 ? standings.get(card.subjects[0]!)?.standing : undefined;
      return standing ? viewStanding(standing, card.body.points) : null;
    };
    if (options.json) {
      const out = list.map((card) => ({
        digest: card.digest,
        position: card.query.position,
        asOf: formatDay(card.asOf),
        card: card.body,
        standing: standingOf(card),
      }));
      process.stdout.write(
        `${JSON.stringify(plainConfig({ authority, scheme: query.scheme, period: query.period, cards: out }), null, 2)}\n`,
      );
      return 0;
    }
    const whole = list.length === 1 || options.explain;
    for (const card of list) {
      const who = whoIs(card, snapshot, options.language);
      const view = new ScoreCardType(card, { of: 'SUBJECT', code: card.subjects[0]! }, names);
      const text = whole
        ? [...cardText(view, who, standingOf(card), options.language, options.explain), '']
        : [summary(view, who, standingOf(card), options.language)];
      process.stdout.write(`${text.join('\n')}\n`);
    }
    return 0;
  } finally {
    await database.close();
  }
}

function summary(
  view: ScoreCardType,
  who: string,
  standing: ReturnType<typeof viewStanding> | null,
  language: Language,
): string {
  const open = view.open === '0' ? '' : ` (+${view.open}?)`;
  const [first] = view.pointsLost(1);
  return `${(standing?.rank ? `#${standing.rank}` : '').padStart(4)} ${`${view.points}${open}`.padStart(16)}  ${((standing ?? view).ratingText?.[language] ?? '–').padEnd(28)}  ${who}${first ? `  · −${first.points} ${first.lineTitle[language]}` : ''}`;
}

await runCommand({ usage: USAGE, options: OPTIONS, run: (values) => score(optionsOf(values)) });
