import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's root folder. */
export const root = dirname(dirname(import.meta.dirname));

/** One Markdown page: its path from the root, with slashes, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every Markdown page of the project, those of folders that begin with a dot included. */
export function pages(): Page[] {
  return globSync(['**/*.md', '.github/**/*.md'], { cwd: root, exclude: isElsewhere })
    .filter((path) => !isElsewhere(path))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Installed packages, what was built, and data of a running server. */
function isElsewhere(path: string): boolean {
  return /(^|[\\/])(node_modules|dist|data|\.git)([\\/]|$)/.test(path);
}

/** A question as a guide shows it, whose role asks it, and the answer printed below it. */
export interface ShownAnswer {
  readonly page: string;
  /** Behind "graphql" in the first line of the block; an auditor where none is named. */
  readonly role: string | null;
  readonly question: string;
  readonly answer: string;
}

const QUESTION = /```graphql(?: (\w+))?\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g;

/** Every GraphQL block of a page that a JSON block follows at once. */
export function answersOf({ path, text }: Page): ShownAnswer[] {
  return [...text.matchAll(QUESTION)].map(([, role, question, answer]) => ({
    page: path,
    role: role ?? null,
    question: question!,
    answer: answer!,
  }));
}

/** Targets of a page's links and images, blocks of code left out. */
export function linksOf({ text }: Page): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
}

/** The name by which a link leads to a heading, as GitHub makes it. */
export function anchorsOf({ text }: Page): string[] {
  const prose = text.replaceAll(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** Names of scripts that a page tells to run: "npm run bench", "npm run -s token", "npm start". */
export function scriptsOf({ text }: Page): string[] {
  const run = [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => match[1]!);
  const short = [...text.matchAll(/\bnpm (start|test)\b/g)].map((match) => match[1]!);
  return [...new Set([...run, ...short])];
}

/**
 * Paths of ours that a page names, from the root. `<entity>` stands for any one name, and "…" or "*" for the rest of one.
 * A path must begin with a top-level folder, so ids such as `deadline/on-time-share` are none.
 */
export function pathsOf({ text }: Page): string[] {
  const found = text.matchAll(
    /(?<![\w./<>:-])((?:rules|plugins|server|schema|migrations|test|\.github)\/[\w./<>*{},…-]*)/g,
  );
  const paths = [...found].map((match) => match[1]!.replace(/[.,…]+$/, ''));
  return [...new Set(paths)].filter((path) => !isElsewhere(path));
}

/** Whether a path, or at least one of those that its pattern stands for, is there. */
export function exists(path: string): boolean {
  const pattern = path
    .replaceAll(/<[^>]*>/g, '*')
    .replaceAll('…', '*')
    .replace(/\/$/, '');
  return globSync(pattern, { cwd: root }).length > 0;
}

/** Names in backticks in the first column of a page's tables that look like environment variables. */
export function variablesOf({ text }: Page): string[] {
  const cells = [...text.matchAll(/^\| ([^|]+)\|/gm)].map((match) => match[1]!);
  const names = cells.flatMap((cell) => [...cell.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)`/g)]);
  return [...new Set(names.map((match) => match[1]!))].toSorted();
}
