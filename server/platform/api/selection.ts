import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { AnyEntity } from '../model/entity.ts';
import type { Rights } from '../access/policy.ts';
import type { Page, PageRequest } from './connection.ts';
import { writeCursor } from './connection.ts';
import type { ReadPoint, RequestContext } from './context.ts';
import type { EntityObject, Fetched } from './entity-type.ts';
import type { EntityList } from './list-sql.ts';
import { SelectionPlanner } from './selection-plan.ts';
import type { Cells, Level, SelectionStatement } from './selection-statement.ts';
import { writeStatement } from './selection-statement.ts';
import { openRows } from './viewer-access.ts';

/** Statements by their root field, then by everything that their text and parameters depend on. */
const compiled = new WeakMap<FieldNode, Map<string, SelectionStatement>>();
const MOST_OF_A_FIELD = 100;

/**
 * A page of a root field with everything selected below it, read in one statement.
 * @param count reads the length of the list, where the statement does not hold it
 */
export async function pageOfSelection(
  context: RequestContext,
  request: PageRequest,
  list: EntityList,
  info: GraphQLResolveInfo,
  count: () => Promise<number>,
): Promise<Page<EntityObject>> {
  const { at, first, after } = request;
  const [reads, rights] = await Promise.all([context.reads(at), context.rights(at)]);
  const statement = statementOf(context, rights, request, list, info);
  const [answer] = await reads.query(
    statement.text,
    [at.authority, at.position, ...statement.values],
    statement.name,
  );
  const rows = (answer!['n0'] ?? []) as readonly Cells[];
  const objects = assemble(at, statement.levels, answer!);
  return {
    nodes: objects.slice(0, first),
    cursorOf: (index) =>
      writeCursor(request, [String(rows[index]![statement.sortCell]), objects[index]!.row.code]),
    hasNextPage: objects.length > first,
    hasPreviousPage: after !== null,
    total: () => (statement.counts ? (answer!['total'] as number) : count()),
  };
}

/** The objects of the page, with those below them attached. */
function assemble(
  at: ReadPoint,
  levels: readonly Level[],
  answer: Readonly<Record<string, unknown>>,
): readonly EntityObject[] {
  const fetched: Fetched[] = levels.map(() => ({ links: new Map(), lists: new Map() }));
  let root: readonly EntityObject[] = [];
  levels.forEach(({ reader, type: Type, above, attach }, index) => {
    const cells = (answer[`n${index}`] ?? []) as readonly Cells[];
    const objects = cells.map((row) => new Type(at, reader.decode(row), fetched[index]));
    if (index === 0) root = objects;
    else attach(fetched[above]!, objects, cells);
  });
  return root;
}

function statementOf(
  context: RequestContext,
  rights: Rights,
  request: PageRequest,
  list: EntityList,
  info: GraphQLResolveInfo,
): SelectionStatement {
  const { at, first, after } = request;
  const field = info.fieldNodes[0]!;
  let ofField = compiled.get(field);
  if (!ofField) compiled.set(field, (ofField = new Map()));
  const key = JSON.stringify([at, first, after, context.language, info.variableValues, rights.key]);
  let statement = ofField.get(key);
  if (!statement) {
    const open = (entity: AnyEntity) => openRows(entity, rights, context.database.dataModel.scopes, at.asOf);
    statement = writeStatement(new SelectionPlanner(info, at, context.language), open, request, list, info);
    if (ofField.size >= MOST_OF_A_FIELD) ofField.clear();
    ofField.set(key, statement);
  }
  return statement;
}
