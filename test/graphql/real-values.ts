import type { Reads } from '../../server/platform/database/database.ts';
import type { Values } from './random-operations.ts';

/** Codes and ids that the fictional sample holds, by the names of the arguments that take them. */
export async function realValues(database: Reads): Promise<Values> {
  const codes = async (table: string): Promise<string[]> =>
    (
      await database.query<{ code: string }>(
        `select distinct code from ${table}_version where authority = 'HC' order by code limit 5`,
      )
    ).map(({ code }) => code);
  const [unit, leader, task, metric, period, plan] = await Promise.all(
    ['unit', 'leader', 'task', 'metric', 'period', 'plan'].map(codes),
  );
  const idOf = (type: string) => (code: string) =>
    Buffer.from(`${type}:HC:${code}`, 'utf8').toString('base64url');
  const ids = [
    ...unit!.map(idOf('Unit')),
    ...leader!.map(idOf('Leader')),
    ...task!.map(idOf('Task')),
    ...metric!.map(idOf('Metric')),
  ];
  return {
    authority: ['HC', 'HC', 'HC', 'NA'],
    code: [...unit!, ...leader!, ...task!, ...metric!, ...period!],
    codes: [...unit!, ...leader!],
    unit: unit!,
    units: unit!,
    parent: unit!,
    owedBy: unit!,
    leader: leader!,
    metric: metric!,
    metrics: metric!,
    plan: plan!,
    plans: plan!,
    period: ['2026-Q2', '2026-Q3', '2024-Q2'],
    scheme: ['civil-servant-2026', 'project-06-leader-2024'],
    id: ids,
    ids,
    search: ['Sở', 'a', 'HC'],
  };
}
