import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { layerOf, layers, requiredLayers } from './layers.ts';
import { importsOf, readSources, root } from './source.ts';
import type { Violation } from './violations.ts';
import { isTest, packageOf, violationsOf } from './violations.ts';

const sources = readSources(['rules', 'plugins', 'server', 'migrations'], /\.ts$/);

function report({ file, line, specifier, because }: Violation): string {
  return `${file}:${line} imports ${specifier}\n    ${because}`;
}

describe('the source keeps its directions', () => {
  test('every layer that must be there has files', () => {
    const seen = new Set(sources.map((source) => layerOf(source.path)?.name));
    const empty = requiredLayers.filter((name) => !seen.has(name));
    expect(empty, 'layers without a file').toEqual([]);
  });

  test('every file lies in a layer and imports only what its layer may', () => {
    expect(sources.flatMap(violationsOf).map(report), 'forbidden imports').toEqual([]);
  });
});

describe('the product', () => {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };

  test('imports no package that only developers install, the tools of its generated files apart', () => {
    const strangers = sources
      .filter((source) => !isTest(source.path) && !source.path.startsWith('server/cli/gen/'))
      .flatMap((source) =>
        importsOf(source)
          .map(({ specifier }) => specifier)
          .filter((specifier) => specifier !== null && !/^(\.|node:)/.test(specifier))
          .map((specifier) => packageOf(specifier!))
          .filter((name) => !Object.hasOwn(dependencies, name))
          .map((name) => `${source.path} imports ${name}`),
      );
    expect(strangers).toEqual([]);
  });
});

/** What the checker says of one line in one invented file. */
function judge(path: string, text: string): string[] {
  return violationsOf({ path, text }).map((violation) => violation.specifier);
}

describe('the checker', () => {
  test('reads every spelling of an import', () => {
    const text = `
      import a from './a.ts';
      import type { B } from './b.ts';
      import { type C } from './c.ts';
      import './d.ts';
      export * from './e.ts';
      export type { F } from './f.ts';
      export { a as g };
      const h = await import('./h.ts');
      const i = await import(\`./i.ts\`);
      type J = import('./j.ts').J;
      import k = require('./k.cjs');
      const l = require('./l.cjs');
      @Decorated()
      class M { constructor(@Injected() private readonly n: () => Promise<typeof import('./n.ts')>) {} }
      const o = await import(path);
    `;
    expect(
      importsOf({ path: 'invented.ts', text }).map(({ specifier, typeOnly }) => [specifier, typeOnly]),
    ).toEqual([
      ['./a.ts', false],
      ['./b.ts', true],
      ['./c.ts', false],
      ['./d.ts', false],
      ['./e.ts', false],
      ['./f.ts', true],
      ['./h.ts', false],
      ['./i.ts', false],
      ['./j.ts', true],
      ['./k.cjs', false],
      ['./l.cjs', false],
      ['./n.ts', true],
      [null, false],
    ]);
  });

  test.each([
    ['rules/kit/day.ts', '../facts/task.ts'],
    ['rules/facts/task.ts', '../index.ts'],
    ['rules/facts/task.ts', '../shared/task-delivery.ts'],
    ['rules/shared/task-delivery.ts', '../deadline/overdue/rule.ts'],
    ['rules/shared/task-delivery.ts', '../index.ts'],
    ['rules/kit/day.ts', '../shared/task-delivery.ts'],
    ['plugins/engine/plan.ts', '../../rules/shared/task-delivery.ts'],
    ['server/modules/leader/leader.resolver.ts', '../../../rules/shared/task-delivery.ts'],
    ['rules/deadline/overdue/rule.ts', '../late-report/rule.ts'],
    ['rules/deadline/overdue/rule.ts', '../../emulation/title/rule.ts'],
    ['rules/deadline/overdue/rule.ts', '../../index.ts'],
    ['rules/deadline/overdue/rule.ts', '../../../server/platform/clock.ts'],
    ['rules/deadline/overdue/rule.ts', 'node:fs'],
    ['rules/deadline/overdue/rule.ts', 'fs'],
    ['rules/deadline/overdue/rule.ts', 'node:crypto'],
    ['rules/deadline/overdue/rule.ts', 'fast-check'],
    ['rules/index.ts', '../plugins/index.ts'],
    ['plugins/kit/plugin.ts', '../engine/plan.ts'],
    ['plugins/engine/plan.ts', '../index.ts'],
    ['plugins/engine/plan.ts', '../../rules/deadline/overdue/rule.ts'],
    ['plugins/engine/plan.ts', '../../rules/index.ts'],
    ['plugins/engine/digest.ts', 'node:fs'],
    ['plugins/deadline/plugin.ts', '../emulation/plugin.ts'],
    ['plugins/deadline/plugin.ts', '../engine/plan.ts'],
    ['plugins/index.ts', '../server/scoring/index.ts'],
    ['server/platform/database/orm.ts', '../../modules/unit/index.ts'],
    ['server/platform/database/orm.ts', '../../../rules/facts/task.ts'],
    ['server/modules/leader/leader.resolver.ts', '../../scoring/index.ts'],
    ['server/modules/leader/leader.resolver.ts', '../../../plugins/kit/plugin.ts'],
    ['server/modules/leader/leader.resolver.ts', '../../graphql/auth.ts'],
    ['server/facts/loaders/task.ts', '../../graphql/schema.ts'],
    ['server/scoring/service.ts', '../sample/province.ts'],
    ['server/graphql/schema.ts', '../../plugins/index.ts'],
    ['server/graphql/schema.ts', '../main.ts'],
    ['server/sample/province.ts', '../graphql/schema.ts'],
    ['server/main.ts', '../test/support/database.ts'],
    ['server/main.ts', './scoring/service.test.ts'],
    ['migrations/20260101-first.ts', '../server/platform/database/orm.ts'],
  ])('finds that %s must not import %s, types included', (path, specifier) => {
    expect(judge(path, `import { x } from '${specifier}';`)).toEqual([specifier]);
    expect(judge(path, `export * from '${specifier}';`)).toEqual([specifier]);
    expect(judge(path, `const x = await import('${specifier}');`)).toEqual([specifier]);
    const asType = judge(path, `import type { X } from '${specifier}';`);
    const engineMayNameTheType = path.startsWith('plugins/engine/') && specifier.endsWith('rules/index.ts');
    expect(asType).toEqual(engineMayNameTheType ? [] : [specifier]);
  });

  test.each([
    ['rules/kit/day.ts', './fraction.ts'],
    ['rules/kit/digest.ts', 'canonicalize'],
    ['rules/facts/task.ts', '../kit/fact.ts'],
    ['rules/shared/task-delivery.ts', '../facts/task.ts'],
    ['rules/deadline/overdue/rule.ts', '../../shared/task-delivery.ts'],
    ['rules/deadline/overdue/rule.ts', './messages.ts'],
    ['rules/deadline/overdue/rule.ts', '../../facts/task.ts'],
    ['rules/deadline/overdue/rule.ts', 'zod'],
    ['rules/deadline/overdue/rule.test.ts', 'node:fs'],
    ['rules/index.ts', './deadline/overdue/rule.ts'],
    ['plugins/engine/digest.ts', 'node:crypto'],
    ['plugins/deadline/plugin.ts', '../../rules/deadline/overdue/rule.ts'],
    ['plugins/index.ts', './deadline/plugin.ts'],
    ['server/modules/leader/leader.service.ts', '../unit/index.ts'],
    ['server/modules/leader/leader.service.ts', '../../platform/database/orm.ts'],
    ['server/scoring/service.ts', '../../plugins/engine/plan.ts'],
    ['server/scoring/leader-fields.ts', '../modules/leader/index.ts'],
    ['server/graphql/schema.ts', '../scoring/index.ts'],
    ['server/cli/score.ts', '../scoring/index.ts'],
    ['server/main.ts', './graphql/schema.ts'],
  ])('lets %s import %s', (path, specifier) => {
    expect(judge(path, `import { x } from '${specifier}';`)).toEqual([]);
  });

  test('refuses what it cannot read: a computed import, a file in no layer', () => {
    expect(judge('server/main.ts', 'await import(name);')).toEqual(['(computed)']);
    expect(judge('server/elsewhere/x.ts', '')).toEqual(['(the file itself)']);
    expect(judge('rules/deadline/shared.ts', '')).toEqual(['(the file itself)']);
  });

  test('gives a reason for each layer, names it once, and lets it import known layers only', () => {
    const names = layers.map((layer) => layer.name);
    expect(new Set(names).size).toBe(names.length);
    for (const layer of layers) {
      expect([layer.may, layer.mayNot]).not.toContain('');
      expect(names).toEqual(expect.arrayContaining([...layer.imports, ...(layer.importsTypes ?? [])]));
    }
    expect(names).toEqual(expect.arrayContaining([...requiredLayers]));
  });

  test('lets lower layers never import higher ones', () => {
    const names = layers.map((layer) => layer.name);
    for (const [height, layer] of layers.entries()) {
      for (const lower of [...layer.imports, ...(layer.importsTypes ?? [])]) {
        expect(names.indexOf(lower), `${layer.name} imports ${lower}`).toBeLessThan(height);
      }
    }
  });
});
