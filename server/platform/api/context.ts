import DataLoader from 'dataloader';
import type { Day } from '../../../rules/kit/day.ts';
import type { Language, Text } from '../../../rules/kit/text.ts';
import type { Clock } from '../clock.ts';
import type { Database, Reads, Statements } from '../database/database.ts';
import type { VisibilityClass } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import { claimsOf, headsOf, mayAskFor, mayEnter, rightsOf, systemRights } from '../access/policy.ts';
import type { KnownAt } from '../ledger/position.ts';
import { positionAt } from '../ledger/position.ts';
import { Refusal, refused } from '../problems.ts';
import { unitTree, unitsBelow } from '../access/scopes.ts';
import type { Viewer } from '../model/viewer.ts';
import { TokenFault } from '../access/tokens.ts';
import { ApiFault } from '../faults.ts';
import type { Service } from '../services.ts';
import { Services } from '../services.ts';

/** Which past is read: an authority’s ledger up to a position, and the day of truth. */
export interface ReadPoint {
  readonly authority: string;
  readonly position: number;
  readonly asOf: Day;
}

/** An authority as the ledger knows it. */
export interface AuthorityRow {
  readonly code: string;
  readonly name: Text;
  readonly rootUnit: string;
  /** Last position of its ledger when the request began; 0 before its first act. */
  readonly position: number;
}

/** The read point that a caller requests; everything may be left out. */
export interface ReadPointRequest {
  readonly authority?: string | null | undefined;
  readonly asOf?: Day | null | undefined;
  readonly knownAt?: KnownAt | null | undefined;
}

/**
 * The context of one request: language, clock, viewer, services, and what it has read so far.
 *
 * Everything it reads of an authority without `knownAt` is read at one position, which it finds first.
 */
export class RequestContext {
  /** Without a viewer’s limits, for computing; rows to be returned are read through `reads`. */
  readonly database: Database;
  readonly clock: Clock;
  readonly language: Language;
  /** Null where the request has no token; it then sees nothing. */
  viewer: Viewer | null = null;
  /** Whether a page comes in one statement with all that is selected below it; off, every link and list is a batch of its own. */
  readsWholeSelections = true;
  /** Which documents run compiled: those the server knows, or (to show that it makes no difference) all of them or none. */
  compiles: 'KNOWN' | 'ALL' | 'NONE' = 'KNOWN';
  /** Whether no viewer’s limits hold. */
  readonly isSystem: boolean = false;
  // Not a #private field: Apollo Server hands resolvers a copy made with Object.assign, which shares this map.
  private cached = new Map<unknown, unknown>();
  private readonly services: Services;

  constructor(database: Database, clock: Clock, language: Language, services: Services = new Services()) {
    this.database = database;
    this.clock = clock;
    this.language = language;
    this.services = services;
  }

  /** A service of the running server, by its key. @throws Error where none was registered */
  get<T>(name: Service<T>): T {
    return this.services.get(name);
  }

  /** A later request of the same viewer, which has read nothing yet. */
  again(): RequestContext {
    const { database, clock, language, services, viewer } = this;
    return Object.assign(new RequestContext(database, clock, language, services), { viewer });
  }

  /** The value under a key, made by the first call of the request. */
  memo<T>(key: unknown, make: () => T): T {
    if (!this.cached.has(key)) this.cached.set(key, make());
    return this.cached.get(key) as T;
  }

  /** A batching loader of this request, one per key. */
  loader<K, V>(
    key: string,
    load: (keys: readonly K[]) => Promise<readonly V[]>,
    cacheKey?: (key: K) => string,
  ): DataLoader<K, V, unknown> {
    return this.memo(
      `loader ${key}`,
      () =>
        new DataLoader<K, V, unknown>(
          async (keys) => [...(await load(keys))],
          cacheKey ? { cacheKeyFn: cacheKey } : {},
        ),
    );
  }

  /** The same request without a viewer’s limits: for computing from rows that are not returned themselves. */
  get system(): this {
    return this.memo('system', () => {
      const copy = Object.create(Object.getPrototypeOf(this) as object) as this;
      Object.assign(copy, this, { isSystem: true });
      // Never the viewer's: rights and rows that the system reads are held under the same keys.
      copy.cached = new Map();
      return copy;
    });
  }

  /** The viewer. @throws ApiFault UNAUTHENTICATED where the request has none */
  get knownViewer(): Viewer {
    if (this.viewer === null) {
      const { text } = new TokenFault('NO_TOKEN');
      throw new ApiFault('UNAUTHENTICATED', 'NO_TOKEN', text);
    }
    return this.viewer;
  }

  /**
   * The authorities that the viewer has a grant in; others are as if they did not exist.
   *
   * Read once a request: their positions are those that everything is read at.
   */
  authorities(): Promise<readonly AuthorityRow[]> {
    return this.memo('authorities', async () => {
      const viewer = this.isSystem ? null : this.knownViewer;
      const all = await readAuthorities(this.database);
      return viewer === null ? all : all.filter(({ code }) => mayEnter(viewer, code));
    });
  }

  /** What the viewer may see of an authority, by its units at the position. */
  rights({ authority, position }: Pick<ReadPoint, 'authority' | 'position'>): Promise<Rights> {
    return this.memo(`rights ${authority} ${position}`, async () => {
      if (this.isSystem) return systemRights(authority);
      const viewer = this.knownViewer;
      const { roles } = this.database.dataModel;
      if (headsOf(viewer, authority).length === 0) return rightsOf(roles, viewer, authority, () => []);
      const tree = await unitTree(this.database, authority, position);
      return rightsOf(roles, viewer, authority, (unit) => unitsBelow(tree, unit));
    });
  }

  /** Checks that some row of the class can be open to the viewer. @throws ApiFault FORBIDDEN */
  async mustMayAskFor(at: ReadPoint, kind: VisibilityClass): Promise<void> {
    if (!mayAskFor(await this.rights(at), kind))
      throw new ApiFault('FORBIDDEN', 'ROLE_REQUIRED', {
        vi: 'Vai trò của tài khoản không được xem loại thông tin này',
        en: 'The roles of this account do not open this kind of information',
      });
  }

  /** Reads with the viewer’s rights: the policies of the database leave out what is closed to them. */
  async reads(at: ReadPoint): Promise<Reads> {
    if (this.isSystem) return this.database;
    const rights = await this.rights(at);
    return this.memo(`reads ${rights.key}`, () => this.database.as(claimsOf(rights)));
  }

  /**
   * The authority with the code, or the only one.
   * @throws ApiFault where the code is missing and there is not exactly one
   * @throws Refusal UNKNOWN_AUTHORITY where there is none with the code
   */
  async authority(code: string | null | undefined): Promise<AuthorityRow> {
    const all = await this.authorities();
    if (code === null || code === undefined) {
      if (all.length === 1) return all[0]!;
      throw ApiFault.badInput(
        'AUTHORITY_REQUIRED',
        all.length === 0
          ? { vi: 'Chưa có dữ liệu của tỉnh nào', en: 'The ledger holds no authority yet' }
          : {
              vi: `Có nhiều cấp có thẩm quyền; hãy nêu tham số authority: ${all.map((one) => one.code).join(', ')}`,
              en: `There are several authorities; name one in the argument "authority": ${all.map((one) => one.code).join(', ')}`,
            },
        'authority',
      );
    }
    const found = all.find((one) => one.code === code);
    if (!found) throw new Refusal([refused('UNKNOWN_AUTHORITY', { code }, 'authority')]);
    return found;
  }

  /** The read point that a root field requests. Without knownAt, the position that the request found first. */
  async at(requested: ReadPointRequest): Promise<ReadPoint> {
    const { code, position: last } = await this.authority(requested.authority);
    const knownAt = requested.knownAt ?? null;
    const position =
      knownAt === null
        ? last
        : await this.memo(`position ${code} ${JSON.stringify(knownAt)}`, () =>
            positionAt(this.database, code, knownAt, this.clock.now()),
          );
    return { authority: code, position, asOf: requested.asOf ?? this.clock.today() };
  }
}

const AUTHORITIES = `select a.code, a.name_vi, a.name_en, a.root_unit, coalesce(c.position, 0)::text as position
  from authority a left join ledger_counter c on c.authority = a.code order by a.code collate "C"`;

const sharedRead = new WeakMap<Statements, Promise<readonly AuthorityRow[]>>();

/** One statement for all requests that begin in the same turn of the event loop: none of them has read anything before. */
function readAuthorities(database: Statements): Promise<readonly AuthorityRow[]> {
  let read = sharedRead.get(database);
  if (!read) {
    read = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
      sharedRead.delete(database);
      const rows = await database.query<{
        code: string;
        name_vi: string;
        name_en: string;
        root_unit: string;
        position: string;
      }>(AUTHORITIES, [], 'authorities');
      return rows.map((row) => ({
        code: row.code,
        name: { vi: row.name_vi, en: row.name_en },
        rootUnit: row.root_unit,
        position: Number(row.position),
      }));
    });
    sharedRead.set(database, read);
  }
  return read;
}
