import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about notices of working days. */
export const calendarProblems = defineProblems(
  {
    DAY_OF_ANOTHER_YEAR: {
      vi: 'Ngày {day} không thuộc năm {year}: lịch của năm nào chỉ ghi ngày của năm đó',
      en: '{day} does not lie in {year}: a year’s calendar holds days of that year only',
    },
    DAY_OFF_AND_WORKED: {
      vi: 'Ngày {day} vừa là ngày nghỉ vừa là ngày làm bù',
      en: '{day} is both a day off and a day worked in exchange',
    },
  },
  commonProblems,
);

/** Makes problems of this catalogue. */
export const { refused } = calendarProblems;
