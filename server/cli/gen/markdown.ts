import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Citation } from '../../../rules/kit/citation.ts';
import { LEGAL_REGISTER } from '../../../rules/kit/legal-register.ts';

/** The text of a page with a generated part put between its markers; without markers it comes first. */
export function withPart(root: string, path: string, part: string, text: string): string {
  const begin = `<!-- gen: ${part} -->`;
  const end = `<!-- gen: end of ${part} -->`;
  const page = readFileSync(join(root, path), 'utf8');
  const block = `${begin}\n\n${text.trim()}\n\n${end}`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to === -1) return `${block}\n\n${page}`;
  return page.slice(0, from) + block + page.slice(to + end.length);
}

/** A table whose columns are as wide as their widest cell, as prettier leaves it. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = headings.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - cell.length)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

const CONFIDENCE = { READ: null, SECONDARY: 'nguồn thứ cấp', TO_BE_CONFIRMED: 'chờ xác nhận' } as const;

/** A citation in Vietnamese: document, place in it, and how far it was read. */
export function citationText({ document, article, clause, point, confidence }: Citation): string {
  const place = [
    article === null ? null : `Điều ${article}`,
    clause === null ? null : `khoản ${clause}`,
    point === null ? null : `điểm ${point}`,
    CONFIDENCE[confidence],
  ].filter((part) => part !== null);
  const { title } = LEGAL_REGISTER[document];
  return place.length === 0 ? title.vi : `${title.vi} (${place.join(', ')})`;
}

/** "2026-02-23" as people write it: "23/02/2026". */
export function dayText(day: string): string {
  return day.split('-').toReversed().join('/');
}
