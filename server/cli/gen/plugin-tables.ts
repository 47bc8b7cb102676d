import { PLUGINS } from '../../../plugins/index.ts';
import type { Plugin } from '../../../plugins/kit/plugin.ts';
import { exactText, sum } from '../../../rules/kit/fraction.ts';
import type { Condition, Rule } from '../../../rules/kit/rule.ts';
import { citationText, table, withPart } from './markdown.ts';
import { tunable } from './rule-pages.ts';

/** Every plugin's page with its tables: criteria with points, groups with totals, conditions. */
export function pluginPages(root: string): [path: string, text: string][] {
  return [...PLUGINS.values()].map((plugin) => {
    const path = `plugins/${plugin.id}/README.md`;
    return [path, withPart(root, path, 'tables', tables(plugin))];
  });
}

function tables(plugin: Plugin): string {
  const example = plugin.example ? ' (**ví dụ**: chưa có quyết định nào ấn định)' : '';
  const parts = [
    `Phiên bản ${plugin.version}, tổng ${points(plugin, () => true)} điểm${example}.`,
    criteria(plugin),
    groups(plugin),
    conditions(plugin),
    rulesUsed(plugin),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function criteria(plugin: Plugin): string {
  return table(
    ['Mã', 'Tiêu chí', 'Nhóm', 'Điểm tối đa', 'Quy tắc'],
    plugin.criteria.map(({ id, title, group, rule, max }) => [
      `\`${id}\``,
      (title ?? rule.title).vi,
      group === undefined ? '–' : plugin.groups[group]!.vi,
      max,
      link(rule.id),
    ]),
  );
}

function groups(plugin: Plugin): string {
  const rows = Object.entries(plugin.groups).map(([id, title]) => {
    const total = plugin.totals?.[id];
    const law = total === undefined ? '–' : `${total.points} điểm, ${citationText(total.basis)}`;
    return [`\`${id}\``, title.vi, points(plugin, (group) => group === id), law];
  });
  return rows.length === 0 ? '' : table(['Nhóm', 'Tên nhóm', 'Tổng điểm', 'Luật quy định tổng'], rows);
}

function conditions(plugin: Plugin): string {
  const rows = plugin.conditions.map(({ id, title, condition }) => [
    `\`${id}\``,
    (title ?? condition.title).vi,
    link(condition.id),
    condition.legalBasis.map(citationText).join('; '),
  ]);
  return rows.length === 0 ? '' : table(['Mã', 'Điều kiện', 'Quy tắc', 'Căn cứ'], rows);
}

/** Each rule once, with the facts it reads and what staff may tune, however many criteria it serves. */
function rulesUsed(plugin: Plugin): string {
  const used = new Map<string, Rule | Condition>();
  for (const { rule } of plugin.criteria) used.set(rule.id, rule);
  for (const { condition } of plugin.conditions) used.set(condition.id, condition);
  const lines = [...used.values()].map((rule) => {
    const facts = rule.needs.map((fact) => fact.title.vi).join(', ');
    return `- ${link(rule.id)}: dữ kiện: ${facts}; cán bộ có thể cấu hình: ${tunable(rule).join(', ') || 'không có'}.`;
  });
  return ['Dữ kiện và cấu hình theo quy tắc:', lines.join('\n')].join('\n\n');
}

function points(plugin: Plugin, isCounted: (group: string | undefined) => boolean): string {
  const { criteria: configured } = plugin.configuration.parse({});
  const members = plugin.criteria.filter((criterion) => isCounted(criterion.group));
  return exactText(sum(members.map(({ id }) => configured[id]!.max)));
}

function link(rule: string): string {
  return `[\`${rule}\`](../../rules/${rule}/README.md)`;
}
