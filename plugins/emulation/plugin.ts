import { advancedWorker } from '../../rules/emulation/advanced-worker/rule.ts';
import { collectiveDiscipline } from '../../rules/emulation/collective-discipline/rule.ts';
import { collectiveShare } from '../../rules/emulation/collective-share/rule.ts';
import { consecutiveTitles } from '../../rules/emulation/consecutive-titles/rule.ts';
import { grassrootsFighter } from '../../rules/emulation/grassroots-fighter/rule.ts';
import { holdsTitle } from '../../rules/emulation/holds-title/rule.ts';
import { initiativeReach } from '../../rules/emulation/initiative-reach/rule.ts';
import { pointsTable } from '../../rules/emulation/points-table/rule.ts';
import { cite } from '../../rules/kit/citation.ts';
import { definePlugin } from '../kit/plugin.ts';

/** Emulation: a points table that the authority sets, and the standards of titles as conditions. */
export const emulation = definePlugin({
  id: 'emulation',
  version: '1.0.0',
  title: { vi: 'Thi đua, khen thưởng', en: 'Emulation and commendation' },
  purpose: {
    vi: 'Tính điểm thi đua năm theo bảng do cấp có thẩm quyền đặt và xét tiêu chuẩn các danh hiệu.',
    en: 'Scores the emulation year by a table the authority sets, and checks the standards of titles.',
  },
  legalBasis: [
    cite('06/2022/QH15'),
    cite('152/2025/NĐ-CP', {}, 'TO_BE_CONFIRMED'),
    cite('77/2025/QĐ-UBND', {}, 'TO_BE_CONFIRMED'),
  ],
  // The tables of Decision 77/2025/QĐ-UBND were not reached.
  example: true,
  criteria: [{ id: 'points-table', rule: pointsTable, max: '100' }],
  conditions: [
    { id: 'advanced-worker', condition: advancedWorker },
    { id: 'grassroots-fighter', condition: grassrootsFighter },
    {
      id: 'provincial-fighter-titles',
      title: {
        vi: 'Ba lần liên tục Chiến sĩ thi đua cơ sở',
        en: 'Three consecutive Grassroots Fighter titles',
      },
      condition: consecutiveTitles,
      config: { title: 'GRASSROOTS_FIGHTER', years: 3 },
    },
    {
      id: 'provincial-fighter-initiative',
      title: { vi: 'Sáng kiến có phạm vi trong tỉnh', en: 'Initiative with provincial reach' },
      condition: initiativeReach,
      config: { reach: 'PROVINCIAL' },
    },
    {
      id: 'national-fighter-titles',
      title: {
        vi: 'Hai lần liên tục Chiến sĩ thi đua cấp tỉnh',
        en: 'Two consecutive Provincial Fighter titles',
      },
      condition: consecutiveTitles,
      config: { title: 'PROVINCIAL_FIGHTER', years: 2 },
    },
    {
      id: 'national-fighter-initiative',
      title: { vi: 'Sáng kiến có phạm vi toàn quốc', en: 'Initiative with national reach' },
      condition: initiativeReach,
      config: { reach: 'NATIONAL' },
    },
    {
      id: 'advanced-collective-share',
      title: {
        vi: 'Trên 50% cá nhân là Lao động tiên tiến (chờ xác nhận)',
        en: 'More than 50% Advanced Workers (to be confirmed)',
      },
      condition: collectiveShare,
      config: { minimum: '0.5', strict: true },
    },
    {
      id: 'excellent-collective-share',
      title: {
        vi: 'Từ 70% cá nhân là Lao động tiên tiến (chờ xác nhận)',
        en: 'At least 70% Advanced Workers (to be confirmed)',
      },
      condition: collectiveShare,
      config: { minimum: '0.7', strict: false },
    },
    {
      id: 'excellent-collective-completed',
      title: {
        vi: '100% cá nhân hoàn thành nhiệm vụ (chờ xác nhận)',
        en: 'All people classed “completed” or above (to be confirmed)',
      },
      condition: collectiveShare,
      config: { numerator: 'collective.completed', minimum: '1', strict: false },
    },
    {
      id: 'excellent-collective-fighter',
      title: {
        vi: 'Có ít nhất một Chiến sĩ thi đua cơ sở (chờ xác nhận)',
        en: 'At least one Grassroots Fighter (to be confirmed)',
      },
      condition: collectiveShare,
      config: { numerator: 'collective.grassroots-fighters', minimum: '0', strict: true },
    },
    { id: 'collective-discipline', condition: collectiveDiscipline },
    { id: 'holds-title', condition: holdsTitle },
  ],
});
