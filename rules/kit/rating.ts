/** Classes of quality, best first, as Decrees 90/2020 and 335/2025 and Regulation 366 share them. */
export const RATINGS = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'] as const;

/** One of `RATINGS`. */
export type Rating = (typeof RATINGS)[number];

/** The lower of two ratings. */
export function lowerRating(a: Rating, b: Rating): Rating {
  return RATINGS.indexOf(a) >= RATINGS.indexOf(b) ? a : b;
}

/** Whether `a` is at least as good as `b`. */
export function atLeast(a: Rating, b: Rating): boolean {
  return RATINGS.indexOf(a) <= RATINGS.indexOf(b);
}
