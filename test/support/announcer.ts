// A process of its own that announces: node announcer.ts DATABASE_URL NOW [slow]. It sends "ready" once it works, "announced"
// with the count of batches whenever it announced one, and ends at any message.
import { setTimeout as pause } from 'node:timers/promises';
import { AnnouncementLoop } from '../../server/announcing/announcement-loop.ts';
import { ScoreChanges } from '../../server/announcing/score-changes.ts';
import { DATA_MODEL } from '../../server/data-model.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/database/open-database.ts';
import { CATALOGUE } from '../../server/schemes/catalogue.ts';
import { ScoreService } from '../../server/scoring/compute/score-service.ts';

const [url, now, pace] = process.argv.slice(2) as [string, string, string?];
const database = await openDatabase({ kind: 'server', url }, DATA_MODEL);
const clock = fixedClock(now);
let announced = 0;

/** Reports every batch; at a slow pace there is time to be killed, or helped, in the middle of one. */
class ReportingScoreChanges extends ScoreChanges {
  override catchUp(...[authority, between, isOneOfSeveral]: Parameters<ScoreChanges['catchUp']>) {
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
