import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { DATA_MODEL } from '../../../server/data-model.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../../server/platform/access/demo-keys.ts';
import { openTokens } from '../../../server/platform/access/tokens.ts';
import { ROLES } from '../../../server/modules/roles.ts';
import { NOW } from '../bench-run.ts';
import { answering, say } from '../child.ts';

/** The real server on a province, with a clock that stands, asked by an auditor’s token. */
const [url] = process.argv.slice(2) as [string];
const database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
const clock = fixedClock(NOW);
const keys = await openDemoKeys(mkdtempSync(join(tmpdir(), 'scorecard-bench-')));
const app = await createApp({
  database,
  clock,
  catalogue: CATALOGUE,
  tokens: openTokens(demoTrust(keys), clock, ROLES),
});
const authorities = await database.query<{ code: string }>('select code from authority');
const grants = authorities.map(({ code }) => ({ authority: code, role: 'AUDITOR', unit: null }) as const);
const token = await signDemoToken(keys, { subject: 'bench', leader: null, grants }, 24, clock);
const address = await app.start(0);
answering(async () => {
  await app.stop();
  await database.close();
});
say({ address, token });
