import { decidedRatingFact } from '../../facts/card.ts';
import { awardFact, initiativeFact } from '../../facts/emulation.ts';
import { cite } from '../../kit/citation.ts';
import { ONE, ZERO, add, compare, divide, exactText, min, multiply, subtract } from '../../kit/fraction.ts';
import type { Finding, Open } from '../../kit/outcome.ts';
import { scored } from '../../kit/outcome.ts';
import { cutOffPassed, yearOf } from '../../kit/period.ts';
import { defineRule } from '../../kit/rule.ts';
import { Table } from './table.ts';

/** Firmest first: a decided class is used before a recorded one, and a proposed one only for want of both. */
const SOURCES = ['DECIDED', 'RECORDED', 'PROPOSED'];

/** Points for the class, titles and initiatives of the year, by a table that staff enter. */
export const pointsTable = defineRule({
  id: 'emulation/points-table',
  version: '1.0.0',
  lifecycle: 'stable',
  title: { vi: 'Bảng điểm thi đua', en: 'Emulation points table' },
  purpose: {
    vi: 'Cộng điểm theo xếp loại, danh hiệu và sáng kiến trong năm theo bảng do cấp có thẩm quyền đặt.',
    en: 'Adds points for the class, the titles and the initiatives of the year by a table the authority sets.',
  },
  legalBasis: [cite('77/2025/QĐ-UBND', {}, 'TO_BE_CONFIRMED'), cite('152/2025/NĐ-CP', {}, 'TO_BE_CONFIRMED')],
  interpretation: {
    vi: 'Bảng điểm của Quyết định 77/2025/QĐ-UBND chưa tiếp cận được: các mức điểm ở đây chỉ là ví dụ.',
    en: 'The tables of Decision 77/2025/QD-UBND were not reached: the points here are an example.',
  },
  effective: { from: '2024-01-01' },
  laterLaw: {
    '77/2025/QĐ-UBND': {
      vi: 'Chỉ là mẫu để cán bộ nhập bảng điểm của địa phương; trước 23/10/2025 chờ xác nhận.',
      en: 'Only a model for the table that staff enter; before 23/10/2025 to be confirmed.',
    },
    '152/2025/NĐ-CP': {
      vi: 'Có hiệu lực từ 14/6/2025; các kỳ trước theo Luật 06/2022/QH15, chờ xác nhận.',
      en: 'In force from 14/6/2025; earlier periods rest on Law 06/2022/QH15, to be confirmed.',
    },
  },
  parameters: {},
  config: Table,
  needs: [decidedRatingFact, awardFact, initiativeFact],
  messages: {
    sum: {
      vi: 'Cộng {points} điểm trên {full}, tính tối đa {full}',
      en: '{points} points of {full}, at most {full} counted',
    },
    class: { vi: 'Xếp loại {rating}: {points} điểm', en: 'Class {rating}: {points} points' },
    provisional: {
      vi: 'Xếp loại {rating} mới là đề xuất: kết quả tạm tính',
      en: 'Class {rating} is only proposed: provisional',
    },
    award: { vi: 'Danh hiệu {award}: {points} điểm', en: 'Title {award}: {points} points' },
    revoked: {
      vi: 'Danh hiệu {award} đã bị hủy bỏ: không tính',
      en: 'Title {award} was revoked: not counted',
    },
    initiative: {
      vi: 'Sáng kiến {code}, phạm vi {reach}: {points} điểm',
      en: 'Initiative {code}, reach {reach}: {points} points',
    },
    noClass: {
      vi: 'Chưa có xếp loại của kỳ {period}',
      en: 'The class of {period} is not recorded yet',
    },
  },
  evaluate({ subject, facts, config, period, asOf }) {
    const { year } = yearOf(period);
    const findings: Finding[] = [];
    let total = ZERO;
    const ratings = facts['decided-rating']
      .map((entry, row) => ({ ...entry, row }))
      .filter((entry) =>
        period.kind === 'YEAR' ? entry.yearly && entry.year === year : entry.period === period.code,
      )
      .toSorted(
        (a, b) =>
          SOURCES.indexOf(a.ratingSource) - SOURCES.indexOf(b.ratingSource) || (a.code < b.code ? 1 : -1),
      );
    const found = ratings[0];
    if (found) {
      const worth = multiply(config.classPart, config.classes[found.rating]);
      const evidence = [{ fact: 'decided-rating', row: found.row }];
      total = add(total, worth);
      findings.push({ message: 'class', data: { rating: found.rating, points: exactText(worth) }, evidence });
      if (found.ratingSource === 'PROPOSED')
        findings.push({ message: 'provisional', data: { rating: found.rating }, evidence });
    }
    for (const [row, { award, revoked, ...entry }] of facts.award.entries()) {
      if (entry.year !== year) continue;
      const evidence = [{ fact: 'award', row }];
      if (revoked) {
        findings.push({ message: 'revoked', data: { award }, evidence });
        continue;
      }
      total = add(total, config.awards[award]);
      findings.push({ message: 'award', data: { award, points: exactText(config.awards[award]) }, evidence });
    }
    for (const [row, { code, reach, ...entry }] of facts.initiative.entries()) {
      if (entry.year !== year) continue;
      total = add(total, config.initiatives[reach]);
      findings.push({
        message: 'initiative',
        data: { code, reach, points: exactText(config.initiatives[reach]) },
        evidence: [{ fact: 'initiative', row }],
      });
    }
    const earned = min(ONE, divide(total, config.full));
    const open: Open[] = [];
    if (!found) {
      const reach = min(subtract(ONE, earned), divide(config.classPart, config.full));
      if (compare(reach, ZERO) > 0) {
        open.push({
          share: reach,
          kind: cutOffPassed(period, asOf) ? 'MISSING_DATA' : 'PENDING',
          what: { message: 'noClass', data: { period: period.code } },
          owedBy: subject.superiorUnit,
          since: period.cutOff + 1,
        });
      }
    }
    const data = { points: exactText(total), full: exactText(config.full) };
    return scored(earned, { message: 'sum', data }, findings, open);
  },
});
