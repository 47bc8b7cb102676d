/**
 * Rows as they cross from the database: one JSON list a column.
 * That is less to write, send and parse than one object a row. Columns end here; what reads them goes on with plain rows.
 */
export type ColumnLists = Readonly<Record<string, readonly unknown[] | null>>;

/** SQL: the named columns of a relation as one JSON object of lists, all in the relation’s order. */
export function columnLists(relation: string, names: readonly string[]): string {
  const lists = names.map((name) => `'${name}', json_agg("${name}")`);
  return `(select json_build_object(${lists.join(', ')}) from ${relation})`;
}

/**
 * The rows that column lists hold; none where the relation was empty.
 *
 * @param exact columns that cross as text of whole numbers.
 */
export function rowsOf<R extends object>(
  columns: ColumnLists,
  names: readonly (keyof R & string)[],
  exact: readonly (keyof R & string)[] = [],
): R[] {
  const length = columns[names[0]!]?.length ?? 0;
  // Copies of one object share its shape: filling them moves no row from shape to shape.
  const blank: Record<string, unknown> = Object.fromEntries(names.map((name) => [name, null]));
  const rows = Array.from({ length }, () => ({ ...blank }));
  for (const name of names) {
    const list = columns[name]!;
    const isExact = exact.includes(name);
    for (let index = 0; index < length; index++) {
      const value = list[index];
      rows[index]![name] = isExact && value !== null ? BigInt(value as string) : value;
    }
  }
  return rows as R[];
}
