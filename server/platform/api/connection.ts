import { createHash } from 'node:crypto';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { formatDay, parseDay } from '../../../rules/kit/day.ts';
import type { PageArgs, PageAtArgs } from './arguments.ts';
import { knownAtOf } from './arguments.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import { ApiFault } from '../faults.ts';
import { isReadable } from './readable-text.ts';

/** Size of a page where the request gives none. */
export const DEFAULT_PAGE = 20;
/** Largest size of a page. */
export const LARGEST_PAGE = 100;

/** One page of a list, whichever way it was read. */
export interface Page<T> {
  readonly nodes: readonly T[];
  /** The cursor of one of the nodes, written only where it is selected. */
  readonly cursorOf: (index: number) => string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Length of the whole list; called only where it is selected. */
  readonly total: () => number | Promise<number>;
}

@ObjectType('PageInfo', { description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether some come before.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first one.' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last one.' })
  readonly endCursor!: string | null;
}

/** The Relay connection of a type: edges, and the nodes directly. */
export function connectionOf<T extends object>(node: ClassType<T>, name: string): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its cursor.`, simpleResolvers: true })
  class Edge {
    @Field(() => node, { description: 'The thing itself.' })
    readonly node!: T;

    @Field(() => String, { description: 'Pass it as "after" to go on behind this one.' })
    readonly cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class OfType implements Connection<T> {
    readonly page: Page<T>;

    constructor(page: Page<T>) {
      this.page = page;
    }

    @Field(() => [Edge], { description: 'The page, with cursors.' })
    get edges(): Edge[] {
      return this.page.nodes.map((one, index) => ({ node: one, cursor: this.page.cursorOf(index) }));
    }

    @Field(() => [node], { description: 'The page, without cursors.' })
    get nodes(): readonly T[] {
      return this.page.nodes;
    }

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    get pageInfo(): PageInfo {
      const { nodes, cursorOf, hasNextPage, hasPreviousPage } = this.page;
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: nodes.length === 0 ? null : cursorOf(0),
        endCursor: nodes.length === 0 ? null : cursorOf(nodes.length - 1),
      };
    }

    @Field(() => Int, { description: 'How many the whole list holds.' })
    totalCount(): number | Promise<number> {
      return this.page.total();
    }
  }
  return OfType;
}

/** What resolvers hand back for a connection. */
export interface Connection<T> {
  readonly page: Page<T>;
}

/** The page as an object of its connection class. */
export function asConnection<T extends object>(type: ClassType<Connection<T>>, page: Page<T>): Connection<T> {
  return new type(page);
}

/** Where a page begins, and how long it is. */
export interface PageRequest {
  readonly at: ReadPoint;
  readonly first: number;
  /** Position behind which to go on, as the list wrote it. */
  readonly after: readonly string[] | null;
  /** Names the list with all of its arguments; a cursor of another list is refused. */
  readonly list: string;
}

interface Cursor {
  readonly l: string;
  readonly a: string;
  readonly p: number;
  readonly d: number;
  readonly k: readonly string[];
}

/**
 * The page that a root field’s arguments request.
 *
 * A cursor holds its own authority, position and day.
 * @throws ApiFault BAD_CURSOR where the arguments give other ones, or the cursor is of another list
 */
export async function pageAt(
  context: RequestContext,
  args: PageAtArgs,
  field: string,
  others: object = {},
): Promise<PageRequest> {
  const list = listName(field, others);
  const first = sizeOf(args.first);
  const knownAt = knownAtOf(args.knownAt);
  const { authority: requested, asOf } = args;
  if (!args.after)
    return { at: await context.at({ authority: requested, asOf, knownAt }), first, after: null, list };
  const cursor = readCursor(args.after, list);
  const authority = requested ?? cursor.a;
  const at = await context.at({
    authority,
    asOf: asOf ?? cursor.d,
    knownAt: knownAt ?? { position: cursor.p },
  });
  if (at.authority !== cursor.a || at.position !== cursor.p || at.asOf !== cursor.d) throw mixed(cursor);
  return { at, first, after: cursor.k, list };
}

/** The page that a field of an object requests, at the object’s own read point. @throws ApiFault BAD_CURSOR */
export function pageBelow(at: ReadPoint, args: PageArgs, field: string, others: object = {}): PageRequest {
  const list = listName(field, others);
  const first = sizeOf(args.first);
  if (!args.after) return { at, first, after: null, list };
  const cursor = readCursor(args.after, list);
  if (at.authority !== cursor.a || at.position !== cursor.p || at.asOf !== cursor.d) throw mixed(cursor);
  return { at, first, after: cursor.k, list };
}

/** The cursor behind a row of a list. @param key the row’s values that the list is sorted by */
export function writeCursor({ at, list }: Pick<PageRequest, 'at' | 'list'>, key: readonly string[]): string {
  const cursor: Cursor = { l: list, a: at.authority, p: at.position, d: at.asOf, k: key };
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

/** A page of a list that is whole in memory; its order must depend on nothing but the request. */
export function pageOf<T>(items: readonly T[], request: PageRequest): Page<T> {
  const start = startOf(request.after);
  const nodes = items.slice(start, start + request.first);
  return {
    nodes,
    cursorOf: (index) => writeCursor(request, [String(start + index)]),
    hasNextPage: start + nodes.length < items.length,
    hasPreviousPage: start > 0,
    total: () => items.length,
  };
}

function startOf(after: readonly string[] | null): number {
  if (after === null) return 0;
  if (after.length !== 1 || !/^\d{1,9}$/.test(after[0]!)) throw noCursor();
  return Number(after[0]) + 1;
}

function listName(field: string, others: object): string {
  return createHash('sha256')
    .update(`${field} ${JSON.stringify(others, (_, value: unknown) => (value === null ? undefined : value))}`)
    .digest('base64url')
    .slice(0, 12);
}

/** The size of a page, by default `DEFAULT_PAGE`. @throws ApiFault BAD_PAGE_SIZE */
export function sizeOf(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > LARGEST_PAGE)
    throw ApiFault.badInput(
      'BAD_PAGE_SIZE',
      { vi: `first phải từ 1 đến ${LARGEST_PAGE}`, en: `first must lie between 1 and ${LARGEST_PAGE}` },
      'first',
    );
  return size;
}

function readCursor(text: string, list: string): Cursor {
  let cursor: Partial<Cursor> | null = null;
  try {
    cursor = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Partial<Cursor> | null;
  } catch {
    // Refused below, with the words for it.
  }
  if (
    typeof cursor?.l !== 'string' ||
    typeof cursor.a !== 'string' ||
    !Number.isSafeInteger(cursor.p) ||
    !isDayOfCalendar(cursor.d) ||
    !Array.isArray(cursor.k) ||
    cursor.k.some((part) => typeof part !== 'string' || !isReadable(part))
  )
    throw noCursor();
  if (cursor.l !== list)
    throw ApiFault.badInput(
      'BAD_CURSOR',
      {
        vi: 'Con trỏ trang thuộc một danh sách khác, hoặc các tham số lọc, sắp xếp đã thay đổi',
        en: 'The cursor belongs to another list, or filters or sorting have changed',
      },
      'after',
    );
  return cursor as Cursor;
}

const [FIRST_DAY, LAST_DAY] = [parseDay('0001-01-01'), parseDay('9999-12-31')];

/** Whether a number is a day of the years 1 to 9999, as a date argument can hold it. */
function isDayOfCalendar(day: unknown): boolean {
  return Number.isSafeInteger(day) && FIRST_DAY <= (day as number) && (day as number) <= LAST_DAY;
}

/** The fault of a cursor that no list can have written. */
export function noCursor(): ApiFault {
  return ApiFault.badInput(
    'BAD_CURSOR',
    { vi: 'after không phải là con trỏ trang', en: 'after is no cursor' },
    'after',
  );
}

function mixed(cursor: Cursor): ApiFault {
  return ApiFault.badInput(
    'BAD_CURSOR',
    {
      vi: `Con trỏ trang đọc tại ${cursor.a}, vị trí ${cursor.p}, ngày ${formatDay(cursor.d)}; authority, knownAt và asOf phải giống như vậy`,
      en: `The cursor reads ${cursor.a} at position ${cursor.p} on ${formatDay(cursor.d)}; authority, knownAt and asOf must say the same`,
    },
    'after',
  );
}
