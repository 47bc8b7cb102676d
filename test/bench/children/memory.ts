import { say } from '../child.ts';
import { openProvince } from '../rows/open.ts';

/** Computes the whole province a few times in a process of its own and tells its peak of memory. */
const [scale, url, authority, position] = process.argv.slice(2) as [string, string, string, string];
const opened = await openProvince({ scale: Number(scale), url, authority, position: Number(position) });
const before = process.resourceUsage().maxRSS;
let cards = 0;
for (let turn = 0; turn < 3; turn++) {
  cards = 0;
  for await (const batch of opened.newService().computeInBatches(opened.query)) cards += batch.cards.size;
}
await opened.close();
say({ cards, before: before / 1024, peak: process.resourceUsage().maxRSS / 1024 });
process.disconnect();
