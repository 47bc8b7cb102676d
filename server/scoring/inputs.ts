/** Groups of what a card is computed from, each with one kind of origin. */
export const INPUT_GROUPS = ['ORGANISATION', 'DATA', 'DECISION', 'CONFIGURATION'] as const;
export type InputGroup = (typeof INPUT_GROUPS)[number];

/** Ledger position at which each group is read: the same one for all, but where a change is split by cause. */
export type InputPositions = Readonly<Record<InputGroup, number>>;

/** Nouns by group; what is not named here is data: what units do and report. */
const NOUNS: Readonly<Record<Exclude<InputGroup, 'DATA'>, readonly string[]>> = {
  ORGANISATION: ['unit', 'unitLineage', 'leader', 'appointment', 'absence'],
  // What a competent body decides about work or people.
  DECISION: [
    'extension',
    'cause',
    'qualityReview',
    'assessment',
    'gateFact',
    'inspectionFinding',
    'decidedRating',
    'staffRating',
    'cohort',
    'award',
    'initiative',
  ],
  // What is in force on a period's first day, and what the period is.
  CONFIGURATION: ['pluginRevision', 'schemeRevision', 'calendarYear', 'period'],
};

const GROUP_OF_NOUN = new Map(
  Object.entries(NOUNS).flatMap(([group, nouns]) =>
    nouns.map((noun) => [noun, group as InputGroup] as const),
  ),
);

/** The group that rows of a noun belong to. */
export function inputGroupOf(noun: string): InputGroup {
  return GROUP_OF_NOUN.get(noun) ?? 'DATA';
}

/** All groups at one position. */
export function allAt(position: number): InputPositions {
  return { ORGANISATION: position, DATA: position, DECISION: position, CONFIGURATION: position };
}
