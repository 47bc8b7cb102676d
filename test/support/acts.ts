import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { App, AppOptions } from '../../server/graphql/app.ts';
import { createApp } from '../../server/graphql/app.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { verifyLedger } from '../../server/platform/ledger/verify-ledger.ts';
import type { Viewer } from '../../server/platform/model/viewer.ts';
import type { GrantRole } from '../../server/modules/roles.ts';
import type { Answer, ApiError } from './api.ts';
import type { TestDatabase } from './database.ts';
import { openTestDatabase } from './database.ts';
import type { Story } from './province.ts';
import { Province } from './province.ts';

/** A province to act upon: departments A and B, and X below A; the quarters of 2026. */
export const STAGE: Story = {
  unit: [
    { code: 'P', name: 'Tỉnh', kind: 'PROVINCE', openedOn: '2020-01-01' },
    { code: 'A', name: 'Sở A', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' },
    { code: 'B', name: 'Sở B', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' },
    { code: 'X', name: 'Chi cục X', kind: 'ORGANISATION', parent: 'A', openedOn: '2020-01-01' },
  ],
  leader: [
    { code: 'L1', label: 'Người thứ nhất' },
    { code: 'L2', label: 'Người thứ hai' },
  ],
  period: [
    { code: '2026-Q2', kind: 'QUARTER', from: '2026-04-01', to: '2026-07-01', cutOff: '2026-07-05' },
    { code: '2026-Q3', kind: 'QUARTER', from: '2026-07-01', to: '2026-10-01', cutOff: '2026-10-05' },
  ],
  metric: [
    { code: 'M', title: 'Hồ sơ đúng hạn', kind: 'RATIO', direction: 'HIGHER_IS_BETTER' },
    { code: 'N', title: 'Số hồ sơ', kind: 'COUNT', direction: 'HIGHER_IS_BETTER', scaleMax: '100' },
  ],
  reportDuty: [
    { code: 'R', title: 'Báo cáo quý', unit: 'A', frequency: 'QUARTERLY', firstDueOn: '2026-09-30' },
  ],
  task: [
    {
      code: 'T1',
      title: 'Nhiệm vụ của A',
      leadUnit: 'A',
      assignedBy: 'P',
      assignedOn: '2026-08-01',
      dueKind: 'BY',
      dueDay: '2026-11-30',
    },
    {
      code: 'T2',
      title: 'Nhiệm vụ quá hạn của A',
      leadUnit: 'A',
      assignedBy: 'P',
      assignedOn: '2026-08-01',
      dueKind: 'BY',
      dueDay: '2026-10-31',
    },
    {
      code: 'T3',
      title: 'Nhiệm vụ của B',
      leadUnit: 'B',
      assignedBy: 'P',
      assignedOn: '2026-08-01',
      dueKind: 'BY',
      dueDay: '2026-11-30',
    },
  ],
};

export const DECISION = { documentNumber: '12/QĐ-UBND', documentDate: '2026-11-20' } as const;

/** A viewer of the authority "T" with one role, over the whole of it or below one unit. */
export function viewer(role: GrantRole, unit: string | null = null): Viewer {
  const subject = `${role}@${unit ?? 'T'}`.toLowerCase();
  return { subject, leader: null, grants: [{ authority: 'T', role, unit }] };
}

/** Somebody who may do everything everywhere, for tests that are about something else. */
export const ANYONE: Viewer = {
  subject: 'anyone',
  leader: null,
  grants: (
    [
      'ADMINISTRATOR',
      'HOME_AFFAIRS_AUTHOR',
      'HOME_AFFAIRS_APPROVER',
      'STANDING_AGENCY',
      'UNIT_REPORTER',
      'INTEGRATOR',
    ] as const
  ).map((role) => ({ authority: 'T', role, unit: null })),
};

export interface Payload {
  readonly position: number | null;
  readonly problems: readonly {
    readonly code: string;
    readonly path: string | null;
    readonly message: string;
    readonly severity: 'REFUSED' | 'FLAGGED';
  }[];
  /** What was selected by `select`. */
  readonly [field: string]: unknown;
}

export interface ActOptions {
  readonly as?: Viewer | null;
  /** More fields of the payload, as GraphQL. */
  readonly select?: string;
}

/** A server over a small province, acted upon in process. Its clock stands until it is set. */
export class ActApi {
  readonly app: App;
  readonly database: TestDatabase;
  readonly province: Province;
  readonly #clock: { now: Clock };

  private constructor(app: App, database: TestDatabase, province: Province, clock: { now: Clock }) {
    this.app = app;
    this.database = database;
    this.province = province;
    this.#clock = clock;
  }

  static async open(
    more: Story = {},
    options: (clock: Clock) => Partial<AppOptions> | Promise<Partial<AppOptions>> = () => ({}),
  ): Promise<ActApi> {
    const database = await openTestDatabase();
    const province = new Province(database, 'T');
    const rows = Object.entries(STAGE).map(([entity, own]) => [entity, [...own, ...(more[entity] ?? [])]]);
    await province.append({ ...more, ...(Object.fromEntries(rows) as Story) });
    const clock = { now: fixedClock('2026-11-22T09:00:00+07:00') };
    const settable: Clock = { now: () => clock.now.now(), today: () => clock.now.today() };
    const app = await createApp({
      database,
      clock: settable,
      catalogue: CATALOGUE,
      ...(await options(settable)),
    });
    return new ActApi(app, database, province, clock);
  }

  /** From now on it is this day, at nine unless another time is given. */
  itIs(day: string, time = '09:00:00'): void {
    this.#clock.now = fixedClock(`${day}T${time}+07:00`);
  }

  async answer<T>(query: string, variables: object = {}, as: Viewer | null = ANYONE): Promise<Answer<T>> {
    const contextValue = this.app.context('en');
    contextValue.viewer = as;
    const { body } = await this.app.apollo.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('an incremental answer');
    return JSON.parse(JSON.stringify(body.singleResult)) as Answer<T>;
  }

  /** The payload of one mutation. @throws ActFault when it is answered with errors. */
  async act(name: string, input: object, { as = ANYONE, select = '' }: ActOptions = {}): Promise<Payload> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { done: ${name}(input: $input) {
      position problems { code path message severity } ${select} } }`;
    const { data, errors } = await this.answer<{ done: Payload }>(query, { input }, as);
    if (errors || data === null) throw new ActFault(errors ?? []);
    return data.done;
  }

  /** Performs an act that must be recorded. */
  async done(name: string, input: object, options: ActOptions = {}): Promise<Payload> {
    const payload = await this.act(name, input, options);
    if (payload.position === null) throw new Error(JSON.stringify(payload.problems));
    return payload;
  }

  /** Codes and paths of the problems of an act that must be refused, as "CODE path". */
  async refusals(name: string, input: object, options: ActOptions = {}): Promise<string[]> {
    const payload = await this.act(name, input, options);
    if (payload.position !== null) throw new Error(`${name} was recorded at ${payload.position}`);
    return payload.problems.map(({ code, path }) => (path === null ? code : `${code} ${path}`));
  }

  async position(): Promise<number> {
    const { data } = await this.answer<{ authority: { position: number } }>(
      '{ authority(code: "T") { position } }',
    );
    return data!.authority.position;
  }

  /** Where the ledger is not what was recorded; nothing, unless it was tampered with. */
  async faults(): Promise<readonly object[]> {
    return (await verifyLedger(this.database, 'T')).faults;
  }

  async close(): Promise<void> {
    await this.app.stop();
    await this.database.close();
  }
}

/** GraphQL errors instead of a payload. */
export class ActFault extends Error {
  readonly codes: readonly string[];

  constructor(errors: readonly ApiError[]) {
    super(JSON.stringify(errors, null, 1));
    this.codes = errors.map(({ extensions }) => extensions.code);
  }
}
