import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../../server/platform/ledger/digest.ts';
import { ActApi, DECISION } from '../../support/acts.ts';

/*
 * The digest of a request is part of the hashed body of its act, and what a repetition under the same key is compared with. It covers the
 * values as a data file would hold them, just as the caller gave them; ledgers hold digests made so since the first release.
 */

let api: ActApi;

beforeAll(async () => {
  api = await ActApi.open();
});

afterAll(() => api.close());

interface Request {
  readonly digest: string;
  readonly evidence: unknown;
}

async function requestAt(position: number | null): Promise<Request> {
  const [act] = await api.database.query<{ request: Request }>(
    "select body -> 'request' as request from act where authority = $1 and position = $2::bigint",
    ['T', position],
  );
  return act!.request;
}

const ASSIGNED = {
  code: ' K1 ',
  title: { vi: ' Việc mới', en: 'New work' },
  leadUnit: 'A',
  assignedBy: 'P',
  dueKind: 'BY',
  dueDay: '2026-12-31',
};

it('covers every value as text, and leaves out what was not given', async () => {
  const { position } = await api.done('assignTasks', {
    rows: [
      {
        ...ASSIGNED,
        plan: null,
        coordinatingUnits: [' B', 'X'],
        assignedQuantity: '12.50',
        clearRecorded: true,
        dependsOn: [],
      },
      { ...ASSIGNED, code: 'K2', clearRecorded: null },
    ],
    evidence: { ...DECISION, documentTitle: ' Kết luận ', documentKind: 'DECISION', page: '' },
    note: ' Họp ',
    idempotencyKey: 'assigned',
    readAt: await api.position(),
  });
  const given = {
    'title.vi': ' Việc mới',
    'title.en': 'New work',
    leadUnit: 'A',
    assignedBy: 'P',
  };
  const evidence = {
    documentNumber: '12/QĐ-UBND',
    documentDate: '2026-11-20',
    documentTitle: ' Kết luận ',
    documentKind: 'DECISION',
    page: '',
  };
  const request = await requestAt(position);
  expect(request.evidence).toEqual(evidence);
  expect(request.digest).toBe(
    digestOf({
      kind: 'assignTasks',
      rows: [
        {
          ...given,
          code: ' K1 ',
          coordinatingUnits: ' B;X',
          dueKind: 'BY',
          dueDay: '2026-12-31',
          assignedQuantity: '12.50',
          clearRecorded: 'true',
          dependsOn: '',
        },
        { ...given, code: 'K2', dueKind: 'BY', dueDay: '2026-12-31' },
      ],
      evidence,
      note: ' Họp ',
    }),
  );
});

it('is what releases before this one recorded', async () => {
  const calendar = {
    year: 2027,
    closed: ['2027-01-01', '2027-09-02'],
    worked: [],
    confidence: 'READ',
    evidence: DECISION,
    idempotencyKey: 'calendar',
  };
  const { position } = await api.done('addCalendarVersion', calendar);
  expect((await requestAt(position)).digest).toBe(
    'b5292133ce815f087d0407f436da1ae0c93ef10c0ad405596f917135eb2d1e96',
  );
  expect((await api.done('addCalendarVersion', calendar)).position).toBe(position);
});

it('tells a request with another value from the one recorded under its key', async () => {
  const input = { task: 'T3', toUnit: 'X', on: '2026-11-10', idempotencyKey: 'handed' };
  const { position } = await api.done('handOverTask', input);
  expect((await api.done('handOverTask', { ...input, readAt: 1 })).position).toBe(position);
  expect(await api.refusals('handOverTask', { ...input, on: '2026-11-11' })).toEqual([
    'IDEMPOTENCY_KEY_REUSED idempotencyKey',
  ]);
  expect(await api.refusals('handOverTask', { ...input, task: ' T3' })).toEqual([
    'IDEMPOTENCY_KEY_REUSED idempotencyKey',
  ]);
});
