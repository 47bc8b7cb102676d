import type { ActApi } from '../../support/acts.ts';

/** Input of assignTask: an open task of unit A, due on the last day of 2026. */
export const NEW_TASK = {
  title: { vi: 'Việc mới', en: 'New work' },
  leadUnit: 'A',
  assignedBy: 'P',
  dueKind: 'BY',
  dueDay: '2026-12-31',
};

/** What acts change of a task, as GraphQL. */
export const TASK_STATE =
  'task { code startedOn submittedOn acceptedOn acceptedSubmissionOn withdrawnOn doneQuantity }';

/** Assigns tasks like NEW_TASK under codes of their own; returns the code. */
export function taskMaker(api: () => ActApi): (more?: object) => Promise<string> {
  let made = 0;
  return async (more = {}) => {
    const code = `N${++made}`;
    await api().done('assignTask', { code, ...NEW_TASK, assignedOn: '2026-11-01', ...more });
    return code;
  };
}
