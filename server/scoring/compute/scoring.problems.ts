import { defineProblems } from '../../platform/problems.ts';
import { configurationProblems } from '../../modules/configuration/configuration.problems.ts';

/** Problems that the computation of a score refuses with. */
export const scoringProblems = defineProblems(
  {
    UNKNOWN_SUBJECT: {
      vi: 'Không có đối tượng "{code}" trong kỳ',
      en: 'There is no subject "{code}" in the period',
    },
  },
  configurationProblems,
);

/** Makes a problem out of one of these codes. */
export const { refused } = scoringProblems;
