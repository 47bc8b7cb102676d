import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { service } from '../platform/services.ts';
import type { Snapshot } from './snapshot.ts';

/** Reads snapshots, or returns cached ones that are still valid. */
export interface Snapshots {
  snapshot(authority: string, position: number): Promise<Snapshot>;
}

/** The service that reads snapshots. */
export const SNAPSHOTS = service<Snapshots>('snapshots');

/** Organisation, periods, calendar, configuration and declared cohorts as known at a position. */
export function snapshotAt(
  context: RequestContext,
  { authority, position }: Pick<ReadPoint, 'authority' | 'position'>,
): Promise<Snapshot> {
  return context.get(SNAPSHOTS).snapshot(authority, position);
}
