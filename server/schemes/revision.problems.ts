import { defineProblems, platformProblems } from '../platform/problems.ts';

/** What is refused about a revision that is recorded. */
export const revisionProblems = defineProblems(
  {
    INVALID_CONFIGURATION: {
      vi: 'Cấu hình không hợp lệ tại {at}: {why}',
      en: 'Invalid configuration at {at}: {why}',
    },
  },
  platformProblems,
);

/** Makes a problem out of one of these codes. */
export const { refused } = revisionProblems;
