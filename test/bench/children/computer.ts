import { answering, say } from '../child.ts';
import { openProvince } from '../rows/open.ts';

/** Computes the whole province whenever it is told to, nothing kept from the last time. */
const [scale, url, authority, position] = process.argv.slice(2) as [string, string, string, string];
const opened = await openProvince({ scale: Number(scale), url, authority, position: Number(position) });
const compute = () => opened.newService().computeMany(opened.query);
const { cards } = await compute();
answering(() => opened.close(), compute);
say({ cards: cards.size });
