import { allTasksOnTime } from '../../rules/home-affairs/all-tasks-on-time/rule.ts';
import { areaTargetShare } from '../../rules/home-affairs/area-target-share/rule.ts';
import { assessedIndex } from '../../rules/home-affairs/assessed-index/rule.ts';
import { beyondRequirement } from '../../rules/home-affairs/beyond-requirement/rule.ts';
import { convertedProgress } from '../../rules/home-affairs/converted-progress/rule.ts';
import { convertedQuality } from '../../rules/home-affairs/converted-quality/rule.ts';
import { convertedQuantity } from '../../rules/home-affairs/converted-quantity/rule.ts';
import { corruptionInUnit } from '../../rules/home-affairs/corruption-in-unit/rule.ts';
import { degradation } from '../../rules/home-affairs/degradation/rule.ts';
import { discipline } from '../../rules/home-affairs/discipline/rule.ts';
import { generalCriterion } from '../../rules/home-affairs/general-criterion/rule.ts';
import { longAbsence } from '../../rules/home-affairs/long-absence/rule.ts';
import { onTimeQualityShare } from '../../rules/home-affairs/on-time-quality-share/rule.ts';
import { priorClass } from '../../rules/home-affairs/prior-class/rule.ts';
import { repeatedNotCompleted } from '../../rules/home-affairs/repeated-not-completed/rule.ts';
import { subordinateClasses } from '../../rules/home-affairs/subordinate-classes/rule.ts';
import { targetsExceeded } from '../../rules/home-affairs/targets-exceeded/rule.ts';
import { tasksDone } from '../../rules/home-affairs/tasks-done/rule.ts';
import { unitDiscipline } from '../../rules/home-affairs/unit-discipline/rule.ts';
import { cite } from '../../rules/kit/citation.ts';
import { definePlugin } from '../kit/plugin.ts';

/**
 * Decree 335/2025 art. 16: a leader's results are (a+b+c+d+đ+e)/6 × 70. Each criterion holds a sixth of 70; where d, đ, e do not
 * apply, renormalising inside the group gives (a+b+c)/3 × 70.
 */
const SIXTH_OF_70 = '35/3';

/**
 * Quality classification of Decree 335/2025.
 * With the conditions that it, Regulation 366 and Decree 90/2020 put before a class.
 */
export const homeAffairs = definePlugin({
  id: 'home-affairs',
  version: '1.0.0',
  title: {
    vi: 'Nội vụ: đánh giá, xếp loại chất lượng',
    en: 'Home affairs: quality evaluation and classification',
  },
  purpose: {
    vi: 'Tính điểm tháng, quý của người lãnh đạo theo Nghị định 335/2025/NĐ-CP: tiêu chí chung 30 điểm, kết quả nhiệm vụ 70 điểm.',
    en: 'Scores a leader’s month or quarter under Decree 335/2025: general criteria 30 points, task results 70.',
  },
  legalBasis: [
    cite('335/2025/NĐ-CP'),
    cite('335/2025/NĐ-CP', { article: '16' }, 'SECONDARY'),
    cite('366-QĐ/TW', { article: '11' }),
    cite('90/2020/NĐ-CP'),
  ],
  example: false,
  groups: {
    general: { vi: 'Tiêu chí chung', en: 'General criteria' },
    'task-results': { vi: 'Kết quả thực hiện nhiệm vụ', en: 'Task results' },
  },
  totals: {
    general: { points: '30', basis: cite('335/2025/NĐ-CP', {}, 'SECONDARY') },
    'task-results': { points: '70', basis: cite('335/2025/NĐ-CP', { article: '16' }, 'SECONDARY') },
  },
  criteria: [
    {
      id: 'general-politics',
      title: {
        vi: 'Phẩm chất chính trị, đạo đức, kỷ luật',
        en: 'Politics, ethics and discipline',
      },
      rule: generalCriterion,
      max: '10',
      group: 'general',
      config: { criterion: 'general-politics' },
    },
    {
      id: 'general-expertise',
      title: { vi: 'Năng lực chuyên môn, thái độ phục vụ', en: 'Expertise and attitude' },
      rule: generalCriterion,
      max: '10',
      group: 'general',
      config: { criterion: 'general-expertise' },
    },
    {
      id: 'general-innovation',
      title: { vi: 'Đổi mới, sáng tạo, dám nghĩ, dám làm', en: 'Innovation and daring' },
      rule: generalCriterion,
      max: '10',
      group: 'general',
      config: { criterion: 'general-innovation' },
    },
    { id: 'a', rule: convertedQuantity, max: SIXTH_OF_70, group: 'task-results' },
    { id: 'b', rule: convertedQuality, max: SIXTH_OF_70, group: 'task-results' },
    { id: 'c', rule: convertedProgress, max: SIXTH_OF_70, group: 'task-results' },
    {
      id: 'd',
      title: { vi: 'd. Kết quả của lĩnh vực phụ trách', en: 'd. Results of the area led' },
      rule: assessedIndex,
      max: SIXTH_OF_70,
      group: 'task-results',
      config: { criterion: 'd' },
    },
    {
      id: 'dd',
      title: { vi: 'đ. Khả năng tổ chức triển khai nhiệm vụ', en: 'đ. Organising ability' },
      rule: assessedIndex,
      max: SIXTH_OF_70,
      group: 'task-results',
      config: { criterion: 'dd' },
    },
    {
      id: 'e',
      title: { vi: 'e. Năng lực tập hợp, đoàn kết', en: 'e. Cohesion' },
      rule: assessedIndex,
      max: SIXTH_OF_70,
      group: 'task-results',
      config: { criterion: 'e' },
    },
  ],
  conditions: [
    { id: 'discipline', condition: discipline },
    { id: 'degradation', condition: degradation },
    { id: 'corruption-in-unit', condition: corruptionInUnit },
    { id: 'all-tasks-on-time', condition: allTasksOnTime },
    { id: 'beyond-requirement', condition: beyondRequirement },
    { id: 'tasks-done', condition: tasksDone },
    { id: 'unit-discipline', condition: unitDiscipline },
    { id: 'targets-exceeded', condition: targetsExceeded },
    {
      id: 'on-time-quality-good',
      title: {
        vi: 'Mức tốt: hoàn thành tất cả, từ 80% đúng tiến độ, chất lượng',
        en: 'Good: all done, at least 80% on time with quality',
      },
      condition: onTimeQualityShare,
      config: { allDone: true },
    },
    {
      id: 'on-time-quality-completed',
      title: {
        vi: 'Mức hoàn thành: không quá 20% chưa bảo đảm tiến độ, chất lượng (chờ xác nhận)',
        en: 'Completed: at most 20% short on progress or quality (to be confirmed)',
      },
      condition: onTimeQualityShare,
      config: { allDone: false },
    },
    { id: 'subordinate-classes', condition: subordinateClasses },
    {
      id: 'area-targets-completed',
      title: {
        vi: 'Mức hoàn thành: trên 70% chỉ tiêu của lĩnh vực (chờ xác nhận)',
        en: 'Completed: more than 70% of the area’s targets (to be confirmed)',
      },
      condition: areaTargetShare,
      config: { minimum: '0.7', strict: true },
    },
    {
      id: 'area-targets-half',
      title: {
        vi: 'Dưới 50% chỉ tiêu của lĩnh vực thì không hoàn thành (chờ xác nhận)',
        en: 'Below 50% of the area’s targets: not completed (to be confirmed)',
      },
      condition: areaTargetShare,
      config: { minimum: '0.5', strict: false },
    },
    { id: 'long-absence', condition: longAbsence },
    { id: 'repeated-not-completed', condition: repeatedNotCompleted },
    { id: 'prior-class', condition: priorClass },
  ],
});
