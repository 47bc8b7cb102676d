import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about periods, and because of their locks. */
export const periodProblems = defineProblems(
  {
    PERIOD_LOCKED: {
      vi: 'Kỳ {code} đã khóa; muốn ghi phải mở khóa, nêu lý do',
      en: 'Period {code} is locked; it must be unlocked, with a reason, before this is recorded',
    },
    PERIOD_SEALED: {
      vi: 'Kỳ {code} đã niêm phong, không thay đổi được nữa',
      en: 'Period {code} is sealed and changes no more',
    },
    PERIOD_NOT_LOCKED: { vi: 'Kỳ {code} chưa khóa', en: 'Period {code} is not locked' },
    PERIOD_STILL_OPEN: {
      vi: 'Kỳ {code} chốt số liệu ngày {cutOff}; chỉ khóa được sau ngày đó',
      en: 'Period {code} is cut off on {cutOff}; it can be locked only after that day',
    },
    PERIOD_TOO_LONG: {
      vi: 'Kỳ loại này dài nhất {months} tháng',
      en: 'A period of this kind has at most {months} months',
    },
    CUT_OFF_OUT_OF_PLACE: {
      vi: 'Ngày chốt số liệu phải từ ngày cuối kỳ {from} đến {until}',
      en: 'The cut-off day must lie between the last day of the period, {from}, and {until}',
    },
    PERIOD_IN_USE: {
      vi: 'Kỳ {code} đã được dùng (đánh giá, quyết định, niêm yết hoặc khóa), không sửa được',
      en: 'Period {code} is in use (assessed, decided, declared, published or locked once) and cannot be corrected',
    },
    PERIODS_OVERLAP: {
      vi: 'Kỳ {code} trùng ngày với kỳ {other} cùng loại',
      en: 'Period {code} overlaps {other}, which is of the same kind',
    },
    UNKNOWN_PERIOD: { vi: 'Không có kỳ đánh giá "{code}"', en: 'There is no period "{code}"' },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = periodProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof periodProblems> = periodProblems.refuse;
