import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { configurationProblems } from '../configuration/configuration.problems.ts';
import { periodProblems } from '../period/period.problems.ts';

/** What is refused about evaluations and decisions; they need an open period and a scheme. */
export const evaluationProblems = defineProblems(
  {
    GATE_FACT_REVOKED: {
      vi: 'Quyết định "{code}" đã bị thu hồi',
      en: 'Decision "{code}" is revoked already',
    },
    PERIOD_NOT_OVER: {
      vi: 'Kỳ {code} kéo dài đến hết ngày {last}; ngày {day} chưa thể quyết định xếp loại',
      en: 'Period {code} lasts until {last}; on {day} no class can be decided yet',
    },
    RANKING_WITHDRAWN: {
      vi: 'Công bố {code} đã thu hồi ngày {on}',
      en: 'Publication {code} was withdrawn on {on}',
    },
  },
  configurationProblems,
  periodProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = evaluationProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof evaluationProblems> = evaluationProblems.refuse;
