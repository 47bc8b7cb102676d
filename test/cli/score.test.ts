// The command line as a person or a program calls it. `npm test` builds dist/ first.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../../server/slices.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'dist/server/cli/score.js');

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const score = (...args: readonly string[]): Promise<Answer> => run(program, ...args);

async function run(file: string, ...args: readonly string[]): Promise<Answer> {
  const child = spawn(process.execPath, [file, ...args], { cwd: root });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const PHU_THO = 'server/sample/phu-tho-2026-q3';

// Each run makes a database of its own; on a busy machine that takes a while.
describe('npm run score', { timeout: 300_000 }, () => {
  it('prints a readable tree with arithmetic, law and evidence', async () => {
    const { code, out, err } = await score(
      '--data',
      PHU_THO,
      '--period',
      '2026-Q3',
      '--unit',
      'H44',
      '--as-of',
      '2026-11-01',
      '--explain',
    );
    expect(err).toContain('readings.csv');
    expect(code).toBe(0);
    expect(out).toContain('TỔNG ĐIỂM 52.98 trên 100');
    expect(out).toContain('403016 ÷ 464494');
    expect(out).toContain('Quyết định 766/QĐ-TTg');
    expect(out).toMatch(/minh chứng: ON_TIME\/H44/);
    expect(out).toContain('Điểm bị mất, lớn nhất trước');
  });

  it('gives exact JSON on standard output and nothing else there', async () => {
    const { code, out } = await score(
      '--data',
      PHU_THO,
      '--period',
      '2026-Q3',
      '--json',
      '--as-of',
      '2026-11-01',
    );
    expect(code).toBe(0);
    const answer = JSON.parse(out) as {
      scheme: string;
      cards: { digest: string; card: { subject: { unit: string }; points: string } }[];
    };
    expect(answer.scheme).toBe('service-index-2026');
    expect(answer.cards.find(({ card }) => card.subject.unit === 'H44.08')?.card.points).toBe('21.97');
    expect(answer.cards.every(({ digest }) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  });

  it('speaks English when asked', async () => {
    const { out } = await score(
      '--data',
      PHU_THO,
      '--period',
      '2026-Q3',
      '--unit',
      'H44.01',
      '--lang',
      'en',
      '--as-of',
      '2026-11-01',
    );
    expect(out).toContain('TOTAL 41.81 of 100');
  });

  it('refuses an unknown period, unit or scheme in both languages', async () => {
    for (const args of [
      ['--period', '2031-Q1', '--scheme', 'service-index-2026'],
      ['--period', '2026-Q3', '--unit', 'H99', '--scheme', 'service-index-2026'],
      ['--period', '2026-Q3', '--scheme', 'no-such-scheme'],
    ]) {
      const { code, out, err } = await score('--data', PHU_THO, ...args);
      expect(code, args.join(' ')).toBe(1);
      expect(out).toBe('');
      expect(err).toMatch(/Không có/);
      expect(err).toMatch(/\b[Nn]o /);
    }
  });

  it('names file, line, field and reason of a broken row, and every one of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leader-scorecard-'));
    try {
      cpSync(join(root, PHU_THO), folder, { recursive: true });
      const file = join(folder, 'readings.csv');
      const lines = readFileSync(file, 'utf8').split('\n');
      const header = lines[0]!.split(',');
      const edit = (index: number, column: string, value: string) => {
        const cells = lines[index]!.split(',');
        cells[header.indexOf(column)] = value;
        lines[index] = cells.join(',');
      };
      edit(1, 'numerator', '-5');
      edit(2, 'coversTo', '2026-02-30');
      writeFileSync(file, lines.join('\n'));
      const { code, err } = await score('--data', folder, '--period', '2026-Q3');
      expect(code).toBe(1);
      expect(err).toMatch(/readings\.csv:2 numerator: .*âm/);
      expect(err).toMatch(/readings\.csv:3 coversTo: .*2026-02-30/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('explains its use when the words are wrong', async () => {
    for (const args of [
      [],
      ['--period', '2026-Q3', '--what'],
      ['--period', '2026-Q3', '--data', 'a', '--database', 'b'],
    ]) {
      const { code, err } = await score(...args);
      expect(code).toBe(2);
      expect(err).toContain('Usage: npm run score');
    }
  });
});

describe('npm run import', () => {
  it('lists every file of a folder with its columns and marks those that need a value', async () => {
    const importer = join(root, 'dist/server/cli/import.js');
    const { code, out } = await run(importer, '--columns', '--lang', 'en');
    expect(code).toBe(0);
    for (const entity of ENTITIES) expect(out).toContain(`${entity.file}.csv · `);
    expect(out).toMatch(/ {2}\* dueKind: .*\(BY, BEFORE/);
    expect(out).toMatch(/ {4}withdrawnOn: /);
  });
});
