import { parseArgs } from 'node:util';
import type { Language } from '../../rules/kit/text.ts';
import { DATA_MODEL } from '../data-model.ts';
import { readVariables } from '../env.ts';
import { openDatabase } from '../platform/database/open-database.ts';
import { Refusal, describeProblem } from '../platform/problems.ts';
import { FolderRefusal, checkFolder, importFolder } from '../imports/sources/folder.ts';
import { ENTITIES } from '../slices.ts';
import { openingFault } from './opening-fault.ts';

const USAGE = `Usage: npm run import -- --data FOLDER [--database URL] [--check] [--lang vi|en]
       npm run import -- --columns [--lang vi|en]

  --data FOLDER     a folder of CSV files, as the samples in server/sample are
  --database URL    a PostgreSQL database; without it, the embedded one in DATA_FOLDER or data/embedded (stop the server first)
  --check           only tell what is wrong with the folder; nothing is written
  --columns         list every file of a folder with its columns; "*" marks the ones that need a value`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        data: { type: 'string' },
        database: { type: 'string' },
        check: { type: 'boolean', default: false },
        columns: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'vi' },
      },
    });
    const data = values.data ?? (values.columns ? '' : undefined);
    if (data === undefined || !['vi', 'en'].includes(values.lang)) return null;
    return { ...values, data, language: values.lang as Language };
  } catch {
    return null;
  }
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

async function run(options: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  const { data, language } = options;
  if (options.columns) return listColumns(language);
  if (options.check) {
    const problems = await checkFolder(data, DATA_MODEL);
    for (const problem of problems)
      print(`${problem.severity === 'REFUSED' ? '✗' : '⚠'} ${describeProblem(problem, language)}`);
    if (problems.some(({ severity }) => severity === 'REFUSED')) process.exitCode = 1;
    else print('✓');
    return;
  }
  const { DATABASE_URL, DATA_FOLDER } = readVariables(['DATABASE_URL', 'DATA_FOLDER']);
  const place = options.database ?? DATABASE_URL;
  const database = await openDatabase(
    place === undefined ? { kind: 'embedded', folder: DATA_FOLDER } : { kind: 'server', url: place },
    DATA_MODEL,
  );
  try {
    const imported = await importFolder(database, data, {
      onProgress: ({ step, file, rows }) => print(step === 'READ' ? `  ${file}: ${rows}` : `  … ${rows}`),
    });
    for (const flag of imported.flags) print(`⚠ ${describeProblem(flag, language)}`);
    for (const act of imported.acts) print(`✓ ${act.act}: ${act.changed} @${act.position}`);
  } finally {
    await database.close();
  }
}

const options = readOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  try {
    await run(options);
  } catch (error) {
    if (error instanceof Refusal) {
      for (const problem of error.problems)
        process.stderr.write(`✗ ${describeProblem(problem, 'vi')}\n  ${describeProblem(problem, 'en')}\n`);
      if (error instanceof FolderRefusal && error.total > error.problems.length)
        process.stderr.write(`… ${error.total}\n`);
    } else {
      const fault = openingFault(error);
      if (fault === null) throw error;
      process.stderr.write(`${fault}\n`);
    }
    process.exitCode = 1;
  }
}
