import { defineProblems, platformProblems } from '../../platform/problems.ts';

/** What is refused about the revisions of schemes and plugins. */
export const configurationProblems = defineProblems(
  {
    UNKNOWN_SCHEME: {
      vi: 'Không có phương án "{code}" có hiệu lực vào ngày đầu kỳ',
      en: 'No scheme "{code}" is in force on the first day of the period',
    },
  },
  platformProblems,
);
