import type { Day } from '../../../rules/kit/day.ts';
import { parseDay } from '../../../rules/kit/day.ts';
import { documentEntity } from '../../modules/document/document.entity.ts';
import type { ActName } from './acts.ts';
import type { Entry } from './rows.ts';
import { rowsOf } from './rows.ts';

const DOCUMENTS = {
  'HC-VB-KE-HOACH': ['Kế hoạch công tác của Tỉnh Mẫu', 'Work plan of Sample Province', '2024-10-01'],
  'HC-VB-SAP-XEP': ['Quyết định hợp nhất sở', 'Decision to merge departments', '2025-02-20'],
  'HC-VB-CAP-XA': ['Quyết định kết thúc cấp huyện', 'Decision to end the district level', '2025-06-25'],
  'HC-VB-LICH': ['Thông báo lịch nghỉ', 'Notice of public holidays', '2024-10-01'],
  'HC-VB-GIA-HAN': ['Văn bản gia hạn', 'Letter of extension', '2026-08-10'],
  'HC-VB-XAC-NHAN': ['Văn bản xác nhận nguyên nhân', 'Certificate of an objective cause', '2026-08-20'],
  'HC-VB-KY-LUAT': ['Quyết định kỷ luật', 'Disciplinary decision', '2026-08-14'],
  'HC-VB-KET-LUAN': [
    'Kết luận của cơ quan có thẩm quyền',
    'Conclusion of a competent authority',
    '2026-09-10',
  ],
  'HC-VB-DANH-GIA': ['Phiếu đánh giá kỳ', 'Assessment form of the period', '2025-10-01'],
  'HC-VB-XEP-LOAI': ['Quyết định xếp loại', 'Decision on classes', '2024-12-10'],
  'HC-VB-THI-DUA': ['Quyết định danh hiệu thi đua', 'Decision on titles', '2025-01-15'],
  'HC-VB-SANG-KIEN': ['Quyết định công nhận sáng kiến', 'Decision recognising an initiative', '2025-11-10'],
  'HC-VB-SO-LIEU': ['Báo cáo số liệu định kỳ', 'Periodic report of figures', '2024-10-01'],
  'HC-VB-DINH-CHINH': ['Văn bản đính chính số liệu', 'Correction of figures', '2026-08-07'],
  'HC-VB-CHI-DAO': ['Văn bản chỉ đạo', 'Directive', '2024-10-01'],
} as const;

/** Code of a document of the province. */
export type DocumentCode = keyof typeof DOCUMENTS;

const documentRow = rowsOf(documentEntity);

/** Every document of the province: all of kind FICTION. */
export function* documentEntries(): Generator<Entry> {
  for (const [code, [vi, en, on]] of Object.entries(DOCUMENTS)) {
    const issuedOn: Day = parseDay(on);
    const issuedBy = 'UBND Tỉnh Mẫu (hư cấu)';
    yield documentRow({
      code,
      title: { vi: `${vi} (hư cấu)`, en: `${en} (fictional)` },
      kind: 'FICTION',
      issuedOn,
      issuedBy,
    });
  }
}

/** The document behind a change of organisation; null where the unit was always there. */
export function documentOf(act: ActName): DocumentCode | null {
  if (act === '2025-03-sap-xep') return 'HC-VB-SAP-XEP';
  return act === '2025-07-cap-xa' ? 'HC-VB-CAP-XA' : null;
}
