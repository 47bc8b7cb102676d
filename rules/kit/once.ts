/**
 * What rows have said to one rule under one configuration, period and day, by row: several cards count the same row, such as a unit’s, its
 * head’s and a deputy’s. Kept no longer than the batch of subjects that are judged together.
 */
export type SaidByRow = Map<object, unknown>;

/**
 * What each row says by itself, in the order of the rows; worked out once a row where `said` keeps it.
 *
 * @param say depends on the row, and on nothing that differs between the subjects of a batch. A rule keeps the answers of one function only.
 */
export function eachOnce<Row extends object, Answer extends object>(
  rows: readonly Row[],
  said: SaidByRow | undefined,
  say: (row: Row) => Answer,
): readonly Answer[] {
  if (said === undefined) return rows.map(say);
  return rows.map((row) => {
    const known = said.get(row) as Answer | undefined;
    if (known !== undefined) return known;
    const answer = say(row);
    said.set(row, answer);
    return answer;
  });
}
