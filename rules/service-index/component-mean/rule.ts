import { z } from 'zod';
import { subordinateIndexFact } from '../../facts/index-result.ts';
import { cite } from '../../kit/citation.ts';
import { decimal, titled } from '../../kit/config.ts';
import { clampShare, divide, exactText, fraction, sum } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { missingData, notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

/** Scale of the points of a component in its fact. */
const SCALE = 10_000n;

/** A national group of Decision 766: the plain mean of the provinces' group points. */
export const componentMean = defineRule({
  id: 'service-index/component-mean',
  version: '1.0.0',
  lifecycle: 'stable',
  title: {
    vi: 'Trung bình nhóm chỉ số của các đơn vị trực thuộc',
    en: 'Mean of a component over the units below',
  },
  purpose: {
    vi: 'Điểm nhóm của cả nước là trung bình cộng điểm nhóm của các tỉnh, làm tròn từng nhóm rồi mới cộng.',
    en: 'A national group is the plain mean of the provinces’ group points; each group is rounded, then they are summed.',
  },
  legalBasis: [cite('766/QĐ-TTg', {}, 'SECONDARY')],
  interpretation: {
    vi: 'Cách tính suy ra từ dòng cả nước mà Cổng công bố ngày 10/10/2026.',
    en: 'Inferred from the national row that the portal published on 10 October 2026.',
  },
  effective: { from: '2022-08-01' },
  parameters: {},
  config: z.strictObject({
    index: titled(z.string().min(1).default('766'), 'Mã bộ chỉ số', 'Index code'),
    components: titled(
      z.array(z.string().min(1)).min(1).prefault(['total']),
      'Các thành phần cộng lại',
      'Components added up',
    ),
    full: titled(decimal({ min: '0' }).prefault('100'), 'Điểm tối đa của nhóm', 'Maximum of the group'),
  }),
  needs: [subordinateIndexFact],
  messages: {
    mean: {
      vi: 'Trung bình {units} đơn vị: {total} ÷ {units} trên {full} điểm',
      en: 'Mean of {units} units: {total} ÷ {units} of {full} points',
    },
    pooled: { vi: 'Điểm {components} của {units} đơn vị', en: 'Points of {components} of {units} units' },
    incomplete: {
      vi: 'Thiếu điểm {components} của {missing} đơn vị',
      en: 'Points of {components} are missing for {missing} units',
    },
    nothingBelow: {
      vi: 'Không có đơn vị trực thuộc nào có kết quả {index}',
      en: 'No unit below has a result of {index}',
    },
  },
  evaluate({ facts, config, period }) {
    const rows = facts['subordinate-index'];
    const wanted = rows.flatMap((entry, row) =>
      entry.index === config.index && config.components.includes(entry.component) && entry.points !== null
        ? [row]
        : [],
    );
    const units = new Set(
      rows.filter((entry) => entry.index === config.index).map((entry) => entry.subordinate),
    );
    if (units.size === 0) return notApplicable({ message: 'nothingBelow', data: { index: config.index } });
    const components = config.components.join(' + ');
    const complete = [...units].filter(
      (unit) => wanted.filter((row) => rows[row]!.subordinate === unit).length === config.components.length,
    );
    const missing = units.size - complete.length;
    // A mean over a part of the units is another figure; it is not shown as if it were this one.
    if (missing > 0)
      return missingData({ message: 'incomplete', data: { components, missing } }, null, period.to);
    const total = sum(wanted.map((row) => fraction(rows[row]!.points!, SCALE)));
    const mean = divide(total, fraction(units.size));
    const findings: Finding[] = [
      {
        message: 'pooled',
        data: { components, units: units.size },
        evidence: wanted.map((row) => ({ fact: 'subordinate-index', row })),
      },
    ];
    return scored(
      clampShare(divide(mean, config.full)),
      { message: 'mean', data: { units: units.size, total: exactText(total), full: exactText(config.full) } },
      findings,
    );
  },
});
