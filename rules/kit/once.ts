/**
 * Answers of one rule about rows, by row, under one configuration, period and day.
 * Several cards count the same row, such as a unit’s, its head’s and a deputy’s. They live no longer than the batch of
 * subjects that are judged together.
 */
export type AnswersByRow = Map<object, unknown>;

/**
 * What each row means by itself, in the order of the rows.
 * Worked out once a row where `answers` are there to remember it.
 *
 * @param judge depends on the row, and on nothing that differs between the subjects of a batch. A rule remembers the
 * answers of one function only.
 */
export function eachOnce<Row extends object, Answer extends object>(
  rows: readonly Row[],
  answers: AnswersByRow | undefined,
  judge: (row: Row) => Answer,
): readonly Answer[] {
  if (answers === undefined) return rows.map(judge);
  return rows.map((row) => {
    const known = answers.get(row) as Answer | undefined;
    if (known !== undefined) return known;
    const answer = judge(row);
    answers.set(row, answer);
    return answer;
  });
}
