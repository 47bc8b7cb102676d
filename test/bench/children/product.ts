import { CATALOGUE } from '../../../server/catalogue.ts';
import { createApp } from '../../../server/graphql/app.ts';
import { HOUSE } from '../../../server/house.ts';
import { fixedClock } from '../../../server/platform/clock.ts';
import { openDatabase } from '../../../server/platform/database.ts';
import { NOW } from '../bench-run.ts';
import { answering, say } from '../child.ts';

/** The real server on a province, with a clock that stands. */
const [url] = process.argv.slice(2) as [string];
const database = await openDatabase({ kind: 'server', url }, HOUSE);
const app = await createApp({ database, clock: fixedClock(NOW), catalogue: CATALOGUE });
const address = await app.start(0);
answering(async () => {
  await app.stop();
  await database.close();
});
say({ address });
