import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** Marks what the author still has to write; a test lists every line that bears it. */
export const TO_WRITE = 'VIẾT:';

/** Why a scaffold cannot be made, in both languages. */
export class ScaffoldFault extends Error {}

/** Writes files that are not there yet, by path from the root. @throws ScaffoldFault where one is there. */
export function writeNew(root: string, files: Readonly<Record<string, string>>): void {
  for (const path of Object.keys(files))
    if (isThere(join(root, path))) throw new ScaffoldFault(`${path} đã có (is there already)`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

/** "late-answers" → "lateAnswers". */
export function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** "late-answers" → "LateAnswers". */
export function pascal(name: string): string {
  return camel(name).replace(/^\w/, (letter) => letter.toUpperCase());
}

/** "late-answers" → "late_answers". */
export function snakeOf(name: string): string {
  return name.replaceAll('-', '_');
}

/**
 * An import of names from the one file of the server that exports the first of them.
 * Looked up, so that a scaffold stays right when a file moves.
 *
 * @param from the folder that imports. @throws Error when no file exports the name.
 */
export function importOf(root: string, from: string, names: readonly string[], type = ''): string {
  const declaration = new RegExp(
    `^export (?:abstract )?(?:function|class|const|interface|type) ${names[0]}\\b`,
    'm',
  );
  const file = globSync('{server/platform,server/modules,rules/kit}/**/*.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .find((path) => declaration.test(readFileSync(join(root, path), 'utf8')));
  if (file === undefined) throw new Error(`no file exports ${names[0]}`);
  const specifier = posix.relative(from, file);
  const path = specifier.startsWith('.') ? specifier : `./${specifier}`;
  return `import ${type}{ ${names.join(', ')} } from '${path}';`;
}

/** Runs a scaffold from the command line: prints what was written, or why nothing was. */
export function runScaffold(make: (root: string, args: readonly string[]) => string): void {
  try {
    console.log(make(process.cwd(), process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof ScaffoldFault)) throw error;
    console.error(`✗ ${error.message}`);
    process.exitCode = 1;
  }
}
