/**
 * Runs SQL and returns rows.
 *
 * Parameters are $1, $2 …; a list goes as JSON text and is unnested in SQL (`jsonb_array_elements_text($1::text::jsonb)`), since
 * the two drivers disagree on arrays. Results agree on both: int8 and numeric come as text (cast counts to int), dates and
 * timestamps as text (use `d - date '1970-01-01'` instead), JSON parsed, text[] as lists.
 */
export interface Queries {
  /**
   * Rows of one statement.
   * @param name keeps the statement prepared on its connection; for a bounded number of statements only
   */
  query<T extends object = Record<string, unknown>>(
    sql: string,
    parameters?: readonly unknown[],
    name?: string,
  ): Promise<T[]>;
}
