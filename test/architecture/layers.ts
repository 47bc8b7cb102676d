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
  /** What the room is for. */
  readonly may: string;
  /** What it must not do, in any case. */
  readonly mayNot: string;
}

const pure = ['zod', 'canonicalize'];
const rules = ['rules/kit', 'rules/facts', 'rules/shared', 'rules/rule', 'rules/index'];
const plugins = ['plugins/kit', 'plugins/engine', 'plugins/plugin', 'plugins/index'];

const platform = [
  'server/platform',
  'server/platform/model',
  'server/platform/database',
  'server/platform/ledger',
  'server/platform/access',
  'server/platform/acts',
  'server/platform/api',
];
const declared = ['rules/kit', 'rules/facts'];
const computing = [...rules, ...plugins, ...platform, 'server/modules', 'server/facts', 'server/schemes'];

/** The layers, lower ones first; a file belongs to the first whose pattern it matches. */
export const layers: readonly Layer[] = [
  {
    name: 'rules/kit',
    path: /^rules\/kit\//,
    imports: [],
    packages: pure,
    may: 'define rules, facts, outcomes, exact fractions, days and legal parameters',
    mayNot: 'import anything of ours, or a package but zod and canonicalize',
  },
  {
    name: 'rules/facts',
    path: /^rules\/facts\//,
    imports: ['rules/kit'],
    packages: pure,
    may: 'declare what a rule may know, with the kit',
    mayNot: 'hold SQL (it lives in server/facts/loaders), or judge',
  },
  {
    name: 'rules/shared',
    path: /^rules\/shared\//,
    imports: ['rules/kit', 'rules/facts'],
    packages: pure,
    may: 'hold a judgement that several rules share',
    mayNot: 'be a rule, or know one',
  },
  {
    name: 'rules/rule',
    path: /^rules\/((?!kit\/|facts\/|shared\/)[^/]+\/[^/]+)\//,
    imports: ['rules/kit', 'rules/facts', 'rules/shared'],
    packages: pure,
    apart: true,
    may: 'judge one clause of the law from facts',
    mayNot: 'see another rule, a plugin or the server; what two rules share belongs in rules/shared',
  },
  {
    name: 'rules/index',
    path: /^rules\/[^/]+$/,
    imports: ['rules/kit', 'rules/facts', 'rules/shared', 'rules/rule'],
    packages: pure,
    may: 'list the rules',
    mayNot: 'know anything but rules',
  },
  {
    name: 'plugins/kit',
    path: /^plugins\/kit\//,
    imports: rules,
    packages: pure,
    may: 'describe a plugin and what staff may configure of it',
    mayNot: 'know the engine, or any one plugin',
  },
  {
    name: 'plugins/engine',
    path: /^plugins\/engine\//,
    imports: ['rules/kit', 'rules/facts', 'plugins/kit'],
    importsTypes: ['rules/index'],
    packages: [...pure, 'node:crypto'],
    may: 'compute whatever plan it is given: evaluate, classify, write the card, rank',
    mayNot: 'know a rule or a plugin by name, or touch the world',
  },
  {
    name: 'plugins/plugin',
    path: /^plugins\/((?!kit\/|engine\/)[^/]+)\//,
    imports: [...rules, 'plugins/kit'],
    packages: pure,
    apart: true,
    may: 'compose rules with the kit',
    mayNot: 'know another plugin, or the engine',
  },
  {
    name: 'plugins/index',
    path: /^plugins\/[^/]+$/,
    imports: [...rules, 'plugins/kit', 'plugins/engine', 'plugins/plugin'],
    packages: pure,
    may: 'list the plugins and the reference schemes',
    mayNot: 'know anything but plugins and rules',
  },
  {
    name: 'migrations',
    path: /^migrations\//,
    imports: [],
    may: 'change the tables, once each',
    mayNot: 'import anything of ours: a landed migration never changes',
  },
  {
    name: 'server/platform',
    path: /^server\/platform\/(problems|faults|services|clock)\.ts$/,
    imports: ['rules/kit'],
    may: 'say what a problem, a fault and a service of a request are, and tell the time',
    mayNot: 'import any other room',
  },
  {
    name: 'server/platform/model',
    path: /^server\/platform\/model\//,
    imports: ['rules/kit', 'server/platform'],
    may: 'say what an entity, its rows and tables, and the data model are',
    mayNot: 'open a database, or know a business word',
  },
  {
    name: 'server/platform/database',
    path: /^server\/platform\/database\//,
    imports: ['rules/kit', 'server/platform', 'server/platform/model'],
    may: 'open, migrate and lock a database, run statements, jobs and notices',
    mayNot: 'know what a row means, or keep a transaction open while a resolver runs',
  },
  {
    name: 'server/platform/ledger',
    path: /^server\/platform\/ledger\//,
    imports: ['rules/kit', 'server/platform', 'server/platform/model', 'server/platform/database'],
    may: 'record acts, claim positions, stamp, read rows at a position, verify',
    mayNot: 'know who the viewer is, or overwrite a row',
  },
  {
    name: 'server/platform/access',
    path: /^server\/platform\/access\//,
    imports: [
      'rules/kit',
      'server/platform',
      'server/platform/model',
      'server/platform/database',
      'server/platform/ledger',
    ],
    may: 'say who the viewer is and what a role opens',
    mayNot: 'compute a score, or record an act',
  },
  {
    name: 'server/platform/acts',
    path: /^server\/platform\/acts\//,
    imports: [
      'rules/kit',
      'server/platform',
      'server/platform/model',
      'server/platform/database',
      'server/platform/ledger',
      'server/platform/access',
    ],
    may: 'declare an act, hold a request against rights and earlier repetitions, and have it recorded',
    mayNot: 'write to the database by another way than the ledger, or know GraphQL',
  },
  {
    name: 'server/platform/api',
    path: /^server\/platform\/api\//,
    imports: platform.filter((name) => name !== 'server/platform/api').concat('rules/kit'),
    may: 'make GraphQL types, lists and mutations out of declarations, and carry what a request knows',
    mayNot: 'know the business of a field',
  },
  {
    name: 'server/modules',
    path: /^server\/modules\//,
    imports: ['rules/kit', 'rules/facts', ...platform],
    may: 'declare entities, acts, checks and problems; say what a task or a report is on a day',
    mayNot: 'import scoring or anything above, or the acts of another module',
  },
  {
    name: 'server/facts',
    path: /^server\/facts\//,
    imports: [...declared, ...platform, 'server/modules'],
    may: 'read each fact with one statement for all subjects, say what it depends on, and attribute it',
    mayNot: 'judge, know a rule or a plugin, or ask row by row',
  },
  {
    name: 'server/tracking',
    path: /^server\/tracking\//,
    imports: [...declared, ...platform, 'server/modules', 'server/facts'],
    may: 'count states, and give rates that name their denominator',
    mayNot: 'give points',
  },
  {
    name: 'server/schemes',
    path: /^server\/schemes\//,
    imports: [...rules, ...plugins, ...platform, 'server/modules', 'server/facts'],
    may: 'read revisions, the catalogue of plugins and citations; describe forms',
    mayNot: 'compute',
  },
  {
    name: 'server/scoring',
    path: /^server\/scoring\//,
    imports: computing,
    may: 'compute cards, store them, find them again, and rank cohorts',
    mayNot: 'know a viewer, a language or GraphQL, or have a second way to compute',
  },
  {
    name: 'server/cards',
    path: /^server\/cards\//,
    imports: [...computing, 'server/scoring'],
    may: 'show a finished card: words, types, resolvers, lists and rankings',
    mayNot: 'compute, or write',
  },
  {
    name: 'server/events',
    path: /^server\/events\//,
    imports: [...declared, ...platform, 'server/modules', 'server/facts'],
    may: 'append and read events, follow, retain and verify them, and answer subscriptions',
    mayNot: 'compute a card, or import the SQL of facts or scoring',
  },
  {
    name: 'server/announcing',
    path: /^server\/announcing\//,
    imports: [...computing, 'server/scoring', 'server/events'],
    may: 'find affected cards, compute, compare, record card and event in one transaction, and seal',
    mayNot: 'know GraphQL, or what a reader sees of a card',
  },
  {
    name: 'server/configuration/drafts',
    path: /^server\/configuration\/drafts\//,
    imports: computing,
    may: 'hold drafts of staff, check them, and have them approved',
    mayNot: 'compute a card, run a simulation, change a revision, or anything of the past',
  },
  {
    name: 'server/configuration/simulation',
    path: /^server\/configuration\/simulation\//,
    imports: [...computing, 'server/scoring', 'server/cards', 'server/configuration/drafts'],
    may: 'compute past periods as if a draft had been in force, and compare',
    mayNot: 'write a fact, or have a second way to compute',
  },
  {
    name: 'server/configuration',
    path: /^server\/configuration\/[^/]+$/,
    imports: [...platform, 'server/configuration/drafts', 'server/configuration/simulation'],
    may: 'list what drafts and simulations add to data model and API',
    mayNot: 'know how either works',
  },
  {
    name: 'server/imports',
    path: /^server\/imports\//,
    imports: ['rules/kit', ...platform, 'server/modules'],
    may: 'turn files into rows with file and line',
    mayNot: 'write by another way than acts, compute, or know a file of the sample data',
  },
  {
    name: 'server/sample',
    path: /^server\/sample\//,
    imports: [...declared, ...platform, 'server/modules', 'server/imports'],
    may: 'hold data folders and make up a fictional province',
    mayNot: 'enter by another way than a real import would',
  },
  {
    name: 'server/slices',
    path: /^server\/slices\.ts$/,
    imports: [
      ...platform,
      'server/modules',
      'server/tracking',
      'server/schemes',
      'server/scoring',
      'server/cards',
      'server/events',
      'server/configuration',
    ],
    may: 'list the modules, from which data model and API are put together',
    mayNot: 'know anything that is built from the list',
  },
  {
    name: 'server/graphql',
    path: /^server\/graphql\//,
    imports: [
      ...declared,
      ...platform,
      'server/modules',
      'server/facts',
      'server/tracking',
      'server/schemes',
      'server/scoring',
      'server/cards',
      'server/events',
      'server/announcing',
      'server/configuration/simulation',
      'server/slices',
    ],
    may: 'put the schema together, hold requests against limits, serve HTTP and sockets',
    mayNot: 'import rules or plugins: what computes is asked',
  },
  {
    name: 'server/app',
    path: /^server\/(cli\/|[^/]+$)/,
    imports: [
      ...rules,
      ...plugins,
      'migrations',
      ...platform,
      'server/modules',
      'server/facts',
      'server/tracking',
      'server/schemes',
      'server/scoring',
      'server/cards',
      'server/events',
      'server/announcing',
      'server/configuration/simulation',
      'server/configuration',
      'server/slices',
      'server/graphql',
      'server/imports',
      'server/sample',
    ],
    may: 'put all parts together: commands, settings, the start of the server',
    mayNot: 'be imported by a room, or reach into test/',
  },
];

/** Layers that must not be empty: a checker that sees no files finds nothing wrong. */
export const requiredLayers = [
  'rules/kit',
  'rules/shared',
  'plugins/engine',
  'server/platform/ledger',
  'server/modules',
  'server/facts',
  'server/scoring',
  'server/events',
  'server/graphql',
] as const;

/** The layer of a path; undefined outside all of them. */
export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => layer.path.test(path));
}
