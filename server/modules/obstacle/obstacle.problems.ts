import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about obstacles. */
export const obstacleProblems = defineProblems(
  {
    OBSTACLE_CLEARED: {
      vi: 'Điểm nghẽn "{code}" đã được tháo gỡ',
      en: 'Obstacle "{code}" is cleared already',
    },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = obstacleProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof obstacleProblems> = obstacleProblems.refuse;
