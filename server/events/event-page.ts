import type { PageArgs } from '../platform/api/arguments.ts';
import { isGiven } from '../platform/api/arguments.ts';
import type { Page } from '../platform/api/connection.ts';
import { sizeOf } from '../platform/api/connection.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import type { Organisation } from '../facts/organisation.ts';
import { EVER } from '../facts/dependencies.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import { FIRST_CURSOR, mustNotBeExpired, cursorAfter, formatCursor } from './event-cursor.ts';
import { viewEvent } from './event-view.ts';
import type { ScoreEventFilter, ScoreEventType } from './event.type.ts';
import type { EventFilter } from './score-events.ts';
import { countEvents, readEvents } from './score-events.ts';

/** A page of the events that the viewer may see, in the order of the ledger. @throws ApiFault EXPIRED_POSITION. */
export async function eventPage(
  context: RequestContext,
  args: PageArgs & { readonly authority?: string | null },
  requested: ScoreEventFilter | null | undefined,
): Promise<Page<ScoreEventType>> {
  const at = await context.at({ authority: args.authority });
  const after = cursorAfter(args.after, at.position);
  const first = sizeOf(args.first);
  const rights = await context.rights(at);
  const filter = await filterOf(context, at, requested);
  const span = { after: after ?? FIRST_CURSOR, first: first + 1 };
  const events = await readEvents(await context.reads(at), rights, span, filter);
  if (after !== null) await mustNotBeExpired(context.database, at.authority, after);
  const page = events.slice(0, first);
  return {
    nodes: page.map((event) => viewEvent(at, event)),
    cursorOf: (index) => formatCursor(page[index]!),
    hasNextPage: events.length > first,
    hasPreviousPage: after !== null,
    total: async () => countEvents(await context.reads(at), rights, filter),
  };
}

/** The requested filter, with all units below the requested one as known at a read point. */
export async function filterOf(
  context: RequestContext,
  at: ReadPoint,
  requested: ScoreEventFilter | null | undefined,
): Promise<EventFilter> {
  if (!requested) return {};
  const { unit, leader, scheme, ratingChanged } = requested;
  const filter = { leader, scheme, ratingChanged };
  if (!isGiven(unit)) return filter;
  const { organisation } = await snapshotAt(context, at);
  return { ...filter, units: below(organisation, unit) };
}

function below(organisation: Organisation, unit: string): string[] {
  const found = new Set([unit]);
  for (const one of found)
    for (const { code } of organisation.childrenOf(one, EVER.from, EVER.to)) found.add(code);
  return [...found];
}
