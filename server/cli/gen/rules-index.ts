import { globSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** A rule as its file declares it: folder below rules/, exported name, with points or without. */
export interface RuleFile {
  readonly id: string;
  readonly name: string;
  readonly kind: 'Rule' | 'Condition';
}

const DECLARATION = /^export const (\w+) = define(Rule|Condition)\(/gm;

/**
 * Every rules/<theme>/<rule>/rule.ts below a folder, by path.
 *
 * @throws Error when a file declares no rule, or several.
 */
export function ruleFiles(root: string): RuleFile[] {
  return globSync('rules/*/*/rule.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => {
      const found = [...readFileSync(join(root, file), 'utf8').matchAll(DECLARATION)];
      const [only, second] = found;
      if (only === undefined || second !== undefined)
        throw new Error(
          `${file}: cần đúng một "export const … = defineRule(" hoặc "defineCondition(" (declare exactly one rule or condition)`,
        );
      const id = posix.relative('rules', dirname(file));
      return { id, name: only[1]!, kind: only[2] as RuleFile['kind'] };
    });
}

/** The text of rules/index.ts: every rule and condition by id, in the order of their folders. */
export function rulesIndex(files: readonly RuleFile[]): string {
  const list = (kind: RuleFile['kind']) =>
    files
      .filter((file) => file.kind === kind)
      .map((file) => `  ${file.name},\n`)
      .join('');
  return `// Written by "npm run gen" from rules/*/*/rule.ts.
${files.map(({ id, name }) => `import { ${name} } from './${id}/rule.ts';\n`).join('')}import type { Condition, Rule } from './kit/rule.ts';

/** Every rule that a plugin may use, by id. */
export const RULES: Readonly<Record<string, Rule>> = byId([
${list('Rule')}]);

/** Every condition that a scheme may put before a class or a title, by id. */
export const CONDITIONS: Readonly<Record<string, Condition>> = byId([
${list('Condition')}]);

function byId<T extends Rule | Condition>(entries: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(entries.map((entry) => [entry.id, entry]));
}
`;
}

/** Writes rules/index.ts where it is out of date: before the build, so that what else is generated sees a new rule. */
function main(): void {
  if (process.argv.includes('--check')) return;
  const root = process.cwd();
  const file = join(root, 'rules/index.ts');
  const text = rulesIndex(ruleFiles(root));
  if (readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
  console.log('wrote rules/index.ts');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) main();
