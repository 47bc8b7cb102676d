import { readFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Line } from './bench-run.ts';
import { isReached } from './bench-run.ts';
import type { Ratio, Sample } from './measure.ts';
import { root } from './province.ts';

/** Where and with what a run was measured. */
export interface Machine {
  readonly node: string;
  readonly postgresql: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly peakMemoryMB: number;
  readonly seconds: number;
}

const PACKAGES = ['@apollo/server', '@electric-sql/pglite', '@mikro-orm/core', 'graphql', 'kysely', 'pg'];

export function machineOf(
  postgresql: string,
  settings: Readonly<Record<string, string>>,
  seconds: number,
): Machine {
  return {
    node: process.versions.node,
    postgresql,
    settings,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
    peakMemoryMB: Math.round(process.resourceUsage().maxRSS / 1024),
    seconds: Math.round(seconds),
  };
}

function versionOf(name: string): string {
  const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** The table as people read it. */
export function tableOf(lines: readonly Line[]): string {
  const header = ['row', 'scale', 'product', 'limit', 'ratio', 'spread', 'target', 'reached'];
  const rows = lines.map((line) => {
    const reached = isReached(line);
    return [
      line.row,
      line.scale === 0 ? '–' : `${line.scale}×`,
      amount(line.product, line.unit),
      line.limit === null ? '–' : amount(line.limit, line.unit),
      line.ratio === null ? '–' : number(line.ratio.value),
      line.ratio === null ? `${number(line.product.low)}–${number(line.product.high)}` : spread(line.ratio),
      line.target === null ? '–' : `${line.target.kind === 'AT_MOST' ? '≤' : '≥'} ${line.target.value}`,
      reached === null ? '–' : reached ? 'yes' : 'NO',
    ];
  });
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const format = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  const notes = lines.flatMap((line) => [
    ...line.beside.map(
      ({ name, sample, ratio }) =>
        `  ${line.row}, ${line.scale}×: beside it ${name}: ${amount(sample, line.unit)}, product ${number(ratio.value)}× (${spread(ratio)})`,
    ),
    ...(line.note === null ? [] : [`  ${line.row}, ${line.scale}×: ${line.note}`]),
  ]);
  return [format(header), ...rows.map(format), '', ...new Set(notes)].join('\n');
}

function amount(sample: Sample, unit: string): string {
  return unit === 'ms' && sample.median < 1
    ? `${number(sample.median * 1000)} µs`
    : `${number(sample.median)} ${unit}`;
}

function spread(ratio: Ratio): string {
  return `${number(ratio.low)}–${number(ratio.high)}`;
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function machineText(machine: Machine): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const settings = Object.entries(machine.settings).map(([name, value]) => `${name} ${value}`);
  return [
    `Node ${machine.node} · PostgreSQL ${machine.postgresql} (${settings.join(', ')}) · ${machine.cores} × ${machine.cpu} · ${machine.memoryGB} GB · ${machine.platform}`,
    versions.join(' · '),
    `peak memory of the bench itself ${machine.peakMemoryMB} MB · ${machine.seconds} s`,
  ].join('\n');
}
