import { dayOf } from '../../rules/kit/day.ts';
import type { taskEntity } from '../../server/modules/task/task.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import type { Act, Change } from '../../server/platform/ledger/act.ts';
import { put } from '../../server/platform/ledger/act.ts';
import type { Database } from '../../server/platform/database/database.ts';
import { recordAll } from '../../server/platform/ledger/ledger.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';

export const AUTHORITY = { code: 'T', name: { vi: 'Tỉnh', en: 'Province' }, rootUnit: 'ROOT' } as const;

/** An act of the test's authority at a minute of one morning. */
export function actAt(minute: number, more: Partial<Act> = {}): Act {
  const recordedAt = new Date(Date.UTC(2026, 9, 1, 0, minute)).toISOString();
  return { authority: AUTHORITY.code, kind: 'TEST', actor: 'tester', recordedAt, ...more };
}

type Unit = EntityRow<typeof unitEntity>;
type Task = EntityRow<typeof taskEntity>;

/** A department below the root. */
export function unitRow(code: string, more: Partial<Unit> = {}): Unit {
  return {
    code,
    name: { vi: `Sở ${code}`, en: `Department ${code}` },
    kind: 'DEPARTMENT',
    parent: code === AUTHORITY.rootUnit ? null : AUTHORITY.rootUnit,
    openedOn: dayOf(2025, 7, 1),
    closedOn: null,
    portalCode: null,
    nameSince: null,
    document: null,
    ...more,
  };
}

/** A task of the root unit, due on the last day of September. */
export function taskRow(code: string, more: Partial<Task> = {}): Task {
  return {
    code,
    title: { vi: `Nhiệm vụ ${code}`, en: `Task ${code}` },
    plan: null,
    group: null,
    leadUnit: AUTHORITY.rootUnit,
    coordinatingUnits: [],
    assignedBy: null,
    assignedOn: dayOf(2026, 7, 1),
    field: null,
    dueKind: 'BY',
    dueDay: dayOf(2026, 9, 30),
    dueLength: null,
    deliverable: null,
    assignedQuantity: null,
    coefficient: null,
    doneQuantity: null,
    acceptedQuantity: null,
    beyondRequired: null,
    clearRecorded: false,
    clear: [],
    dependsOn: [],
    progressOwedBy: null,
    startedOn: null,
    submittedOn: null,
    acceptedSubmissionOn: null,
    acceptedOn: null,
    withdrawnOn: null,
    document: null,
    ...more,
  };
}

/** Founds the test's authority with its root unit, at position 1. */
export async function foundTestLedger(database: Database, more: readonly Change[] = []): Promise<void> {
  const changes = [put(unitEntity, unitRow(AUTHORITY.rootUnit)), ...more];
  await recordAll(database, AUTHORITY.code, [{ act: actAt(0), changes }], AUTHORITY);
}
