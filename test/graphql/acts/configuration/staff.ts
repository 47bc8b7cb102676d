import { canonicalText } from '../../../../plugins/engine/digest.ts';
import { parseDay } from '../../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../../server/schemes/catalogue.ts';
import type { App } from '../../../../server/graphql/app.ts';
import { createApp } from '../../../../server/graphql/app.ts';
import { fixedClock } from '../../../../server/platform/clock.ts';
import { currentPosition } from '../../../../server/platform/ledger/position.ts';
import { record } from '../../../../server/platform/ledger/ledger.ts';
import type { Viewer } from '../../../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../../../server/modules/roles.ts';
import { importFolder } from '../../../../server/imports/sources/folder.ts';
import { ScoreCards } from '../../../../server/scoring/score-cards.ts';
import { ScoreService } from '../../../../server/scoring/compute/score-service.ts';
import type { Answer } from '../../../support/api.ts';
import type { TestDatabase } from '../../../support/database.ts';
import { openTestDatabase } from '../../../support/database.ts';
import { changesOf } from '../../../support/province.ts';

export const authority = 'HC';
export const SCHEME = 'project-06-leader-2024';
const sample = new URL('../../../../server/sample/tinh-mau', import.meta.url).pathname;

export const account = (subject: string, ...roles: GrantRole[]): Viewer => ({
  subject,
  leader: null,
  grants: roles.map((role) => ({ authority, role, unit: null })),
});
export const AUTHOR = account('an', 'HOME_AFFAIRS_AUTHOR');
export const APPROVER = account('binh', 'HOME_AFFAIRS_APPROVER');
export const BOTH = account('chi', 'HOME_AFFAIRS_AUTHOR', 'HOME_AFFAIRS_APPROVER');
export const DECISION = { documentNumber: '15/QĐ-SNV', documentDate: '2026-11-22' };

/** What a test file acts upon, once `openStage` has made it. */
interface Stage {
  readonly database: TestDatabase;
  readonly app: App;
}

let opened: Stage | null = null;
export const stage = (): Stage => opened!;

const clock = { now: fixedClock('2026-11-22T09:00:00+07:00') };
export const itIs = (day: string): void => void (clock.now = fixedClock(`${day}T09:00:00+07:00`));

const period = (code: string, from: string, to: string, cutOff: string) => ({
  code,
  kind: 'QUARTER',
  from,
  to,
  cutOff,
});

/** The fictional province, with three quarters of the coming year. */
export async function openStage(): Promise<void> {
  const database = await openTestDatabase();
  await importFolder(database, sample);
  const act = { authority, kind: 'TEST', actor: 'tester', recordedAt: '2026-11-21T02:00:00Z' };
  const periods = [
    period('2027-Q1', '2027-01-01', '2027-04-01', '2027-04-10'),
    period('2027-Q2', '2027-04-01', '2027-07-01', '2027-07-10'),
    period('2027-Q3', '2027-07-01', '2027-10-01', '2027-10-10'),
  ];
  await record(database, act, changesOf({ period: periods }));
  const app = await createApp({
    database,
    clock: { now: () => clock.now.now(), today: () => clock.now.today() },
    catalogue: CATALOGUE,
  });
  opened = { database, app };
}

export async function closeStage(): Promise<void> {
  await opened?.app.stop();
  await opened?.database.close();
}

export async function answer<T>(query: string, variables: object, as: Viewer | null): Promise<Answer<T>> {
  const contextValue = stage().app.context('en');
  contextValue.viewer = as;
  const { body } = await stage().app.apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== 'single') throw new Error('an incremental answer');
  return JSON.parse(JSON.stringify(body.singleResult)) as Answer<T>;
}

export async function ask<T>(query: string, variables: object, as: Viewer | null = AUTHOR): Promise<T> {
  const { data, errors } = await answer<T>(query, variables, as);
  if (errors || data === null) throw new Error(JSON.stringify(errors, null, 1));
  return data;
}

export interface Draft {
  readonly code: string;
  readonly state: string;
  readonly digest: string;
  readonly effectiveFrom: string | null;
  readonly configuration: Record<string, never>;
  readonly checks: readonly {
    readonly code: string;
    readonly path: string | null;
    readonly severity: string;
  }[];
  readonly differences: readonly { readonly sentence: string }[];
}

export interface Done {
  readonly position: number | null;
  readonly problems: readonly { readonly code: string; readonly path: string | null }[];
  readonly configurationDraft: Draft | null;
}

const DRAFT = `code state digest effectiveFrom configuration checks { code path severity } differences { sentence }`;

export async function act(name: string, input: object, as: Viewer = AUTHOR): Promise<Done> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { done } = await ask<{ done: Done }>(
    `mutation ($input: ${type}!) { done: ${name}(input: $input) {
       position problems { code path } configurationDraft { ${DRAFT} } } }`,
    { input: { authority, ...input } },
    as,
  );
  return done;
}

export async function done(name: string, input: object, as: Viewer = AUTHOR): Promise<Draft> {
  const { configurationDraft, problems } = await act(name, input, as);
  if (configurationDraft === null) throw new Error(JSON.stringify(problems));
  return configurationDraft;
}

export const codes = ({ problems }: Pick<Done, 'problems'>): string[] =>
  problems.map(({ code, path }) => `${code} ${path ?? ''}`.trim());

export async function draft(code: string, as: Viewer = AUTHOR): Promise<Draft> {
  const found = await ask<{ configurationDraft: Draft }>(
    `query ($code: String!) { configurationDraft(authority: "HC", code: $code) { ${DRAFT} } }`,
    { code },
    as,
  );
  return found.configurationDraft;
}

export interface Simulated {
  readonly id: string;
  readonly state: string;
  readonly digest: string | null;
  readonly done: number;
  readonly total: number;
  readonly results: readonly {
    readonly scheme: string;
    readonly period: string;
    readonly revisionBefore: number | null;
    readonly all: readonly {
      readonly subject: string;
      readonly before: { readonly points: string };
      readonly after: { readonly points: string };
    }[];
    readonly changing: readonly {
      readonly subject: string;
      readonly leader: string;
      readonly before: { readonly rating: string; readonly points: string };
      readonly after: { readonly rating: string; readonly points: string };
      readonly moved: { readonly line: string; readonly title: string } | null;
    }[];
    readonly stuck: readonly { readonly message: string }[];
  }[];
}

export async function simulate(code: string, periods: readonly string[], as: Viewer = AUTHOR) {
  const { simulated } = await ask<{
    simulated: { simulation: { id: string } | null; problems: Done['problems'] };
  }>(
    `mutation ($input: SimulateConfigurationDraftInput!) {
       simulated: simulateConfigurationDraft(input: $input) { simulation { id } problems { code path } } }`,
    { input: { authority, draft: code, periods } },
    as,
  );
  return simulated;
}

export async function simulation(id: string): Promise<Simulated> {
  const found = await ask<{ found: Simulated }>(
    `query ($id: String!) { found: configurationSimulation(authority: "HC", id: $id) {
       id state digest done total
       results {
         scheme period revisionBefore stuck { message }
         all: subjects { subject before { points } after { points } }
         changing: subjects(changesClass: true) {
           subject leader before { rating points } after { rating points } moved { line title } }
       } } }`,
    { id },
  );
  return found.found;
}

/** A finished simulation on two quarters. */
export async function simulated(code: string): Promise<Simulated> {
  const { simulation: started, problems } = await simulate(code, ['2026-Q3', '2026-Q2']);
  if (started === null) throw new Error(JSON.stringify(problems));
  await stage().app.simulations.settled();
  return simulation(started.id);
}

/** The canonical bytes of every card of a period. */
export async function cards(code: string, asOf: string): Promise<string[]> {
  const service = new ScoreCards(new ScoreService(stage().database, CATALOGUE));
  const position = await currentPosition(stage().database, authority);
  const query = { authority, position, scheme: SCHEME, period: code, asOf: parseDay(asOf) };
  return (await service.ofAll(query)).map(({ body }) => canonicalText(body));
}

const EARLIER = ['2025-Q1', '2026-Q2', '2026-Q3', '2026-Q4'];
export const earlier = () => Promise.all(EARLIER.map((code) => cards(code, '2026-11-22')));
export const revisionOf = (text: string): number =>
  (JSON.parse(text) as { scheme: { revision: number } }).scheme.revision;
/** The revision of the plugin with the step table by which a card was computed. */
export const tableOf = (text: string): number | undefined =>
  (JSON.parse(text) as { plugins: { id: string; revision: number }[] }).plugins.find(
    ({ id }) => id === 'targets',
  )?.revision;

type Band = { readonly rating: string; readonly atLeast: string };
export const withGood = (configuration: Draft['configuration'], atLeast: string) => ({
  ...configuration,
  bands: (configuration['bands'] as unknown as readonly Band[]).map((band) =>
    band.rating === 'GOOD' ? { ...band, atLeast } : band,
  ),
});
