import { realpathSync } from 'node:fs';
import {
  ScaffoldFault,
  TO_WRITE,
  camel,
  importOf,
  pascal,
  runScaffold,
  snakeOf,
  writeNew,
} from './scaffold.ts';

const NAME = /^[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * Makes a module with one entity: its columns, GraphQL type, act, index and API.
 *
 * @param name singular, "commitment" or "site-visit". @param stamp date and time of the migration, "20260223000000".
 * @returns what is still to be done, with the migration to write. @throws ScaffoldFault when the name is none, or taken.
 */
export function newEntity(root: string, name: string, stamp: string): string {
  if (!NAME.test(name))
    throw new ScaffoldFault(
      `"${name}" không phải là tên; hãy viết như site-visit (a singular name in lower case)`,
    );
  const folder = `server/modules/${name}`;
  writeNew(root, {
    [`${folder}/${name}.entity.ts`]: entityText(root, folder, name),
    [`${folder}/${name}.type.ts`]: typeText(root, folder, name),
    [`${folder}/${name}.acts.ts`]: actsText(root, folder, name),
    [`${folder}/index.ts`]: indexText(root, folder, name),
    [`${folder}/api.ts`]: apiText(root, folder, name),
  });
  return nextSteps(name, stamp);
}

function entityText(root: string, folder: string, name: string): string {
  return `${importOf(root, folder, ['code', 'day', 'label', 'optional'])}
${importOf(root, folder, ['defineEntity'])}

/** ${TO_WRITE} what one row is, in one short sentence. */
export const ${camel(name)}Entity = defineEntity({
  name: '${camel(name)}',
  file: '${pluralOf(name)}',
  // ${TO_WRITE} origin of its rows: ORGANISATION, DATA, DECISION or CONFIGURATION.
  group: 'DATA',
  title: { vi: '${TO_WRITE} tên', en: '${TO_WRITE} title' },
  help: {
    vi: '${TO_WRITE} một dòng là gì, điền thế nào.',
    en: '${TO_WRITE} what one row is, and how to fill it in.',
  },
  key: ['code'],
  // ${TO_WRITE} who may see a row: OPEN, UNIT, PERSON or EVALUATION.
  visibility: { class: 'UNIT', units: ['unit'] },
  columns: {
    code: code('Mã', 'Code'),
    unit: code('Cơ quan, đơn vị', 'Unit', 'unit'),
    title: label('Nội dung', 'Title'),
    recordedOn: day('Ngày', 'Day'),
    document: optional(code('Văn bản', 'Document', 'document')),
  },
  // ${TO_WRITE} facts that a row affects, for whom and when; none while no fact reads it.
  stamps: () => [],
});
`;
}

function typeText(root: string, folder: string, name: string): string {
  return `${importOf(root, folder, ['EntityObject', 'EntityType'])}
import { ${camel(name)}Entity } from './${name}.entity.ts';

/** The GraphQL type; its fields are the columns of the entity. */
@EntityType(${camel(name)}Entity, '${pascal(name)}', {
  description: '${TO_WRITE} what one of these is.',
})
export class ${pascal(name)} extends EntityObject<typeof ${camel(name)}Entity.columns> {}
`;
}

function actsText(root: string, folder: string, name: string): string {
  const entity = `${camel(name)}Entity`;
  return `${importOf(root, folder, ['code', 'optional'])}
${importOf(root, folder, ['put'])}
${importOf(root, folder, ['defineAct'])}
${importOf(root, folder, ['happenedOn', 'openUnit', 'unused'])}
import { ${entity} } from './${name}.entity.ts';

/** Records one: ${TO_WRITE} when it is refused. */
export const record${pascal(name)} = defineAct({
  name: 'record${pascal(name)}',
  title: { vi: '${TO_WRITE} tên hành vi', en: '${TO_WRITE} title of the act' },
  help: {
    vi: '${TO_WRITE} ghi điều gì, khi nào bị từ chối.',
    en: '${TO_WRITE} what it records, and when it is refused.',
  },
  columns: {
    code: optional(code('Mã; để trống thì máy đặt', 'Code; made by the server where left out')),
    unit: ${entity}.columns.unit,
    title: ${entity}.columns.title,
    recordedOn: optional(${entity}.columns.recordedOn),
  },
  entity: ${entity},
  // ${TO_WRITE} roles that may do it.
  by: ['STANDING_AGENCY'],
  scope: ({ unit }) => [unit],
  async changes(input, context) {
    const code = await unused(${entity}, input.code ?? context.newCode(), context, 'code');
    const recordedOn = happenedOn(input.recordedOn, context, 'recordedOn');
    await openUnit(input.unit, recordedOn, context, 'unit');
    const row = { ...input, code, recordedOn, document: context.document };
    return { about: code, changes: [put(${entity}, row)] };
  },
});
`;
}

function indexText(root: string, folder: string, name: string): string {
  return `${importOf(root, folder, ['defineModule'])}
import { ${camel(name)}Entity } from './${name}.entity.ts';

/** ${TO_WRITE} what the module holds, in one short sentence. */
export const ${camel(name)}Module = defineModule({
  name: '${name}',
  entities: [${camel(name)}Entity],
  api: () => import('./api.ts'),
});
`;
}

function apiText(root: string, folder: string, name: string): string {
  return `${importOf(root, folder, ['defineApi'])}
import { record${pascal(name)} } from './${name}.acts.ts';
import { ${pascal(name)} } from './${name}.type.ts';

/** What the API shows and does of this module. */
export const api = defineApi({
  types: [${pascal(name)}],
  acts: [record${pascal(name)}],
});
`;
}

/** "site-visit" → "site-visits", "inquiry" → "inquiries": the name of its file in a data folder. */
function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** The migration to write, whole: its table, what keeps it from being changed, and who may read it. */
export function migrationText(name: string, stamp: string): string {
  const stored = `${snakeOf(name)}_version`;
  const migration = `Migration${stamp}_${snakeOf(pluralOf(name))}`;
  return `import { Migration } from '@mikro-orm/migrations';

/** ${TO_WRITE} what the table holds. */
export class ${migration} extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  \`
  create table "${stored}" (
    "authority" text not null references "authority" ("code"),
    "code" text not null,
    "unit" text not null,
    "title_vi" text not null,
    "title_en" text not null,
    "recorded_on" date not null,
    "document" text,
    "recorded_position" bigint not null,
    "superseded_position" bigint,
    primary key ("authority", "code", "recorded_position"),
    constraint "${stored}_unit_foreign" foreign key ("authority", "unit") references "unit" ("authority", "code"),
    constraint "${stored}_document_foreign" foreign key ("authority", "document") references "document" ("authority", "code")
  )
  \`,
  \`create unique index "${stored}_current" on "${stored}" ("authority", "code") where superseded_position is null\`,
  \`create index "${stored}_unit" on "${stored}" ("authority", "unit")\`,
  \`create trigger "${stored}_kept" before update or delete on "${stored}" for each row execute function only_supersede()\`,
  \`create trigger "${stored}_kept_whole" before truncate on "${stored}" for each statement execute function refuse_change()\`,
  \`grant select on "${stored}" to scorecard_reader\`,
];
`;
}

function nextSteps(name: string, stamp: string): string {
  const migration = `Migration${stamp}_${snakeOf(pluralOf(name))}`;
  return `Đã tạo server/modules/${name} (a module with one entity). Tiếp theo (next):
  1. sửa các dòng có "${TO_WRITE}" (write the marked lines); npm test -- test/architecture liệt kê chúng (lists them)
  2. server/modules/index.ts: thêm ${camel(name)}Module (add it)
  3. migrations/${migration}.ts, và dòng của nó ở cuối migrations/index.ts (write it, and its line at the end):

${migrationText(name, stamp).replace(/^/gm, '     ')}
     npm test -- test/platform/schema.test.ts cho biết còn thiếu gì (says what is still missing)
  4. test/graphql/rights/story.ts: vài dòng ở hai cơ quan (rows in both units); test/graphql/rights/who-acts.ts: ai được làm (who may do it);
     test/graphql/acts/${name}.acts.test.ts: làm được, bị từ chối, gửi lại (done, refused, repeated)
  5. npm run gen; một dòng trong schema/CHANGELOG.md; npm run check`;
}

/** `npm run new:entity -- name`. */
function main(): void {
  runScaffold((root, args) => {
    const [name, ...rest] = args;
    if (name === undefined || rest.length > 0)
      throw new ScaffoldFault('npm run new:entity -- <tên> (a singular name, such as site-visit)');
    const day = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
    return newEntity(root, name, `${day.replaceAll('-', '')}000000`);
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) main();
