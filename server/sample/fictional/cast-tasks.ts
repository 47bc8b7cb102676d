import { CLEAR_ELEMENTS } from '../../../rules/facts/assignment.ts';
import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import type { DueKind } from '../../../rules/kit/due-date.ts';
import {
  causeEntity,
  extensionEntity,
  handoverEntity,
  qualityReviewEntity,
} from '../../modules/task/task.entity.ts';
import type { ActName, Ledger } from './acts.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';
import type { TaskRow } from './tasks.ts';
import { taskRow } from './tasks.ts';
import { ROOT } from './units.ts';

interface TaskStory {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly unit: string;
  readonly assigned: string;
  readonly due: readonly [DueKind, string | null, number?];
  /** Days of the submission that was accepted and of its acceptance. */
  readonly done?: readonly [string, string];
  readonly rest?: Partial<TaskRow>;
}

const story = (
  name: string,
  vi: string,
  en: string,
  unit: string,
  assigned: string,
  due: TaskStory['due'],
  done?: TaskStory['done'],
  rest: Partial<TaskRow> = {},
): TaskStory => ({ name, vi, en, unit, assigned, due, rest, ...(done && { done }) });

const QUANTITY = 4000n;

/** Tasks placed by hand, each for one situation. */
const TASKS: readonly TaskStory[] = [
  story(
    'GIA-HAN',
    'Gia hạn kịp thời',
    'Extended in time',
    'HC-SO-XD',
    '2026-07-06',
    ['BY', '2026-08-14'],
    ['2026-09-10', '2026-09-11'],
  ),
  story(
    'GIA-HAN-LUI',
    'Gia hạn lùi ngày',
    'Extension after the date',
    'HC-SO-GDDT',
    '2026-07-06',
    ['BY', '2026-08-14'],
    ['2026-09-10', '2026-09-11'],
  ),
  story(
    'GIA-HAN-SAI',
    'Gia hạn sai thẩm quyền',
    'Extended by the wrong unit',
    'HC-SO-TC',
    '2026-07-06',
    ['BY', '2026-08-28'],
    ['2026-09-10', '2026-09-11'],
  ),
  story(
    'NGUYEN-NHAN',
    'Chậm có xác nhận khách quan',
    'Late for a certified cause',
    'HC-X-02',
    '2026-07-06',
    ['BEFORE', '2026-08-15'],
    ['2026-09-03', '2026-09-04'],
  ),
  story(
    'THU-HOI',
    'Xác nhận bị thu hồi',
    'Certificate revoked',
    'HC-X-06',
    '2026-07-06',
    ['BY', '2026-08-14'],
    ['2026-09-03', '2026-09-04'],
  ),
  story(
    'THAM-DINH',
    'Thẩm định không đạt lần một',
    'First review failed',
    'HC-SO-VHTT',
    '2026-07-06',
    ['BY', '2026-09-15'],
    ['2026-09-14', '2026-09-16'],
  ),
  story(
    'CHO-NGHIEM-THU',
    'Nộp đúng hạn, chờ nghiệm thu',
    'Submitted in time, awaiting acceptance',
    'HC-X-07',
    '2026-07-06',
    ['BY', '2026-09-25'],
    undefined,
    { submittedOn: parseDay('2026-09-22') },
  ),
  story('RUT', 'Nhiệm vụ được rút', 'Withdrawn', 'HC-SO-YT', '2026-07-06', ['BY', '2026-09-15'], undefined, {
    withdrawnOn: parseDay('2026-08-05'),
  }),
  story(
    'KHONG-HAN',
    'Nhiệm vụ không có hạn',
    'Without due date',
    'HC-SO-KHCN',
    '2026-07-06',
    ['NONE', null],
    ['2026-09-01', '2026-09-03'],
    { clear: ['PERSON', 'WORK', 'PRODUCT'] },
  ),
  story(
    'KHONG-LUONG',
    'Nhiệm vụ không có khối lượng',
    'Without quantity',
    'HC-SO-CT',
    '2026-01-06',
    ['BY', '2026-03-10'],
    ['2026-03-09', '2026-03-09'],
    { assignedQuantity: null, coefficient: null, doneQuantity: null, acceptedQuantity: null },
  ),
  story(
    'TET-LAM-VIEC',
    'Thời hạn 10 ngày làm việc qua Tết',
    'Ten working days across Tết',
    'HC-SO-YT',
    '2026-02-10',
    ['TERM_WORKING_DAYS', '2026-02-10', 10],
    ['2026-03-02', '2026-03-03'],
  ),
  story(
    'TET-NGAY',
    'Thời hạn 10 ngày rơi vào Tết',
    'Ten days ending in Tết',
    'HC-SO-XD',
    '2026-02-06',
    ['TERM_DAYS', '2026-02-06', 10],
    ['2026-02-23', '2026-02-24'],
  ),
  story(
    'TET-THANG',
    'Thời hạn một tháng rơi vào Tết',
    'One month ending in Tết',
    'HC-SO-GDDT',
    '2026-01-17',
    ['TERM_MONTHS', '2026-01-17', 1],
    ['2026-02-23', '2026-02-25'],
  ),
  story(
    'BAN-GIAO',
    'Bàn giao khi hợp nhất',
    'Handed over at the merger',
    'HC-SO-KHDT',
    '2024-12-16',
    ['BY', '2025-05-30'],
    ['2025-05-26', '2025-05-28'],
  ),
  story('QUA-HAN-CU', 'Quá hạn trước khi hợp nhất', 'Overdue before the merger', 'HC-SO-KHDT', '2025-01-06', [
    'BY',
    '2025-02-14',
  ]),
  story(
    'THUA-HUONG',
    'Giao trước, đến hạn ngay sau khi đổi người',
    'Assigned before, due just after the handover',
    'HC-SO-TC',
    '2026-07-06',
    ['BY', '2026-08-21'],
    ['2026-08-28', '2026-08-31'],
  ),
  story(
    'KHUYET',
    'Đến hạn khi khuyết người đứng đầu',
    'Due during the vacancy',
    'HC-SO-NNMT',
    '2026-07-06',
    ['BY', '2026-08-07'],
    ['2026-08-18', '2026-08-19'],
  ),
  story(
    'DINH-CHINH',
    'Nghiệm thu được đính chính',
    'Acceptance corrected',
    'HC-X-08',
    '2026-04-06',
    ['BY', '2026-05-29'],
    ['2026-05-28', '2026-05-29'],
  ),
  story(
    'NO-DIEM-NGHEN',
    'Vướng dữ liệu của cơ quan khác',
    'Blocked by another unit',
    'HC-X-05',
    '2026-07-06',
    ['BY', '2026-09-10'],
  ),
  story('DANG-CHAY', 'Đang trong hạn', 'Open in term', 'HC-SO-TP', '2026-10-05', ['BY', '2026-12-15']),
];

/** The code of a task of the cast. */
export const castTask = (name: string): string => `HC-NVM-${name}`;

function fromStory(one: TaskStory): Parameters<typeof taskRow>[0] {
  const { due, done } = one;
  const isDone = done !== undefined;
  return {
    code: castTask(one.name),
    title: { vi: `${one.vi} (hư cấu)`, en: `${one.en} (fictional)` },
    leadUnit: one.unit,
    assignedBy: ROOT,
    assignedOn: parseDay(one.assigned),
    dueKind: due[0],
    dueDay: due[1] === null ? null : parseDay(due[1]),
    dueLength: due[2] ?? null,
    assignedQuantity: QUANTITY,
    coefficient: 1000n,
    doneQuantity: isDone ? QUANTITY : null,
    acceptedQuantity: isDone ? QUANTITY : null,
    beyondRequired: isDone ? 1000n : null,
    clearRecorded: true,
    clear: CLEAR_ELEMENTS,
    submittedOn: done ? parseDay(done[0]) : null,
    acceptedSubmissionOn: done ? parseDay(done[0]) : null,
    acceptedOn: done ? parseDay(done[1]) : null,
    ...one.rest,
  };
}

/** The hand-placed tasks; one acceptance is restated later, on a day after the due date. */
export function* castTaskEntries(ledger: Ledger): Generator<Entry> {
  for (const one of TASKS) {
    const row = fromStory(one);
    const known: Day = row.acceptedOn ?? row.submittedOn ?? row.withdrawnOn ?? row.assignedOn;
    const opened = one.name === 'BAN-GIAO' ? row.assignedOn : known;
    // A task that is handed over must be on record before the handover.
    if (opened !== known) {
      const open = { submittedOn: null, acceptedSubmissionOn: null, acceptedOn: null, doneQuantity: null };
      yield taskRow(
        { ...row, ...open, acceptedQuantity: null, beyondRequired: null },
        ledger.on(row.assignedOn),
      );
    }
    yield taskRow(row, ledger.on(known));
    if (one.name === 'DINH-CHINH') {
      const late = parseDay('2026-06-10');
      const corrected = { submittedOn: late, acceptedSubmissionOn: late, acceptedOn: late + 1 };
      yield taskRow(
        { ...row, ...corrected, document: 'HC-VB-DINH-CHINH' },
        ledger.named('2026-08-correction'),
      );
    }
  }
}

const handover = rowsOf(handoverEntity);
const extension = rowsOf(extensionEntity);
const cause = rowsOf(causeEntity);
const review = rowsOf(qualityReviewEntity);

/** Tasks that passed to a successor when units merged. */
export function* handoverEntries(ledger: Ledger): Generator<Entry> {
  const act: ActName = '2025-03-sap-xep';
  yield handover(
    {
      task: castTask('BAN-GIAO'),
      on: parseDay('2025-03-01'),
      fromUnit: 'HC-SO-KHDT',
      toUnit: 'HC-SO-TC',
      document: 'HC-VB-SAP-XEP',
    },
    ledger.named(act),
  );
}

/** Extensions of the cast: in time, too late, and by an authority that may not grant them. */
export function* extensionEntries(ledger: Ledger): Generator<Entry> {
  for (const [name, unit, documentDay, grantedBy] of [
    ['GIA-HAN', 'HC-SO-XD', '2026-08-10', ROOT],
    ['GIA-HAN-LUI', 'HC-SO-GDDT', '2026-08-20', ROOT],
    ['GIA-HAN-SAI', 'HC-SO-TC', '2026-08-12', 'HC-SO-NV'],
  ] as const) {
    yield extension(
      {
        task: castTask(name),
        number: 1,
        documentDay: parseDay(documentDay),
        grantedBy,
        newDueDay: parseDay('2026-09-15'),
        unit,
        document: 'HC-VB-GIA-HAN',
      },
      ledger.on(parseDay('2026-09-15')),
    );
  }
}

/** Explanations and causes of the cast, certified and not. */
export function* causeEntries(ledger: Ledger): Generator<Entry> {
  const base = {
    covers: 'LATENESS' as const,
    explainedOn: parseDay('2026-08-17'),
    certifiedOn: parseDay('2026-08-20'),
    certifiedBy: ROOT,
    document: 'HC-VB-XAC-NHAN',
  };
  const act = ledger.on(parseDay('2026-09-15'));
  const story = { code: 'HC-NN-1', task: castTask('NGUYEN-NHAN'), unit: 'HC-X-02' };
  yield cause({ ...base, ...story, text: 'Bão lũ (hư cấu)' }, act);
  const lifted = { code: 'HC-NN-2', task: castTask('THU-HOI'), unit: 'HC-X-06' };
  const revokedOn = parseDay('2026-09-15');
  yield cause({ ...base, ...lifted, revokedOn, text: 'Mất điện, sau xác minh là không đúng (hư cấu)' }, act);
  const only = { code: 'HC-NN-3', task: castTask('KHUYET'), unit: 'HC-SO-NNMT' };
  const uncertified = { certifiedOn: null, certifiedBy: null, document: null };
  yield cause({ ...base, ...only, ...uncertified, text: 'Chỉ giải trình, chưa xác nhận (hư cấu)' }, act);
}

/** Reviews of quality of one task of the cast. */
export function* reviewEntries(ledger: Ledger): Generator<Entry> {
  const base = { task: castTask('THAM-DINH'), unit: 'HC-SO-VHTT' };
  const act = ledger.on(parseDay('2026-09-16'));
  yield review({ ...base, number: 1, reviewedOn: parseDay('2026-09-02'), majorContentError: true }, act);
  yield review({ ...base, number: 2, reviewedOn: parseDay('2026-09-16'), passed: true }, act);
}
