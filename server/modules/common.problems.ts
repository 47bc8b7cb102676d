import type { Refuse } from '../platform/problems.ts';
import { defineProblems, platformProblems } from '../platform/problems.ts';

/** Refusals and flags that several modules share. */
export const commonProblems = defineProblems(
  {
    ALREADY_EXISTS: {
      vi: 'Đã có {noun} mang mã "{code}"',
      en: 'There is a {noun} with code "{code}" already',
    },
    FUTURE_DAY: {
      vi: 'Ngày {day} chưa tới; hôm nay là {today}',
      en: '{day} lies ahead; today is {today}',
    },
    BEFORE_THE_LAST: {
      vi: 'Ngày {day} trước ngày {last} đã ghi của bước trước',
      en: '{day} lies before {last}, the recorded day of the step before',
    },
    SAME_UNIT: { vi: 'Hai cơ quan phải khác nhau: {unit}', en: 'The two units must differ: {unit}' },
    UNIT_NOT_OPEN: {
      vi: 'Cơ quan {unit} không hoạt động vào ngày {day}',
      en: 'Unit {unit} does not exist on {day}',
    },
    REVERSED_DATES: {
      vi: 'Ngày kết thúc không được trước ngày bắt đầu',
      en: 'The end may not lie before the beginning',
    },
    NEGATIVE: { vi: 'Giá trị không được âm', en: 'The value may not be negative' },
    ABOVE_SCALE: {
      vi: 'Giá trị {value} vượt thang {scale}',
      en: 'The value {value} exceeds the scale of {scale}',
    },
    PARTS_DO_NOT_ADD_UP: {
      vi: 'Các phần cộng lại {sum}, khác tổng công bố {total}',
      en: 'The parts add up to {sum}, not to the published total {total}',
    },
    PUBLISHED_DIFFERS: {
      vi: 'Số công bố {published} khác số tính lại {computed}',
      en: 'Published {published} differs from computed {computed}',
    },
  },
  platformProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused, refusedInWords, flagged } = commonProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof commonProblems> = commonProblems.refuse;
