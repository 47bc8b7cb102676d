import { defineProblems } from '../../platform/problems.ts';
import { configurationProblems } from '../../modules/configuration/configuration.problems.ts';

/** What is refused where a score is asked for. */
export const scoringProblems = defineProblems(
  {
    UNKNOWN_SUBJECT: {
      vi: 'Không có đối tượng "{code}" trong kỳ',
      en: 'There is no subject "{code}" in the period',
    },
  },
  configurationProblems,
);

export const { refused } = scoringProblems;
