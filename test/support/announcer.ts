// A process of its own that announces: node announcer.ts DATABASE_URL NOW [slow]. It sends "ready" once it works, "announced"
// with the count of batches whenever it announced one, and ends at any message.
import { setTimeout as pause } from 'node:timers/promises';

/** A file of the server as it was built: Node runs no decorators, which the types of the API have. */
function built<Module>(path: string): Promise<Module> {
  return import(new URL(`../../dist/server/${path}.js`, import.meta.url).href) as Promise<Module>;
}

const { CATALOGUE } = await built<typeof import('../../server/schemes/catalogue.ts')>('schemes/catalogue');
const { DATA_MODEL } = await built<typeof import('../../server/data-model.ts')>('data-model');
const { fixedClock } = await built<typeof import('../../server/platform/clock.ts')>('platform/clock');
const { openDatabase } = await built<typeof import('../../server/platform/database/open-database.ts')>(
  'platform/database/open-database',
);
const { ScoreChanges } =
  await built<typeof import('../../server/announcing/score-changes.ts')>('announcing/score-changes');
const { ScoreService } = await built<typeof import('../../server/scoring/compute/score-service.ts')>(
  'scoring/compute/score-service',
);
const { AnnouncementLoop } = await built<typeof import('../../server/announcing/announcement-loop.ts')>(
  'announcing/announcement-loop',
);

const [url, now, pace] = process.argv.slice(2) as [string, string, string?];
const database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
const clock = fixedClock(now);
let announced = 0;

/** Reports every batch; at a slow pace there is time to be killed, or helped, in the middle of one. */
class ReportingScoreChanges extends ScoreChanges {
  override catchUp(
    ...[authority, between, isOneOfSeveral]: Parameters<InstanceType<typeof ScoreChanges>['catchUp']>
  ) {
    return super.catchUp(
      authority,
      async (milestone) => {
        await between?.(milestone);
        if (milestone === 'ANNOUNCED') process.send!({ announced: ++announced });
        if (milestone === 'COMPUTED' && pace === 'slow') await pause(150);
      },
      isOneOfSeveral,
    );
  }
}

const loop = new AnnouncementLoop({
  database,
  changes: new ReportingScoreChanges({
    store: database,
    service: new ScoreService(database, CATALOGUE),
    clock,
    computedBy: () => 'code',
  }),
  clock,
  onError: (error) => process.send!({ error: String(error) }),
  everyMilliseconds: 200,
  cardsAProcess: 10,
});
process.on('message', () => {
  const end = async (): Promise<void> => {
    await loop.stop();
    await database.close();
    process.disconnect();
  };
  void end();
});
await loop.start();
process.send!({ ready: true });
