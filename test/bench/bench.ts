import { parseArgs } from 'node:util';
import type { Line, Run } from './bench-run.ts';
import { growthOf } from './growth.ts';
import { connect } from './postgres.ts';
import type { Province } from './province.ts';
import { provinceAt } from './province.ts';
import { machineOf, machineText, tableOf } from './report.ts';

const USAGE = `Usage: npm run bench -- [--quick] [--json] [--scale 1|10|1,10] [--rows a,b,c]

  --quick     fewer rounds, the small province only: a rough table in under two minutes once the province is there
  --scale N   only this size, or these: 1 is 200 units and 600 leaders, 10 ten times that; by default both
  --rows      some of: score, peers, province, card, stored, announce, memory, api, processes, streams, embedded; by default all
  --json      one object on standard output instead of the table

BENCH_DATABASE_URL names a PostgreSQL server on which databases may be made; by default postgresql://postgres@127.0.0.1:5432/postgres`;

const SERVER = process.env['BENCH_DATABASE_URL'] || 'postgresql://postgres@127.0.0.1:5432/postgres';

/** Row groups in the order in which they run; the modules are loaded only when their turn comes. */
const GROUPS = {
  score: async (run, province) => (await import('./rows/score.ts')).scoreRows(run, province),
  peers: async (run, province) => (await import('./rows/peers.ts')).peerRows(run, province),
  province: async (run, province) => (await import('./rows/province.ts')).provinceRows(run, province),
  card: async (run, province) => (await import('./rows/province.ts')).cardRows(run, province),
  stored: async (run, province) => (await import('./rows/stored.ts')).storedRows(run, province),
  announce: async (run, province) => (await import('./rows/announce.ts')).announceRows(run, province),
  memory: async (run, province) => (await import('./rows/processes.ts')).memoryRows(run, province),
  api: async (run, province) => (await import('./rows/api.ts')).apiRows(run, province),
  processes: async (run, province) => (await import('./rows/replicas.ts')).replicaRows(run, province),
  streams: async (run) => (await import('./rows/streams.ts')).streamRows(run, SERVER),
  embedded: async (run) => (await import('./rows/processes.ts')).embeddedRows(run),
} as const satisfies Record<string, (run: Run, province: Province) => Promise<Line[]>>;
type Group = keyof typeof GROUPS;

/** Measured once, on the smaller province: its size does not matter to them, or is not what they are about. */
const ONCE: readonly Group[] = ['embedded', 'peers', 'processes', 'streams'];

class UsageFault extends Error {}

function readOptions(args: readonly string[]) {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        scale: { type: 'string' },
        rows: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageFault((error as Error).message);
  }
  if (values.help) throw new UsageFault('');
  const all = Object.keys(GROUPS) as Group[];
  const rows = values.rows === undefined ? all : (values.rows.split(',') as Group[]);
  const strange = rows.filter((name) => !all.includes(name));
  if (strange.length > 0) throw new UsageFault(`no rows are called ${strange.join(', ')}`);
  if (values.scale !== undefined && !/^[1-9]\d*(,[1-9]\d*)*$/.test(values.scale))
    throw new UsageFault(`--scale is a whole number or several, not "${values.scale}"`);
  const scales = values.scale?.split(',').map(Number) ?? (values.quick ? [1] : [1, 10]);
  return { quick: values.quick, json: values.json, rows: all.filter((name) => rows.includes(name)), scales };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const start = performance.now();
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const provinces: Province[] = [];
  for (const scale of options.scales) provinces.push(await provinceAt(SERVER, scale, tell));
  const run: Run = { quick: options.quick, provinces, tell };
  const lines: Line[] = [];
  const faults: string[] = [];
  for (const group of options.rows) {
    for (const province of ONCE.includes(group) ? provinces.slice(0, 1) : provinces) {
      const began = performance.now();
      try {
        lines.push(...(await GROUPS[group](run, province)));
      } catch (error) {
        // One row that cannot be measured must not take the others with it, but the run has failed.
        faults.push(`${group}, ${province.scale}×: ${(error as Error).stack ?? String(error)}`);
      }
      tell(`${group}, ${province.scale}×: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    }
  }
  lines.push(...growthOf(lines));
  const bare = await connect(SERVER, 1, '');
  const [about] = await bare.query(
    `select current_setting('server_version') as version, current_setting('shared_buffers') as shared_buffers,
       current_setting('jit') as jit, current_setting('work_mem') as work_mem`,
  );
  await bare.end();
  const { version, ...settings } = about as Record<string, string> & { version: string };
  const machine = machineOf(version, settings, (performance.now() - start) / 1000);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ quick: options.quick, machine, lines, faults }, null, 2)}\n`);
  } else {
    process.stdout.write(`${tableOf(lines)}\n\n${machineText(machine)}\n`);
    if (faults.length > 0) process.stdout.write(`\nNot measured:\n${faults.join('\n')}\n`);
  }
  if (faults.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageFault)) throw error;
  process.stderr.write(`${error.message ? `${error.message}\n\n` : ''}${USAGE}\n`);
  process.exitCode = 2;
}
