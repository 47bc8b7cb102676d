import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDay } from '../../../rules/kit/day.ts';
import { CATALOGUE } from '../../../server/schemes/catalogue.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { DATA_MODEL } from '../../../server/data-model.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/database/open-database.ts';
import { demoTrust, openDemoKeys, signDemoToken } from '../../../server/platform/access/demo-keys.ts';
import { openTokens } from '../../../server/platform/access/tokens.ts';
import { ROLES } from '../../../server/modules/roles.ts';
import { recordEvents } from '../../../server/events/event-log.ts';
import type { ScoreEventBody } from '../../../server/events/event.ts';
import { EVENT_FORMAT } from '../../../server/events/event.ts';
import { STAGE } from '../../support/acts.ts';
import type { TestDatabase } from '../../support/database.ts';
import { Province } from '../../support/province.ts';
import { NOW, TODAY } from '../bench-run.ts';
import { answering, say } from '../child.ts';

/** The real server over an empty database of its own; its work is to announce one event. */
const [url] = process.argv.slice(2) as [string];
const database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
await new Province(database as TestDatabase, 'T').append(STAGE);
const clock = fixedClock(NOW);
const keys = await openDemoKeys(mkdtempSync(join(tmpdir(), 'scorecard-bench-')));
const app = await createApp({
  database,
  clock,
  catalogue: CATALOGUE,
  tokens: openTokens(demoTrust(keys), clock, ROLES),
});
const grants = [{ authority: 'T', role: 'INTEGRATOR', unit: null }] as const;
const token = await signDemoToken(keys, { subject: 'bench', leader: null, grants }, 24, clock);
const address = await app.start(0);
const card = { digest: '0'.repeat(64), points: '88.5', open: '0', max: '100', rating: 'GOOD' } as const;

function newEvent(): ScoreEventBody {
  return {
    format: EVENT_FORMAT,
    kind: 'score.changed',
    id: randomUUID(),
    authority: 'T',
    scheme: 'bench',
    period: '2026-Q4',
    day: TODAY,
    asKnownAt: 1,
    subject: { key: 'appointment:L1@A', unit: 'A', leader: 'L1' },
    by: 'OWN',
    from: card,
    to: { ...card, points: '90' },
    change: '1.5',
    parts: [{ cause: 'DATA', points: '1.5' }],
  };
}

answering(
  async () => {
    await app.stop();
    await database.close();
  },
  () =>
    database.transaction((tx) =>
      recordEvents(tx, { authority: 'T', recordedAt: clock.now() }, [
        { body: newEvent(), day: parseDay(TODAY) },
      ]),
    ),
);
say({ address, token });
