/** What the bench uses of json-logic-engine. */
export interface JsonLogic {
  readonly LogicEngine: new () => {
    addMethod(name: string, method: object): void;
    build(logic: unknown): (data: unknown) => unknown;
  };
}

/** A leader’s facts as a rule engine that knows JSON takes them. */
export interface PlainFacts {
  readonly tasks: readonly {
    readonly carried: boolean;
    readonly state: string;
    readonly days: number;
    readonly explained: boolean;
  }[];
  readonly targets: readonly { readonly higher: boolean; readonly value: number; readonly goal: number }[];
  readonly reports: readonly { readonly state: string }[];
  readonly acts: readonly { readonly inPerson: boolean }[];
  readonly assessed: number;
  readonly clear: number;
  readonly index: number;
}

const of = (path: string) => ({ var: path });
const is = (state: string) => ({ '===': [of('state'), state] });
const late = { or: [is('DONE_LATE'), is('OPEN_OVERDUE')] };
const own = { '!': [of('carried')] };
const count = (list: string, where: unknown) => ({ len: [{ filter: [of(list), where] }] });
const total = (list: unknown, value: unknown) => ({ total: [{ map: [list, value] }] });

/** Counts over the rows, each an expression of its own. */
const COUNTS: Readonly<Record<string, unknown>> = {
  due: count('tasks', { and: [own, { or: [is('DONE_ON_TIME'), late] }] }),
  onTime: count('tasks', { and: [own, is('DONE_ON_TIME')] }),
  days: total({ filter: [of('tasks'), { and: [own, late] }] }, { min: [10, of('days')] }),
  carried: count('tasks', { and: [of('carried'), { or: [is('DONE_ON_TIME'), late] }] }),
  carriedOpen: count('tasks', { and: [of('carried'), is('OPEN_OVERDUE')] }),
  carriedClosed: count('tasks', { and: [of('carried'), is('DONE_LATE')] }),
  reviewed: count('tasks', { and: [own, { or: [is('DONE_ON_TIME'), is('DONE_LATE')] }] }),
  late: count('tasks', late),
  explained: count('tasks', { and: [late, of('explained')] }),
  reports: { len: [of('reports')] },
  reportsOnTime: count('reports', is('ON_TIME')),
  inPerson: count('acts', of('inPerson')),
  assessed: of('assessed'),
  clear: of('clear'),
  targets: { len: [of('targets')] },
  attained: total(of('targets'), {
    if: [
      of('higher'),
      { min: [1, { '/': [of('value'), of('goal')] }] },
      { if: [{ '<=': [of('value'), of('goal')] }, 1, { '/': [of('goal'), of('value')] }] },
    ],
  }),
  index: of('index'),
};

const when = (condition: string, value: unknown) => ({ if: [{ '>': [of(condition), 0] }, value, 0] });
const share = (part: string, whole: string, max: number) =>
  when(whole, { '*': [{ '/': [of(part), of(whole)] }, max] });
/** A group scaled up to its maximum over the criteria that apply, given as points and maxima. */
const group = (max: number, points: readonly unknown[], maxima: readonly unknown[]) => ({
  if: [{ '>': [{ '+': maxima }, 0] }, { '/': [{ '*': [{ '+': points }, max] }, { '+': maxima }] }, 0],
});
const applies = (max: number, maxima: readonly unknown[]) => ({
  if: [{ '>': [{ '+': maxima }, 0] }, max, 0],
});

const PROGRESS = [when('due', 25), when('due', 8), when('carried', 5)];
const QUALITY = [when('reviewed', 6), 0];
const ACCOUNT = [when('late', 4), when('reports', 6)];
const DIRECTING = [3, when('assessed', 2)];
const EARNED = [
  group(
    38,
    [
      share('onTime', 'due', 25),
      when('due', { '*': [8, { '-': [1, { '/': [of('days'), { '*': [10, of('due')] }] }] }] }),
      when('carried', {
        '*': [
          5,
          {
            max: [
              0,
              { '-': [1, { '/': [{ '+': [{ '*': [2, of('carriedOpen')] }, of('carriedClosed')] }, 10] }] },
            ],
          },
        ],
      }),
    ],
    PROGRESS,
  ),
  group(6, QUALITY, QUALITY),
  group(10, [share('explained', 'late', 4), share('reportsOnTime', 'reports', 6)], ACCOUNT),
  group(
    6,
    [{ '*': [3, { min: [1, { '/': [of('inPerson'), 3] }] }] }, share('clear', 'assessed', 2)],
    DIRECTING,
  ),
];
const APPLICABLE = [applies(38, PROGRESS), applies(6, QUALITY), applies(10, ACCOUNT), 6];
const POINTS = {
  '+': [
    { '/': [{ '*': [{ '+': EARNED }, 60] }, { '+': APPLICABLE }] },
    share('attained', 'targets', 30),
    { '*': [of('index'), { if: [{ '>': [of('targets'), 0] }, 10, 40] }] },
  ],
};

/** The scheme’s points in json-logic, compiled: first the counts, then the points. */
export function jsonLogicScore({ LogicEngine }: JsonLogic): (facts: PlainFacts) => number {
  const engine = new LogicEngine();
  engine.addMethod('len', { method: ([list]: [readonly unknown[]]) => list.length, deterministic: true });
  engine.addMethod('total', {
    method: ([list]: [readonly number[]]) => list.reduce((sum, value) => sum + value, 0),
    deterministic: true,
  });
  const counts = Object.entries(COUNTS).map(([name, logic]) => [name, engine.build(logic)] as const);
  const points = engine.build(POINTS);
  return (facts) =>
    points(Object.fromEntries(counts.map(([name, compute]) => [name, compute(facts)]))) as number;
}
