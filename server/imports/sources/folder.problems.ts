import { defineProblems, platformProblems } from '../../platform/problems.ts';

/** What is refused about the files of a data folder. */
export const folderProblems = defineProblems(
  {
    UNKNOWN_COLUMN: { vi: 'Tệp không có cột "{column}"', en: 'The file has no column "{column}"' },
    MISSING_COLUMN: { vi: 'Thiếu cột bắt buộc "{column}"', en: 'The required column "{column}" is missing' },
    UNKNOWN_FILE: {
      vi: 'Không có loại dữ liệu nào mang tên tệp này',
      en: 'No kind of data has this file name',
    },
    FUTURE_INSTANT: {
      vi: 'Thời điểm ghi {value} chưa đến; sổ chỉ ghi điều đã ghi nhận',
      en: 'The instant {value} lies ahead; the ledger holds only what was recorded',
    },
    MISSING_FILE: { vi: 'Thiếu tệp "{file}"', en: 'The file "{file}" is missing' },
    BROKEN_ROW: { vi: 'Dòng không đúng cú pháp CSV: {why}', en: 'The row is not valid CSV: {why}' },
  },
  platformProblems,
);

/** Makes problems of this catalogue. */
export const { refused, refusedInWords } = folderProblems;
