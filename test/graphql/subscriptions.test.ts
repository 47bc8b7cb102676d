// Changes of scores as they happen, over both transports by their own clients: from any place on, filtered, and without gap or
// double.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewer } from '../support/acts.ts';
import type { Reader } from '../support/streams.ts';
import { StreamApi, live, sent } from '../support/streams.ts';

let streams: StreamApi;
beforeAll(async () => {
  streams = await StreamApi.open();
}, 60_000);
afterAll(() => streams.close());

const TRANSPORTS = ['ws', 'sse'] as const;

describe.each(TRANSPORTS)('scoreChanged over %s', (transport) => {
  it('tells first where it begins, then what is announced, at the same places as the pull query', async () => {
    const reader = await streams[transport]();
    await live(reader);
    const [{ place, event }] = reader.news as [(typeof reader.news)[number]];
    expect(event).toBeNull();
    await streams.change();
    const expected = await streams.pulled(place);
    expect(expected.length).toBeGreaterThan(0);
    await sent(reader, expected);
    expect(reader.news.slice(1).map((one) => one.place)).toEqual(expected);
    reader.stop();
  });

  it('goes on from any place that was kept: what followed it, then what comes', async () => {
    await streams.change();
    const all = await streams.pulled('0');
    const places = ['0', ...all, String(await streams.api.position())];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), async (after) => {
        const reader = await streams[transport]({ after });
        await live(reader);
        expect(reader.places()).toEqual(await streams.pulled(after));
        expect(reader.news.at(-1)!.event).toBeNull();
        reader.stop();
      }),
      { numRuns: 12, examples: [['0'], [places.at(-1)!]] },
    );
    const one = await streams[transport]({ after: all[1]! });
    await live(one);
    await streams.change();
    await sent(one, await streams.pulled(all[1]!));
    one.stop();
  });

  it('is filtered as the pull query is', async () => {
    const filters = [
      { unit: 'A' },
      { unit: 'B' },
      { leader: 'L1' },
      { scheme: 'another' },
      { ratingChanged: true },
      { ratingChanged: false, unit: 'P' },
    ];
    const after = String(await streams.api.position());
    const readers = await Promise.all(filters.map((filter) => streams[transport]({ filter, after })));
    const fromStart = await Promise.all(filters.map((filter) => streams[transport]({ filter, after: '0' })));
    await live(...readers, ...fromStart);
    await streams.change();
    await streams.change();
    for (const [index, filter] of filters.entries()) {
      await sent(readers[index]!, await streams.pulled(after, undefined, filter));
      await sent(fromStart[index]!, await streams.pulled('0', undefined, filter));
    }
    expect(readers[0]!.places().length).toBeGreaterThan(0);
    expect(readers[1]!.places()).toEqual([]);
    for (const reader of [...readers, ...fromStart]) reader.stop();
  });

  it('tells each subscriber what their rights open, and no more', async () => {
    const after = String(await streams.api.position());
    const own = { subject: 'l1', leader: 'L1', grants: viewer('LEADER', 'A').grants };
    const [ofA, ofB, reporter, self] = [
      viewer('AUDITOR', 'A'),
      viewer('AUDITOR', 'B'),
      viewer('UNIT_REPORTER'),
      own,
    ];
    const viewers = [ofA, ofB, reporter, self];
    const readers = await Promise.all(viewers.map((as) => streams[transport]({ after }, as)));
    await live(...readers);
    await streams.change();
    for (const [index, as] of viewers.entries()) await sent(readers[index]!, await streams.pulled(after, as));
    expect(readers[0]!.places().length).toBeGreaterThan(0);
    expect(readers[3]!.places()).toEqual(readers[0]!.places());
    expect(readers[1]!.places()).toEqual([]);
    expect(readers[2]!.places()).toEqual([]);
    for (const reader of readers) reader.stop();
  });

  it('refuses a place that is none, one beyond the ledger, and an authority that is not there', async () => {
    for (const [variables, problem] of [
      [{ after: 'x' }, 'BAD_CURSOR'],
      [{ after: '99999' }, 'UNKNOWN_POSITION'],
    ] as const) {
      const reader = await streams[transport](variables);
      await reader.ended;
      expect(reader.fault()).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', problems: [{ code: problem, path: 'after' }] },
      });
    }
    const stranger = { subject: 's', leader: null, grants: [] };
    const reader = await streams[transport]({}, stranger);
    await reader.ended;
    expect(reader.fault()).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

it('many subscribers cost one reading of new events, and what they are told is worked out once', async () => {
  const readers = await Promise.all(Array.from({ length: 100 }, () => streams.ws()));
  await live(...readers);
  const [one, ...others] = readers as [Reader, ...Reader[]];
  const begin = one.news[0]!.place;
  const statements = async (listening: readonly Reader[]): Promise<number> => {
    const counted = await streams.api.database.countStatements(async () => {
      await streams.change();
      const expected = await streams.pulled(begin);
      await Promise.all(listening.map((reader) => sent(reader, expected)));
    });
    return counted.statements;
  };
  const many = await statements(readers);
  expect(one.places().length).toBeGreaterThan(0);
  for (const reader of others) reader.stop();
  const few = await statements([one]);
  // The slow clock, which looks by itself, may tick in one of the two.
  expect(Math.abs(many - few)).toBeLessThanOrEqual(4);
  one.stop();
});
