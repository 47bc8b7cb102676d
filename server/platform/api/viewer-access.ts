import type { Day } from '../../../rules/kit/day.ts';
import type { Reads } from '../database/database.ts';
import type { ScopeEntities } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import { visibleTo } from '../access/policy.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { Condition } from './list-sql.ts';

/** What a statement over rows of an entity needs: reads with the viewer’s rights, and their conditions. */
interface ViewerAccess {
  readonly reads: Reads;
  readonly open: readonly Condition[];
}

/** The viewer’s access to rows of an entity at a read point. */
export async function viewerAccess(
  context: RequestContext,
  entity: AnyEntity,
  at: ReadPoint,
): Promise<ViewerAccess> {
  const [reads, rights] = await Promise.all([context.reads(at), context.rights(at)]);
  return { reads, open: openRows(entity, rights, context.database.dataModel.scopes, at.asOf) };
}

/** The conditions that the rights set on rows of an entity under "v"; empty where all are open. */
export function openRows(
  entity: AnyEntity,
  rights: Rights,
  scopes: ScopeEntities,
  asOf: Day,
): readonly Condition[] {
  const open = visibleTo(entity, scopes, rights, asOf, 'v');
  return open === null ? [] : [open];
}
