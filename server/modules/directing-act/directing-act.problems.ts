import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about directing acts. */
export const directingActProblems = defineProblems(
  {
    NOT_IN_POST: {
      vi: '{leader} không giữ chức vụ tại {unit} vào ngày {day}',
      en: '{leader} holds no post in {unit} on {day}',
    },
  },
  commonProblems,
);

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof directingActProblems> = directingActProblems.refuse;
