import type { Column } from '../../rules/kit/columns.ts';
import { parseDay } from '../../rules/kit/day.ts';
import { ENTITIES } from '../../server/slices.ts';
import type { Change } from '../../server/platform/ledger/act.ts';
import type { RecordedAct } from '../../server/platform/ledger/act-plan.ts';
import { recordAll } from '../../server/platform/ledger/ledger.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import type { CardQuery } from '../../server/scoring/compute/score-run.ts';
import { ScoreCards } from '../../server/scoring/score-cards.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';
import type { TestDatabase } from './database.ts';
import { quantityOf } from '../../rules/kit/case-rows.ts';

type Given = Readonly<Record<string, unknown>>;
/** Rows by the entity’s name, each with the few columns that matter to the test. */
export type Story = Readonly<Record<string, readonly Given[]>>;

const EMPTY: Partial<Record<Column['type'], unknown>> = {
  flag: false,
  codes: [],
  days: [],
  label: { vi: '–', en: '–' },
  text: '–',
};

function cell(entity: string, name: string, column: Column, given: unknown): unknown {
  if (given === undefined || given === null) {
    if (column.nullable) return null;
    if (column.type in EMPTY) return EMPTY[column.type];
    throw new Error(`${entity}: the story must give ${name}`);
  }
  if (column.type === 'day') return parseDay(String(given));
  if (column.type === 'days') return (given as string[]).map(parseDay);
  if (column.type === 'quantity') return quantityOf(String(given), column.scale);
  if (column.type === 'label' && typeof given === 'string') return { vi: given, en: given };
  return given;
}

/** The changes that a story puts, in the order of the entities. */
export function changesOf(story: Story): Change[] {
  const unknown = Object.keys(story).filter((name) => !ENTITIES.some((entity) => entity.name === name));
  if (unknown.length > 0) throw new Error(`no entity is named ${unknown.join(', ')}`);
  return ENTITIES.flatMap((entity) =>
    (story[entity.name] ?? []).map((given) => {
      const strange = Object.keys(given).filter((name) => !Object.hasOwn(entity.columns, name));
      if (strange.length > 0) throw new Error(`${entity.name} has no column ${strange.join(', ')}`);
      const row = Object.fromEntries(
        Object.entries(entity.columns).map(([name, column]) => [
          name,
          cell(entity.name, name, column, given[name]),
        ]),
      );
      return { entity: entity.name, row };
    }),
  );
}

/** A ledger written story by story, and its cards. */
export class Province {
  readonly database: TestDatabase;
  readonly authority: string;
  readonly cards: ScoreCards;
  #minute = 0;

  constructor(database: TestDatabase, authority: string) {
    this.database = database;
    this.authority = authority;
    this.cards = new ScoreCards(new ScoreService(database, CATALOGUE));
  }

  /** Records one act. @returns its position */
  async append(story: Story): Promise<number> {
    return (await this.record(story)).position;
  }

  /** Records one act; the flags it raised come with it. */
  async record(story: Story): Promise<RecordedAct> {
    const recordedAt = new Date(Date.UTC(2026, 9, 1, 0, this.#minute++)).toISOString();
    const act = { authority: this.authority, kind: 'TEST', actor: 'tester', recordedAt };
    const found = { code: this.authority, name: { vi: this.authority, en: this.authority }, rootUnit: 'P' };
    const [recorded] = await recordAll(
      this.database,
      this.authority,
      [{ act, changes: changesOf(story) }],
      found,
    );
    return recorded!;
  }

  query(position: number, scheme: string, period: string, asOf: string): CardQuery {
    return { authority: this.authority, position, scheme, period, asOf: parseDay(asOf) };
  }
}

/** Quarters and the year 2024, a province with two departments, and the Project 06 scheme. */
export const HEADER: Story = {
  unit: [
    { code: 'P', name: 'Tỉnh', kind: 'PROVINCE', openedOn: '2020-01-01' },
    { code: 'A', name: 'Sở A', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' },
    { code: 'B', name: 'Sở B', kind: 'DEPARTMENT', parent: 'P', openedOn: '2020-01-01' },
  ],
  period: [
    { code: '2024-Q1', kind: 'QUARTER', from: '2024-01-01', to: '2024-04-01', cutOff: '2024-03-31' },
    { code: '2024-Q2', kind: 'QUARTER', from: '2024-04-01', to: '2024-07-01', cutOff: '2024-06-30' },
    { code: '2024-Q3', kind: 'QUARTER', from: '2024-07-01', to: '2024-10-01', cutOff: '2024-09-30' },
    { code: '2024', kind: 'YEAR', from: '2024-01-01', to: '2025-01-01', cutOff: '2024-12-31' },
  ],
  schemeRevision: [
    {
      scheme: 'project-06-leader-2024',
      number: 1,
      effectiveFrom: '2024-01-01',
      configuration: 'reference:project-06-leader-2024',
      example: true,
    },
  ],
};

/** Who has been at the head of a unit since before every test's story. */
export const head = (leader: string, unit: string) => ({
  code: `${leader}@${unit}`,
  leader,
  unit,
  role: 'HEAD',
  from: '2023-01-01',
  legalStatus: 'CIVIL_SERVANT',
});

/** A task due on 20 May 2024, stated clearly. */
export const task = (code: string, leadUnit: string, more: object = {}) => ({
  code,
  leadUnit,
  assignedOn: '2024-01-10',
  dueKind: 'BY',
  dueDay: '2024-05-20',
  clearRecorded: true,
  ...more,
});

/** What a task submitted and accepted on one day has. */
export const done = (day: string) => ({ submittedOn: day, acceptedSubmissionOn: day, acceptedOn: day });
