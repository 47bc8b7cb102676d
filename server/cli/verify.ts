import type { Database } from '../platform/database/database.ts';
import type { LedgerFault } from '../platform/ledger/verify-ledger.ts';
import { verifyLedger } from '../platform/ledger/verify-ledger.ts';
import { runCommand } from './command.ts';
import { DATABASE_USAGE, openNamedDatabase } from './named-database.ts';

const USAGE = `Usage: npm run verify -- [--database URL] [--authority CODE]

  ${DATABASE_USAGE}
  --authority CODE  only this authority's ledger; without it, every ledger

Recomputes the chain of hashes over every act and the digest of every row it recorded: facts, announced events and cards, sealed cards.
Exit codes: 0 nothing was altered, 1 something was, or the database cannot be read, 2 wrong words.`;

const FAULTS: Readonly<Record<LedgerFault['fault'], string>> = {
  GAP: 'thiếu hành vi ghi nhận (an act is missing)',
  CHAIN: 'không nối với hành vi trước (it does not follow the act before)',
  HASH: 'nội dung hành vi bị sửa (the act was altered)',
  ROWS: 'dữ liệu của hành vi bị sửa (rows it recorded were altered)',
  MISSING: 'thiếu dữ liệu mà hành vi đã ghi (rows it recorded are missing)',
  STRANGE: 'dữ liệu không do hành vi nào ghi (rows that no act recorded)',
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Verifies the named ledger, or all, and prints what is wrong. @returns whether nothing is */
async function verify(database: Database, requested: string | undefined): Promise<boolean> {
  const all = await database.query<{ code: string }>('select code from authority order by code collate "C"');
  const codes = all.map(({ code }) => code).filter((code) => requested === undefined || code === requested);
  if (requested !== undefined && codes.length === 0) {
    print(`✗ Không có cấp có thẩm quyền "${requested}" (there is no authority "${requested}")`);
    return false;
  }
  if (codes.length === 0) print('Chưa có sổ ghi nào (there is no ledger yet)');
  let isSound = true;
  for (const code of codes) {
    const { acts, faults } = await verifyLedger(database, code);
    isSound &&= faults.length === 0;
    if (faults.length === 0) print(`✓ ${code}: ${acts} hành vi, nguyên vẹn (acts, nothing was altered)`);
    for (const fault of faults) {
      const what = [code, fault.position, fault.entity ?? [], 'row' in fault ? fault.row : []]
        .flat()
        .join(' ');
      print(`✗ ${what}: ${FAULTS[fault.fault]}`);
    }
  }
  return isSound;
}

await runCommand({
  usage: USAGE,
  options: { database: { type: 'string' }, authority: { type: 'string' } },
  async run(values) {
    const database = await openNamedDatabase(values.database, 'READ');
    try {
      return (await verify(database, values.authority)) ? 0 : 1;
    } finally {
      await database.close();
    }
  },
});
