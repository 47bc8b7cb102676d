import { EntitySchema } from '@mikro-orm/core';
import type { Column } from '../../../rules/kit/columns.ts';
import type { DataModel, OwnTable } from '../model/data-model.ts';
import { anchoredEntities } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import { storedNames } from '../model/entity.ts';
import { anchorTable, storedColumns, versionTable } from '../model/storage.ts';

/** A column in MikroORM's terms. */
interface Property {
  readonly type: string;
  readonly fieldName: string;
  readonly columnType: string;
  readonly primary?: true;
  readonly nullable?: boolean;
  readonly comment?: string;
  readonly enum?: true;
  readonly items?: () => readonly string[];
  readonly defaultRaw?: string;
}

type Properties = Record<string, Property>;

const property = (fieldName: string, columnType: string, more: Partial<Property> = {}): Property => ({
  type: RUNTIME_TYPES[columnType] ?? 'string',
  fieldName,
  columnType,
  ...more,
});

const RUNTIME_TYPES: Readonly<Record<string, string>> = {
  bigint: 'bigint',
  integer: 'integer',
  boolean: 'boolean',
  jsonb: 'json',
  date: 'date',
  'text[]': 'array',
  'date[]': 'array',
};

const key = (name: string, columnType = 'text'): Property => property(name, columnType, { primary: true });

/**
 * Every table that the migrations make, as MikroORM entities.
 *
 * Foreign keys and triggers live in the migrations only: the ledger reads by code and position, never along relations, so a
 * relation here would be a second way to read the same.
 */
export function entitiesOf({ entities, tables }: Pick<DataModel, 'entities' | 'tables'>): EntitySchema[] {
  const anchored = anchoredEntities(entities);
  const indexed = new Set(entities.filter((entity) => entity.indexed).map(({ name }) => name));
  return [
    ...platformEntities(),
    ...entities
      .filter((entity) => anchored.has(entity.name))
      .map((entity) =>
        mikroEntity(`${entity.name}Anchor`, anchorTable(entity), {
          authority: key('authority'),
          code: key('code'),
        }),
      ),
    ...entities.map((entity) => versionEntity(entity, indexed)),
    ...tables.map(ownEntity),
  ];
}

function ownEntity({
  name,
  columns,
  key: keys,
  defaults = {},
  indexes = {},
  unique = {},
}: OwnTable): EntitySchema {
  const properties = Object.entries(columns).map(([column, type]) => {
    const { [column]: value } = defaults;
    const more = {
      ...(keys.includes(column) && { primary: true as const }),
      ...(value && { defaultRaw: value }),
      ...(type.endsWith(' null') && { nullable: true as const }),
    };
    return [column, property(column, type.replace(/ null$/, ''), more)] as const;
  });
  return mikroEntity(name, name, Object.fromEntries(properties), [
    ...indexesOf(name, 'index', indexes),
    ...indexesOf(name, 'unique index', unique),
  ]);
}

function indexesOf(
  table: string,
  kind: string,
  lists: Readonly<Record<string, readonly string[]>>,
): ExpressionIndex[] {
  return Object.entries(lists).map(([name, columns]) => ({
    name,
    expression: `create ${kind} "${name}" on "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`,
  }));
}

/** @param indexed names of entities by which the rows that point to them are searched */
function versionEntity(entity: AnyEntity, indexed: ReadonlySet<string>): EntitySchema {
  const properties: Properties = { authority: key('authority'), code: key('code') };
  for (const stored of storedColumns(entity)) {
    // A label takes two columns, so properties are named after the columns, not after the declaration.
    properties[stored.name] = property(stored.name, stored.sqlType, {
      nullable: stored.nullable,
      ...commentOf(stored.column),
      ...choiceOf(stored.column),
    });
  }
  properties['recorded_position'] = key('recorded_position', 'bigint');
  properties['superseded_position'] = property('superseded_position', 'bigint', { nullable: true });
  const table = versionTable(entity);
  const references = storedColumns(entity).filter(
    ({ column }) => column.type === 'code' && column.of !== null && indexed.has(column.of),
  );
  const lists = [
    ...references
      .filter(({ declared }) => !entity.searched.some(([first]) => first === declared))
      .map(({ name }) => [name]),
    ...entity.searched.map((list) => list.flatMap((name) => storedNames(name, entity.columns[name]!))),
  ];
  return mikroEntity(`${entity.name}Version`, table, properties, [
    {
      name: `${table}_current`,
      expression: `create unique index "${table}_current" on "${table}" ("authority", "code") where superseded_position is null`,
    },
    ...lists.map((names) => ({
      name: `${table}_${names.join('_')}`,
      expression: `create index "${table}_${names.join('_')}" on "${table}" (${['authority', ...names].map((name) => `"${name}"`).join(', ')})`,
    })),
  ]);
}

function commentOf(column: Column): Partial<Property> {
  return column.type === 'quantity' && column.scale > 0 ? { comment: `in units of 10^-${column.scale}` } : {};
}

function choiceOf(column: Column): Partial<Property> {
  return column.type === 'choice' ? { type: 'enum', enum: true, items: () => column.values } : {};
}

function platformEntities(): EntitySchema[] {
  const act = { authority: key('authority'), position: key('position', 'bigint') };
  return [
    mikroEntity('Authority', 'authority', {
      code: key('code'),
      name_vi: property('name_vi', 'text'),
      name_en: property('name_en', 'text'),
      root_unit: property('root_unit', 'text'),
    }),
    mikroEntity('LedgerCounter', 'ledger_counter', {
      authority: key('authority'),
      position: property('position', 'bigint'),
    }),
    mikroEntity(
      'Act',
      'act',
      {
        ...act,
        id: property('id', 'uuid'),
        kind: property('kind', 'text'),
        recorded_at: property('recorded_at', 'timestamptz'),
        actor: property('actor', 'text'),
        note: property('note', 'text', { nullable: true }),
        body: property('body', 'jsonb'),
        previous_hash: property('previous_hash', 'text'),
        hash: property('hash', 'text'),
      },
      [
        { name: 'act_id', expression: 'create unique index "act_id" on "act" ("authority", "id")' },
        {
          name: 'act_recorded_at',
          expression: 'create index "act_recorded_at" on "act" ("authority", "recorded_at")',
        },
      ],
    ),
    mikroEntity(
      'Stamp',
      'stamp',
      {
        ...act,
        number: key('number', 'integer'),
        fact: property('fact', 'text'),
        about: property('about', 'text'),
        from_day: property('from_day', 'date'),
        to_day: property('to_day', 'date', { nullable: true }),
      },
      [
        {
          name: 'stamp_of_fact',
          expression: 'create index "stamp_of_fact" on "stamp" ("authority", "fact", "about", "position")',
        },
      ],
    ),
    mikroEntity(
      'Flag',
      'flag',
      {
        ...act,
        number: key('number', 'integer'),
        noun: property('noun', 'text'),
        code: property('code', 'text'),
        problem: property('problem', 'jsonb'),
      },
      [
        {
          name: 'flag_of_row',
          expression: 'create index "flag_of_row" on "flag" ("authority", "noun", "code")',
        },
      ],
    ),
  ];
}

interface ExpressionIndex {
  readonly name: string;
  readonly expression: string;
}

function mikroEntity(
  name: string,
  tableName: string,
  properties: Properties,
  indexes: readonly ExpressionIndex[] = [],
): EntitySchema {
  return new EntitySchema({
    name,
    tableName,
    properties,
    indexes: indexes as never,
  });
}
