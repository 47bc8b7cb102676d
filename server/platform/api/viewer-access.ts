import type { Day } from '../../../rules/kit/day.ts';
import type { Reads } from '../database/database.ts';
import type { ScopeEntities } from '../model/data-model.ts';
import type { AnyEntity } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import { visibleTo } from '../access/policy.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { Condition } from './list-sql.ts';

/** What a statement that shows rows of a noun needs: the viewer’s eyes, and the condition that the viewer’s rights set. */
interface ViewerAccess {
  readonly reads: Reads;
  readonly open: readonly Condition[];
}

export async function viewerAccess(
  context: RequestContext,
  entity: AnyEntity,
  at: ReadPoint,
): Promise<ViewerAccess> {
  const [reads, rights] = await Promise.all([context.reads(at), context.rights(at)]);
  return { reads, open: openRows(entity, rights, context.database.dataModel.scopes, at.asOf) };
}

/** The condition, if any, that the rights set on rows of a noun under "v". */
export function openRows(
  entity: AnyEntity,
  rights: Rights,
  scopes: ScopeEntities,
  asOf: Day,
): readonly Condition[] {
  const open = visibleTo(entity, scopes, rights, asOf, 'v');
  return open === null ? [] : [open];
}
