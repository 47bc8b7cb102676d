import type { Day } from '../../../rules/kit/day.ts';
import { formatDay, parseDay } from '../../../rules/kit/day.ts';
import { TODAY } from './options.ts';

interface Act {
  readonly act: string;
  readonly on: Day;
  readonly note: string;
  /** Whether figures of the days before are recorded in it. */
  readonly collects: boolean;
}

const entry = (act: string, on: string, note: string, collects = false): Act => ({
  act,
  on: parseDay(on),
  note,
  collects,
});

/** The acts of the province with cast, in order. */
const ACTS: readonly Act[] = [
  entry('khoi-tao', '2024-10-01', 'Khởi tạo tổ chức, kỳ đánh giá, chỉ tiêu (hư cấu)'),
  entry('2024-Q4', '2025-01-06', 'Số liệu quý IV/2024 (hư cấu)', true),
  entry('2025-03-sap-xep', '2025-03-01', 'Hợp nhất hai sở thành Sở Tài chính Mẫu (hư cấu)'),
  entry('2025-Q1', '2025-04-07', 'Số liệu quý I/2025 (hư cấu)', true),
  entry('2025-07-cap-xa', '2025-07-01', 'Kết thúc cấp huyện, lập 12 xã (hư cấu)'),
  entry('2025-Q2', '2025-07-07', 'Số liệu quý II/2025 (hư cấu)', true),
  entry('2025-Q3', '2025-10-06', 'Số liệu quý III/2025 (hư cấu)', true),
  entry('2025-12-quy-dinh-2026', '2025-12-22', 'Lịch làm việc và phương án chấm điểm năm 2026 (hư cấu)'),
  entry('2025-Q4', '2026-01-06', 'Số liệu quý IV/2025 (hư cấu)', true),
  entry('2026-Q1', '2026-04-06', 'Số liệu quý I/2026 (hư cấu)', true),
  entry('2026-Q2', '2026-07-06', 'Số liệu quý II/2026 (hư cấu)', true),
  entry('2026-08-correction', '2026-08-10', 'Đính chính một kết quả chỉ tiêu và một lần nghiệm thu (hư cấu)'),
  entry('2026-Q3', '2026-10-06', 'Số liệu quý III/2026 (hư cấu)', true),
  entry('2026-Q4', '2026-11-20', 'Số liệu quý IV/2026 đến ngày 20/11 (hư cấu)', true),
];

/** An act of the province's ledger that is not a quarter's. */
export type ActName =
  'khoi-tao' | '2025-03-sap-xep' | '2025-07-cap-xa' | '2025-12-quy-dinh-2026' | '2026-08-correction';

/** When things are recorded: by quarter in a province with cast, all at once in one without. */
export class Ledger {
  readonly byQuarter: boolean;

  constructor(byQuarter: boolean) {
    this.byQuarter = byQuarter;
  }

  /** The act that records what was known on a day. */
  on(day: Day): string | null {
    if (!this.byQuarter) return null;
    return (ACTS.find((act) => act.collects && act.on >= day) ?? ACTS.at(-1)!).act;
  }

  named(act: ActName): string | null {
    return this.byQuarter ? act : null;
  }

  /** Rows of acts.csv. */
  *lines(): Generator<readonly string[]> {
    const acts = this.byQuarter
      ? ACTS
      : [entry('khoi-tao', formatDay(TODAY), 'Tỉnh hư cấu để đo tốc độ, sinh tự động')];
    for (const { act, on, note } of acts)
      yield [act, `${formatDay(on)}T08:00:00+07:00`, 'sinh-du-lieu-hu-cau', note];
  }
}
