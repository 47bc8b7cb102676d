import { builtinModules } from 'node:module';
import { importsOf, resolveOwn } from './source.ts';
import type { Import, Source } from './source.ts';

/** A part of the source and what it may import; every other import of ours is forbidden. */
export interface Layer {
  readonly name: string;
  readonly path: RegExp;
  /** Layers it may import besides itself. */
  readonly imports: readonly string[];
  /** Layers it may import with `import type` only. */
  readonly importsTypes?: readonly string[];
  /** A folder within the layer (first group of the pattern) may not import its neighbours. */
  readonly apart?: true;
  /** Only these packages and built-in modules may be imported; everything when absent. */
  readonly packages?: readonly string[];
  /** Why, and what to do instead. */
  readonly because: string;
}

/** One import that the layers forbid. */
export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly specifier: string;
  readonly because: string;
}

const pure = ['zod', 'canonicalize'];
const rules = ['rules/kit', 'rules/facts', 'rules/shared', 'rules/rule', 'rules/index'];
const plugins = ['plugins/kit', 'plugins/engine', 'plugins/plugin', 'plugins/index'];

/** The layers, lower ones first; a file belongs to the first whose pattern it matches. */
export const layers: readonly Layer[] = [
  {
    name: 'rules/kit',
    path: /^rules\/kit\//,
    imports: [],
    packages: pure,
    because:
      'The kit is the ground all rules stand on: it imports nothing of ours, and no package but zod and canonicalize.',
  },
  {
    name: 'rules/facts',
    path: /^rules\/facts\//,
    imports: ['rules/kit'],
    packages: pure,
    because: 'A fact is declared with the kit alone; its SQL lives in server/scoring/facts/loaders.',
  },
  {
    name: 'rules/shared',
    path: /^rules\/shared\//,
    imports: ['rules/kit', 'rules/facts'],
    packages: pure,
    because: 'A judgement that several rules share reads facts with the kit; it is no rule and knows none.',
  },
  {
    name: 'rules/rule',
    path: /^rules\/((?!kit\/|facts\/|shared\/)[^/]+\/[^/]+)\//,
    imports: ['rules/kit', 'rules/facts', 'rules/shared'],
    packages: pure,
    apart: true,
    because:
      'A rule is judged alone: it sees the kit and the facts, never another rule, a plugin or the server. What two rules share belongs in rules/shared.',
  },
  {
    name: 'rules/index',
    path: /^rules\/[^/]+$/,
    imports: ['rules/kit', 'rules/facts', 'rules/shared', 'rules/rule'],
    packages: pure,
    because: 'The list of rules knows rules only.',
  },
  {
    name: 'plugins/kit',
    path: /^plugins\/kit\//,
    imports: rules,
    packages: pure,
    because: 'What describes a plugin knows rules, not the engine that computes nor any one plugin.',
  },
  {
    name: 'plugins/engine',
    path: /^plugins\/engine\//,
    imports: ['rules/kit', 'rules/facts', 'plugins/kit'],
    importsTypes: ['rules/index'],
    packages: [...pure, 'node:crypto'],
    because:
      'The engine computes whatever plan it is given: rules and plugins come in as arguments, the world stays outside.',
  },
  {
    name: 'plugins/plugin',
    path: /^plugins\/((?!kit\/|engine\/)[^/]+)\//,
    imports: [...rules, 'plugins/kit'],
    packages: pure,
    apart: true,
    because: 'A plugin composes rules with the kit: it knows neither another plugin nor the engine.',
  },
  {
    name: 'plugins/index',
    path: /^plugins\/[^/]+$/,
    imports: [...rules, 'plugins/kit', 'plugins/engine', 'plugins/plugin'],
    packages: pure,
    because: 'The list of plugins knows plugins and rules only.',
  },
  {
    name: 'migrations',
    path: /^migrations\//,
    imports: [],
    because: 'A landed migration never changes, so it imports nothing of ours that could change under it.',
  },
  {
    name: 'server/platform',
    path: /^server\/platform\//,
    imports: ['rules/kit'],
    because: 'The platform has no business words: what knows a noun belongs in server/modules or above.',
  },
  {
    name: 'server/modules',
    path: /^server\/modules\//,
    imports: ['rules/kit', 'rules/facts', 'server/platform'],
    because:
      'Modules never import scoring: scoring adds its fields (such as Leader.scoreCard) to their types.',
  },
  {
    name: 'server/scoring',
    path: /^server\/scoring\//,
    imports: [...rules, ...plugins, 'server/platform', 'server/modules'],
    because:
      'Scoring is the meeting of rules and the world; it knows neither the GraphQL assembly nor how it is started.',
  },
  {
    name: 'server/slices',
    path: /^server\/slices\.ts$/,
    imports: ['server/platform', 'server/modules', 'server/scoring'],
    because: 'The list of slices knows what their indexes declare, nothing that is built from the list.',
  },
  {
    name: 'server/graphql',
    path: /^server\/graphql\//,
    imports: [
      'rules/kit',
      'rules/facts',
      'server/platform',
      'server/modules',
      'server/scoring',
      'server/slices',
    ],
    because:
      'Scoring is the only slice that imports plugins: ask it, so that there is one way to compute a score.',
  },
  {
    name: 'server/imports',
    path: /^server\/imports\//,
    imports: ['rules/kit', 'server/platform', 'server/modules'],
    because:
      'An import turns files into rows for the ledger, which judges them: it computes nothing and knows no file of the sample data.',
  },
  {
    name: 'server/sample',
    path: /^server\/sample\//,
    imports: [
      'rules/kit',
      'rules/facts',
      'server/platform',
      'server/modules',
      'server/scoring',
      'server/imports',
    ],
    because: 'Sample data enters through the services of the modules and of scoring, as a real import would.',
  },
  {
    name: 'server/app',
    path: /^server\/(cli\/|[^/]+$)/,
    imports: [
      ...rules,
      ...plugins,
      'migrations',
      'server/platform',
      'server/modules',
      'server/scoring',
      'server/slices',
      'server/graphql',
      'server/imports',
      'server/sample',
    ],
    because: 'The app puts all parts together; nothing reaches into test/ or outside the source.',
  },
];

/** Layers that must not be empty: a checker that sees no files finds nothing wrong. */
export const requiredLayers = [
  'rules/kit',
  'rules/shared',
  'plugins/engine',
  'server/platform',
  'server/modules',
  'server/scoring',
  'server/graphql',
] as const;

/** A test may import what it tests and the tools to do so, and is imported by nothing. */
export function isTest(path: string): boolean {
  return path.endsWith('.test.ts');
}

/** The layer of a path; undefined outside all of them. */
export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => layer.path.test(path));
}

/** Everything the layers forbid in one file. */
export function violationsOf(source: Source): Violation[] {
  if (isTest(source.path)) return [];
  const layer = layerOf(source.path);
  if (layer === undefined) {
    const because =
      'This file lies in no layer: move it into one, or describe its layer in test/architecture.';
    return [{ file: source.path, line: 1, specifier: '(the file itself)', because }];
  }
  return importsOf(source)
    .map((found) => ({ found, because: refusal(source.path, layer, found) }))
    .filter((judged) => judged.because !== null)
    .map(({ found, because }) => ({
      file: source.path,
      line: found.line,
      specifier: found.specifier ?? '(computed)',
      because: because ?? '',
    }));
}

/** Why an import is forbidden, or null where it is allowed. */
function refusal(from: string, layer: Layer, found: Import): string | null {
  if (found.specifier === null) return 'A computed import cannot be checked: name the file.';
  const to = resolveOwn(from, found.specifier);
  if (to === null) return isAllowedPackage(layer, found.specifier) ? null : layer.because;
  if (isTest(to)) return 'A test is imported by nothing.';
  const target = layerOf(to);
  if (target === undefined) return layer.because;
  if (target === layer)
    return layer.apart && partOf(layer, from) !== partOf(layer, to) ? layer.because : null;
  if (layer.imports.includes(target.name)) return null;
  if (found.typeOnly && layer.importsTypes?.includes(target.name)) return null;
  return layer.because;
}

/** The folder within a layer that a path lies in. */
function partOf(layer: Layer, path: string): string | undefined {
  return layer.path.exec(path)?.[1];
}

function isAllowedPackage(layer: Layer, specifier: string): boolean {
  if (layer.packages === undefined) return true;
  const name = builtinModules.includes(specifier) ? `node:${specifier}` : packageOf(specifier);
  return layer.packages.includes(name);
}

/** The package that a specifier names, built-in modules with their prefix. */
export function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
