import { expect, it } from 'vitest';
import { RequestContext } from '../../server/platform/api/context.ts';
import { Services, service } from '../../server/platform/services.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database/database.ts';

const GREETINGS = service<{ readonly word: string }>('greetings');
const NEVER = service<number>('never');

const database = {} as Database;
const clock = fixedClock('2026-11-22T09:00:00+07:00');

it('a request, a later one of the same viewer and one without limits find the same service by its name', () => {
  const offered = { word: 'chào' };
  const viewer = { subject: 'someone', leader: null, grants: [] };
  const services = new Services().with(GREETINGS, offered);
  const context = Object.assign(new RequestContext(database, clock, 'vi', services), { viewer });
  expect(context.get(GREETINGS)).toBe(offered);
  expect(context.again().get(GREETINGS)).toBe(offered);
  expect(context.again().viewer).toBe(viewer);
  expect(context.system.get(GREETINGS)).toBe(offered);
});

it('a service that nobody handed over is a fault of the server, said by its name', () => {
  const context = new RequestContext(database, clock, 'vi');
  expect(() => context.get(NEVER)).toThrow('no service "never" was handed over');
});

it('two names are two services, however alike they are spelled', () => {
  const other = service<{ readonly word: string }>('greetings');
  const services = new Services().with(GREETINGS, { word: 'chào' });
  expect(() => services.get(other)).toThrow('greetings');
});

it('what the system reads for a request is memoised apart from what its viewer may read', () => {
  const context = new RequestContext(database, clock, 'vi');
  expect(context.memo('rights', () => 'of the viewer')).toBe('of the viewer');
  expect(context.system.memo('rights', () => 'of the system')).toBe('of the system');
  expect(context.system.memo('rights', () => 'read again')).toBe('of the system');
  expect(context.memo('rights', () => 'read again')).toBe('of the viewer');
});
