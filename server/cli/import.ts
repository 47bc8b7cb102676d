import type { Language } from '../../rules/kit/text.ts';
import { DATA_MODEL } from '../data-model.ts';
import type { Database } from '../platform/database/database.ts';
import { describeProblem } from '../platform/problems.ts';
import { checkFolder, importFolder } from '../imports/sources/folder.ts';
import { ENTITIES } from '../slices.ts';
import type { Values } from './command.ts';
import { UsageFault, languageFrom, runCommand } from './command.ts';
import { DATABASE_USAGE, openNamedDatabase } from './named-database.ts';

const USAGE = `Usage: npm run import -- --data FOLDER [--database URL] [--check] [--lang vi|en]
       npm run import -- --columns [--lang vi|en]

  --data FOLDER     a folder of CSV files, as the samples in server/sample are
  ${DATABASE_USAGE}
  --check           only tell what is wrong with the folder; nothing is written
  --columns         list every file of a folder with its columns; "*" marks the ones that need a value`;

const OPTIONS = {
  data: { type: 'string' },
  database: { type: 'string' },
  check: { type: 'boolean', default: false },
  columns: { type: 'boolean', default: false },
  lang: { type: 'string', default: 'vi' },
} as const;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Every file that a data folder may hold, in words for the person who fills one. */
function listColumns(language: Language): void {
  for (const entity of ENTITIES) {
    print(`\n${entity.file}.csv · ${entity.title[language]}\n  ${entity.help[language]}`);
    for (const [name, column] of Object.entries(entity.columns)) {
      const isRequired = !column.nullable && !['flag', 'codes', 'days'].includes(column.type);
      const names = column.type === 'label' ? `${name}.vi, ${name}.en` : name;
      const choices = column.type === 'choice' ? ` (${column.values.join(', ')})` : '';
      print(`  ${isRequired ? '*' : ' '} ${names}: ${column.title[language]}${choices}`);
    }
  }
}

async function run({ data, database, check, columns, lang }: Values<typeof OPTIONS>): Promise<number> {
  const language = languageFrom(lang);
  if (columns) listColumns(language);
  else if (data === undefined) throw new UsageFault('--data is missing');
  else if (check) return checkOnly(data, language);
  else await importInto(await openNamedDatabase(database, 'READ_OR_MAKE'), data, language);
  return 0;
}

async function checkOnly(folder: string, language: Language): Promise<number> {
  const problems = await checkFolder(folder, DATA_MODEL);
  for (const problem of problems)
    print(`${problem.severity === 'REFUSED' ? '✗' : '⚠'} ${describeProblem(problem, language)}`);
  if (problems.some(({ severity }) => severity === 'REFUSED')) return 1;
  print('✓');
  return 0;
}

async function importInto(database: Database, folder: string, language: Language): Promise<void> {
  try {
    const imported = await importFolder(database, folder, {
      onProgress: ({ step, file, rows }) => print(step === 'READ' ? `  ${file}: ${rows}` : `  … ${rows}`),
    });
    for (const flag of imported.flags) print(`⚠ ${describeProblem(flag, language)}`);
    for (const act of imported.acts) print(`✓ ${act.act}: ${act.changed} @${act.position}`);
  } finally {
    await database.close();
  }
}

await runCommand({ usage: USAGE, options: OPTIONS, run });
