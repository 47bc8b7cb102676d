import type { Day } from '../../../rules/kit/day.ts';
import { dayOf } from '../../../rules/kit/day.ts';
import type { LegalStatus, UnitKind } from '../../../rules/kit/subject.ts';
import { lineageEntity, unitEntity } from '../../modules/unit/unit.entity.ts';
import type { ActName, Ledger } from './acts.ts';
import { documentOf } from './documents.ts';
import type { ProvinceOptions } from './options.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';

/** A unit as the other generators need it. */
export interface Unit {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly kind: UnitKind;
  readonly parent: string | null;
  readonly opened: Day;
  readonly closed: Day | null;
  readonly headStatus: LegalStatus;
  readonly openingAct: ActName;
  readonly closingAct: ActName | null;
}

/** Code of the province. */
export const ROOT = 'HC-TINH';
const LONG_AGO = dayOf(2020, 1, 1);

/** First day of the merged departments. */
export const DEPARTMENTS_MERGE = dayOf(2025, 3, 1);

/** First day without districts. */
export const DISTRICTS_END = dayOf(2025, 7, 1);

const unit = (
  code: string,
  vi: string,
  en: string,
  kind: UnitKind,
  headStatus: LegalStatus,
  rest: Partial<Unit> = {},
): Unit => ({
  code,
  vi: `${vi} (hư cấu)`,
  en: `${en} (fictional)`,
  kind,
  headStatus,
  parent: kind === 'PROVINCE' ? null : ROOT,
  opened: LONG_AGO,
  closed: null,
  openingAct: 'khoi-tao',
  closingAct: null,
  ...rest,
});

const PROVINCE = unit(ROOT, 'UBND Tỉnh Mẫu', 'People’s Committee of Sample Province', 'PROVINCE', 'CADRE');

const department = (code: string, vi: string, en: string, rest: Partial<Unit> = {}) =>
  unit(code, vi, en, 'DEPARTMENT', 'CIVIL_SERVANT', rest);

const merged = { closed: DEPARTMENTS_MERGE, closingAct: '2025-03-sap-xep' } as const;

/** The units of the province with cast. */
const CAST_UNITS: readonly Unit[] = [
  PROVINCE,
  department('HC-VP', 'Văn phòng UBND Tỉnh Mẫu', 'Office of the People’s Committee of Sample Province'),
  department('HC-SO-NV', 'Sở Nội vụ Mẫu', 'Sample Department of Home Affairs'),
  department('HC-SO-TC-CU', 'Sở Tài chính Mẫu cũ', 'Former Sample Department of Finance', merged),
  department('HC-SO-KHDT', 'Sở Kế hoạch Mẫu', 'Sample Department of Planning', merged),
  department('HC-SO-TC', 'Sở Tài chính Mẫu', 'Sample Department of Finance', {
    opened: DEPARTMENTS_MERGE,
    openingAct: '2025-03-sap-xep',
  }),
  department('HC-SO-TP', 'Sở Tư pháp Mẫu', 'Sample Department of Justice'),
  department('HC-SO-GDDT', 'Sở Giáo dục Mẫu', 'Sample Department of Education'),
  department('HC-SO-YT', 'Sở Y tế Mẫu', 'Sample Department of Health'),
  department('HC-SO-NNMT', 'Sở Nông nghiệp Mẫu', 'Sample Department of Agriculture'),
  department('HC-SO-XD', 'Sở Xây dựng Mẫu', 'Sample Department of Construction'),
  department('HC-SO-KHCN', 'Sở Khoa học Mẫu', 'Sample Department of Science'),
  department('HC-SO-CT', 'Sở Công Thương Mẫu', 'Sample Department of Industry and Trade'),
  department('HC-SO-VHTT', 'Sở Văn hóa Mẫu', 'Sample Department of Culture'),
  department('HC-TT', 'Thanh tra Tỉnh Mẫu', 'Inspectorate of Sample Province'),
  unit(
    'HC-BQL-KCN',
    'Ban Quản lý khu công nghiệp Mẫu',
    'Sample Industrial Parks Board',
    'ORGANISATION',
    'CIVIL_SERVANT',
  ),
  unit('HC-BQL-DT', 'Ban Quản lý đô thị Mẫu', 'Sample Urban Board', 'ORGANISATION', 'CIVIL_SERVANT'),
  unit(
    'HC-TT-CNTT',
    'Trung tâm công nghệ thông tin Mẫu',
    'Sample Information Technology Centre',
    'ORGANISATION',
    'PUBLIC_EMPLOYEE',
  ),
  unit('HC-CA', 'Công an Tỉnh Mẫu', 'Police of Sample Province', 'VERTICAL_AGENCY', 'ARMED_FORCES'),
  unit(
    'HC-BHXH',
    'Bảo hiểm xã hội Tỉnh Mẫu',
    'Social Insurance of Sample Province',
    'VERTICAL_AGENCY',
    'VERTICALLY_MANAGED',
  ),
  ...[1, 2, 3].map((number) =>
    unit(`HC-H-${number}`, `Huyện Mẫu ${number}`, `Sample District ${number}`, 'DISTRICT', 'CADRE', {
      closed: DISTRICTS_END,
      closingAct: '2025-07-cap-xa',
    }),
  ),
  ...Array.from({ length: 12 }, (_, index) => communeOf(index + 1, 2)).map((commune) => ({
    ...commune,
    opened: DISTRICTS_END,
    openingAct: '2025-07-cap-xa' as const,
  })),
];

function communeOf(number: number, width: number): Unit {
  const code = `HC-X-${String(number).padStart(width, '0')}`;
  return unit(code, `Xã Mẫu ${number}`, `Sample Commune ${number}`, 'COMMUNE', 'CADRE');
}

/** All units, the province first. */
export function unitsOf(options: ProvinceOptions): readonly Unit[] {
  if (options.cast) return CAST_UNITS;
  // One department to nine communes, as provinces have them since July 2025.
  const below = Array.from({ length: options.units }, (_, index) =>
    index % 10 === 0
      ? department(
          `HC-SO-${index / 10 + 1}`,
          `Sở Mẫu ${index / 10 + 1}`,
          `Sample Department ${index / 10 + 1}`,
        )
      : communeOf(index + 1, 5),
  );
  return [PROVINCE, ...below];
}

/** Whether the unit existed through the whole of [from, to). */
export function standsThrough(one: Unit, from: Day, to: Day): boolean {
  return one.opened <= from && (one.closed === null || one.closed >= to);
}

const unitRow = rowsOf(unitEntity);

/** Units as recorded when they opened, and again when they closed. */
export function* unitEntries(units: readonly Unit[], ledger: Ledger): Generator<Entry> {
  for (const one of units) {
    const opened = {
      code: one.code,
      name: { vi: one.vi, en: one.en },
      kind: one.kind,
      parent: one.parent,
      openedOn: one.opened,
      document: documentOf(one.openingAct),
    };
    yield unitRow(opened, ledger.named(one.openingAct));
    if (one.closingAct !== null) {
      yield unitRow(
        { ...opened, closedOn: one.closed, document: documentOf(one.closingAct) },
        ledger.named(one.closingAct),
      );
    }
  }
}

const edge = rowsOf(lineageEntity);

/** A merger of two departments; three districts split over four communes each by an estimated quarter. */
export function* lineageEntries(ledger: Ledger): Generator<Entry> {
  for (const predecessor of ['HC-SO-TC-CU', 'HC-SO-KHDT']) {
    yield edge(
      {
        predecessor,
        successor: 'HC-SO-TC',
        kind: 'MERGE',
        on: DEPARTMENTS_MERGE,
        note: 'Hợp nhất (hư cấu)',
        document: documentOf('2025-03-sap-xep'),
      },
      ledger.named('2025-03-sap-xep'),
    );
  }
  for (let number = 1; number <= 12; number++) {
    yield edge(
      {
        predecessor: `HC-H-${Math.floor((number - 1) / 4) + 1}`,
        successor: communeOf(number, 2).code,
        kind: 'SPLIT',
        on: DISTRICTS_END,
        share: 2500n,
        note: 'Tỷ lệ ước lượng theo dân số (hư cấu)',
        document: documentOf('2025-07-cap-xa'),
      },
      ledger.named('2025-07-cap-xa'),
    );
  }
}
