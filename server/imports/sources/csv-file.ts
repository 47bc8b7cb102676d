import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Columns } from '../../../rules/kit/columns.ts';
import type { Text } from '../../../rules/kit/text.ts';
import { headerOfColumns, readText, requiredHeader } from '../../platform/ledger/row-text.ts';
import type { Origin, Problem } from '../../platform/problems.ts';
import type { AnyRow } from '../../platform/model/entity.ts';
import { refused, refusedInWords } from './folder.problems.ts';

/** A line of a file that could be read. */
export interface FileRow {
  readonly row: AnyRow;
  /** The act that the line belongs to; null where the file does not say. */
  readonly act: string | null;
  readonly origin: Origin;
}

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file whose first line names its columns.
 * Every line and cell that cannot be read is a problem with its place.
 */
export function readCsvFile(
  folder: string,
  name: string,
  columns: Columns,
  extra: readonly string[] = [],
): { readonly rows: FileRow[]; readonly problems: Problem[] } {
  const file = basename(name);
  const at = (problem: Problem, line: number): Problem => ({ ...problem, origin: { file, line } });
  const lines = linesOf(readFileSync(join(folder, name), 'utf8'));
  if ('problem' in lines) return { rows: [], problems: [at(lines.problem, lines.line)] };
  const [first, ...rest] = lines.lines;
  const header = (first?.cells ?? []).map((cell) => cell.trim());
  const headerProblems = judgeHeader(header, columns, extra);
  if (headerProblems.length > 0)
    return { rows: [], problems: headerProblems.map((problem) => at(problem, first?.line ?? 1)) };

  const read = readText(columns);
  const rows: FileRow[] = [];
  const problems: Problem[] = [];
  for (const { line, cells } of rest) {
    if (cells.length !== header.length) {
      problems.push(at(wrongWidth(cells.length, header.length), line));
      continue;
    }
    const byName = new Map(header.map((column, index) => [column, cells[index]!]));
    const { row, problems: found } = read(byName);
    if (found.length > 0) problems.push(...found.map((problem) => at(problem, line)));
    else rows.push({ row, act: byName.get('act')?.trim() || null, origin: { file, line } });
  }
  return { rows, problems };
}

function judgeHeader(header: readonly string[], columns: Columns, extra: readonly string[]): Problem[] {
  const known = new Set([...headerOfColumns(columns), ...extra]);
  const has = new Set(header);
  return [
    ...header
      .filter((column, index) => !known.has(column) || header.indexOf(column) !== index)
      .map((column) => refused('UNKNOWN_COLUMN', { column }, column || null)),
    ...requiredHeader(columns)
      .filter((column) => !has.has(column))
      .map((column) => refused('MISSING_COLUMN', { column }, column)),
  ];
}

type Lines = { readonly lines: CsvLine[] } | { readonly problem: Problem; readonly line: number };

function linesOf(text: string): Lines {
  // A record may span lines; what matters is where it begins.
  let line = 1;
  const lines: CsvLine[] = [];
  const collect = (cells: string[], { lines: end }: { lines: number }): null => {
    // An empty line is no record.
    if (cells.length > 1 || cells[0] !== '') lines.push({ line, cells });
    line = end + 1;
    return null;
  };
  try {
    parse(text, { bom: true, relax_column_count: true, on_record: collect });
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: broken(BROKEN[error.code] ?? MISPLACED), line };
  }
}

const MISPLACED: Text = { vi: 'dấu ngoặc kép đặt sai chỗ', en: 'a quote stands in the wrong place' };

const BROKEN: Readonly<Record<string, Text>> = {
  CSV_QUOTE_NOT_CLOSED: {
    vi: 'dấu ngoặc kép mở ra ở bản ghi này không được đóng',
    en: 'a quote opened in this record is never closed',
  },
};

function broken(why: Text): Problem {
  return refusedInWords('BROKEN_ROW', { vi: { why: why.vi }, en: { why: why.en } });
}

function wrongWidth(cells: number, columns: number): Problem {
  return broken({
    vi: `có ${cells} ô, trong khi tệp có ${columns} cột`,
    en: `it has ${cells} cells where the file has ${columns} columns`,
  });
}
