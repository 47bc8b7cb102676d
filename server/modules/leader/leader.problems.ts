import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about leaders and their posts. */
export const leaderProblems = defineProblems(
  {
    APPOINTMENT_ENDED: {
      vi: 'Chức vụ "{code}" đã kết thúc ngày {day}',
      en: 'Appointment "{code}" ended on {day}',
    },
    POST_BEGINS_LATER: {
      vi: 'Chức vụ {post} ở cơ quan {unit} bắt đầu ngày {day}, khi cơ quan đã kết thúc; hãy thu hồi chức vụ đó trước',
      en: 'Post {post} in unit {unit} begins on {day}, when the unit has ended; take that appointment back first',
    },
    TWO_HEADS: {
      vi: 'Cơ quan {unit} có hai người đứng đầu cùng lúc: {first} và {second}',
      en: 'Unit {unit} would have two heads at once: {first} and {second}',
    },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = leaderProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof leaderProblems> = leaderProblems.refuse;
