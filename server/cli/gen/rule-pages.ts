import { z } from 'zod';
import { PLUGINS } from '../../../plugins/index.ts';
import { CONDITIONS, RULES } from '../../../rules/index.ts';
import { formatDay, parseDay } from '../../../rules/kit/day.ts';
import type { Condition, Rule } from '../../../rules/kit/rule.ts';
import { citationText, dayText, withPart } from './markdown.ts';

const LIFECYCLE = { draft: 'dự thảo', stable: 'đang dùng', superseded: 'đã thay thế' } as const;

/** Every rule's page with its header: what the declaration says, so that the page cannot say otherwise. */
export function rulePages(root: string): [path: string, text: string][] {
  return [...Object.values(RULES), ...Object.values(CONDITIONS)].map((rule) => {
    const path = `rules/${rule.id}/README.md`;
    return [path, withPart(root, path, 'header', header(rule))];
  });
}

function header(rule: Rule | Condition): string {
  const lines: (readonly [label: string, text: string])[] = [
    ['Mã', `\`${rule.id}\`, phiên bản ${rule.version}, ${LIFECYCLE[rule.lifecycle]}`],
    ['Loại', rule.kind === 'RULE' ? 'quy tắc có điểm' : 'điều kiện, không có điểm'],
    ['Áp dụng cho kỳ bắt đầu', inForce(rule.effective)],
    ['Căn cứ', rule.legalBasis.map(citationText).join('; ')],
    ['Căn cứ có sau ngày áp dụng', laterLaw(rule)],
    ['Cách hiểu chờ xác nhận', rule.interpretation?.vi ?? ''],
    ['Số liệu pháp luật', Object.values(rule.parameters).map(figure).join('; ')],
    ['Dữ kiện', rule.needs.map((fact) => `${fact.title.vi} (\`${fact.id}\`)`).join('; ')],
    ['Cán bộ có thể cấu hình', tunable(rule).join('; ')],
    ['Dùng trong bộ tiêu chí', users(rule).join('; ')],
  ];
  const list = lines.filter(([, text]) => text !== '').map(([label, text]) => `- **${label}**: ${text}`);
  return [`# ${rule.title.vi}`, `_${rule.title.en}_`, rule.purpose.vi, list.join('\n')].join('\n\n');
}

function inForce({ from, to }: Rule['effective']): string {
  const since = `từ ${dayText(from)}`;
  return to === undefined ? since : `${since} đến hết ${dayText(formatDay(parseDay(to) - 1))}`;
}

function laterLaw({ laterLaw: later = {} }: Rule | Condition): string {
  return Object.entries(later)
    .map(([document, why]) => `${document}: ${why.vi}`)
    .join('; ');
}

function figure({ title, values }: Rule['parameters'][string]): string {
  const dated = values.map(
    ({ from, value, basis }) => `${value ?? 'bãi bỏ'} từ ${dayText(from)}, ${citationText(basis)}`,
  );
  return `${title.vi}: ${dated.join('; ')}`;
}

/** Titles of what staff may tune, in Vietnamese. */
export function tunable({ config }: Rule | Condition): string[] {
  return Object.entries(config.shape).map(([name, schema]) => {
    const { title } = z.globalRegistry.get(schema as z.ZodType) ?? {};
    return title ?? name;
  });
}

/** Where plugins use a rule, as "plugin/criterion". */
function users(rule: Rule | Condition): string[] {
  return [...PLUGINS.values()].flatMap((plugin) => [
    ...plugin.criteria.filter((entry) => entry.rule === rule).map(({ id }) => `\`${plugin.id}/${id}\``),
    ...plugin.conditions
      .filter((entry) => entry.condition === rule)
      .map(({ id }) => `\`${plugin.id}/${id}\``),
  ]);
}
