import type { Refuse } from '../../platform/problems.ts';
import { defineProblems } from '../../platform/problems.ts';
import { commonProblems } from '../common.problems.ts';

/** What is refused about units. */
export const unitProblems = defineProblems(
  {
    UNIT_HAS_UNITS_BELOW: {
      vi: 'Cơ quan {unit} còn đơn vị trực thuộc: {below}; hãy sắp xếp các đơn vị đó trước',
      en: 'Unit {unit} has units below it: {below}; reorganise those first',
    },
    NOT_A_SUCCESSOR: {
      vi: 'Cơ quan {unit} không nằm trong các cơ quan kế thừa',
      en: 'Unit {unit} is not one of the successors',
    },
    RENAME_KEEPS_CODE: {
      vi: 'Đổi tên không lập cơ quan mới: {unit} giữ nguyên mã, chỉ ghi tên mới',
      en: 'A rename makes no new unit: {unit} keeps its code, and takes the new name',
    },
    CYCLIC_UNITS: { vi: 'Cây tổ chức bị vòng: {path}', en: 'The unit tree has a cycle: {path}' },
  },
  commonProblems,
);

/** Makes problems of this catalogue, for refusals and flags. */
export const { refused } = unitProblems;

/** Refuses with a problem of this catalogue. @throws Refusal */
export const refuse: Refuse<typeof unitProblems> = unitProblems.refuse;
