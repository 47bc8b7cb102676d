import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { CHANGELOG } from '../gen/changelog.ts';
import { table } from '../gen/markdown.ts';
import { ruleFiles, rulesIndex } from '../gen/rules-index.ts';
import { ScaffoldFault, TO_WRITE, camel, runScaffold, writeNew } from './scaffold.ts';

const ID = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/;
const OTHERS = new Set(['kit', 'facts', 'shared']);

/**
 * Makes a rule that runs: its folder, and its lines in the changelog and in the list of rules.
 * Its judgement is a plain share of tasks on time; every line that the author has to write bears a mark.
 *
 * @param id "theme/rule". @param today the day of the changelog's line, "23/02/2026".
 * @returns what to do next. @throws ScaffoldFault when the id is none, or taken.
 */
export function newRule(root: string, id: string, kind: 'Rule' | 'Condition', today: string): string {
  if (!ID.test(id) || OTHERS.has(id.split('/')[0]!))
    throw new ScaffoldFault(
      `"${id}" không phải là mã quy tắc; hãy viết như deadline/late-answers (name a theme and a rule)`,
    );
  const name = camel(parse(id).name);
  const taken = ruleFiles(root).find((file) => file.name === name);
  if (taken !== undefined)
    throw new ScaffoldFault(`tên ${name} đã dùng cho ${taken.id} (another rule exports that name)`);
  writeNew(root, {
    [`rules/${id}/rule.ts`]: kind === 'Rule' ? ruleText(id, name) : conditionText(id, name),
    [`rules/${id}/cases.yaml`]: kind === 'Rule' ? RULE_CASES : CONDITION_CASES,
    [`rules/${id}/README.md`]: PAGE,
  });
  writeFileSync(join(root, 'rules/index.ts'), rulesIndex(ruleFiles(root)));
  addChangeLine(root, [
    `\`${id}\``,
    '1.0.0',
    today,
    '01/01/2026 – nay',
    `${TO_WRITE} vì sao`,
    `${TO_WRITE} căn cứ`,
  ]);
  return NEXT(id);
}

/** Puts a line on top of the first table of the changelog, and the columns in line again. */
function addChangeLine(root: string, line: readonly string[]): void {
  const file = join(root, CHANGELOG);
  const text = readFileSync(file, 'utf8');
  const found = /(?:^\|.*\n)+/m.exec(text);
  if (found === null) throw new ScaffoldFault(`${CHANGELOG}: không có bảng (no table)`);
  const rows = found[0]
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [headings, , ...lines] = rows;
  writeFileSync(file, text.replace(found[0], `${table(headings!, [line, ...lines])}\n`));
}

function sheetText(id: string): string {
  return `  id: '${id}',
  version: '1.0.0',
  lifecycle: 'draft',
  title: { vi: '${TO_WRITE} tên quy tắc', en: '${TO_WRITE} title of the rule' },
  purpose: {
    vi: '${TO_WRITE} quy tắc đo điều gì, một câu.',
    en: '${TO_WRITE} what the rule measures, in one sentence.',
  },
  // ${TO_WRITE} văn bản, điều, khoản của sổ văn bản (rules/kit/legal-register.ts), với dấu xác nhận.
  legalBasis: [cite('91/2015/QH13', {}, 'TO_BE_CONFIRMED')],
  // ${TO_WRITE} ngày đầu của kỳ đầu tiên được chấm; căn cứ phải có hiệu lực vào ngày đó.
  effective: { from: '2026-01-01' },
  parameters: {},
  config: z.strictObject({}),
  needs: [taskFact],`;
}

function ruleText(id: string, name: string): string {
  return `import { z } from 'zod';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { fraction } from '../../kit/fraction.ts';
import type { Finding } from '../../kit/outcome.ts';
import { notApplicable, scored } from '../../kit/outcome.ts';
import { defineRule } from '../../kit/rule.ts';

/** ${TO_WRITE} what the rule says, in one short sentence. */
export const ${name} = defineRule({
${sheetText(id)}
  messages: {
    share: { vi: '{onTime} nhiệm vụ đúng hạn trên {due}', en: '{onTime} tasks on time of {due}' },
    other: { vi: 'Nhiệm vụ {code} không đúng hạn', en: 'Task {code} is not on time' },
    nothingDue: { vi: 'Không có nhiệm vụ nào trong kỳ', en: 'No task in the period' },
  },
  evaluate({ facts }) {
    // ${TO_WRITE} điều khoản nói gì về từng dòng dữ kiện; kết luận nào, minh chứng nào, mất bao nhiêu.
    const due = facts.task.length;
    if (due === 0) return notApplicable({ message: 'nothingDue', data: {} });
    const findings: Finding[] = [];
    for (const [row, { code, timeliness }] of facts.task.entries()) {
      if (timeliness === 'DONE_ON_TIME') continue;
      const evidence = [{ fact: 'task', row }];
      findings.push({ message: 'other', data: { code }, evidence, loss: fraction(1, due) });
    }
    const onTime = due - findings.length;
    return scored(fraction(onTime, due), { message: 'share', data: { onTime, due } }, findings);
  },
});
`;
}

function conditionText(id: string, name: string): string {
  return `import { z } from 'zod';
import { taskFact } from '../../facts/task.ts';
import { cite } from '../../kit/citation.ts';
import { met, unmet } from '../../kit/outcome.ts';
import { defineCondition } from '../../kit/rule.ts';

/** ${TO_WRITE} what the condition demands, in one short sentence. */
export const ${name} = defineCondition({
${sheetText(id)}
  messages: {
    none: { vi: 'Không có nhiệm vụ quá hạn', en: 'No task is overdue' },
    overdue: { vi: '{tasks} nhiệm vụ quá hạn', en: '{tasks} tasks are overdue' },
  },
  decide({ facts }) {
    // ${TO_WRITE} khi nào đạt, không đạt, chưa đủ căn cứ; kết luận nào, minh chứng nào.
    const tasks = facts.task.filter(({ timeliness }) => timeliness === 'OPEN_OVERDUE').length;
    if (tasks === 0) return met({ message: 'none', data: {} });
    return unmet({ message: 'overdue', data: { tasks } });
  },
});
`;
}

const CASES_HEAD = `# ${TO_WRITE} mỗi câu cần một tình huống; thêm đúng ngày, đúng mức mà kết quả đổi, và mỗi cấu hình khác mặc định.
`;

const RULE_CASES = `${CASES_HEAD}- name: Một nhiệm vụ đúng hạn, một nhiệm vụ quá hạn
  period: 2026-Q1
  facts: { task: [{ code: A, timeliness: DONE_ON_TIME }, { code: B, timeliness: OPEN_OVERDUE }] }
  expect: { outcome: SCORED, share: '0.5', findings: [{ message: other, evidence: [B], loss: '0.5' }] }
- name: Không có nhiệm vụ nào
  period: 2026-Q1
  facts: { task: [] }
  expect: { outcome: NOT_APPLICABLE, reason: nothingDue }
`;

const CONDITION_CASES = `${CASES_HEAD}- name: Một nhiệm vụ quá hạn
  period: 2026-Q1
  facts: { task: [{ code: A, timeliness: OPEN_OVERDUE }] }
  expect: { verdict: UNMET, reason: overdue }
- name: Không có nhiệm vụ quá hạn
  period: 2026-Q1
  facts: { task: [{ code: A, timeliness: DONE_ON_TIME }] }
  expect: { verdict: MET, reason: none }
`;

const PAGE = `## Quy định

${TO_WRITE} điều khoản nào, đã đọc tận văn bản chưa hay qua nguồn thứ cấp.

## Cách tính

${TO_WRITE} từ dữ kiện ra tỷ lệ điểm thế nào, cấu hình được gì.

## Ví dụ

${TO_WRITE} một phép tính bằng số.

## Trường hợp không áp dụng

${TO_WRITE} khi nào quy tắc không có đối tượng, hoặc phải chờ.

## Lịch sử

1.0.0: bản đầu.
`;

const NEXT = (id: string) => `Đã tạo rules/${id} (a rule that runs). Tiếp theo (next):
  1. npm run gen                              phần đầu trang, khóa kết quả (page header, lock of behaviour)
  2. sửa các dòng có "${TO_WRITE}" (write the marked lines); npm test -- test/architecture liệt kê chúng
  3. lifecycle: 'stable', rồi thêm tiêu chí vào plugins/<plugin>/plugin.ts và điểm vào test/plugins/plugins.test.ts,
     số tiêu chí và tổng điểm vào plugins/README.md (a criterion, its points, the row of its plugin)
  4. npm run gen, npm run check; còn lại, từng bước (the rest, step by step): .github/CONTRIBUTING.md#a-rule`;

/** `npm run new:rule -- theme/rule [--condition]`. */
function main(): void {
  runScaffold((root, args) => {
    const [id, ...flags] = args;
    const today = new Date().toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
    if (id === undefined || flags.some((flag) => flag !== '--condition'))
      throw new ScaffoldFault('npm run new:rule -- <nhóm>/<quy-tắc> [--condition] (theme/rule)');
    return newRule(root, id, flags.length > 0 ? 'Condition' : 'Rule', today);
  });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === import.meta.filename) main();
