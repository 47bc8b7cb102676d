import { Extensions } from 'type-graphql';

/** Work behind a field or type, beyond reading a value from a row. */
export type CostKind =
  /** Rules over facts, once for every row that selects it. */
  | 'CARD'
  /** The cards of everybody whom a scheme scores, once for each place in a document that selects it. */
  | 'COHORT'
  /** Rows made for the days of a span, once for each place in a document that selects it; spans and rows are bounded. */
  | 'SPAN';

interface CostExtensions {
  readonly work?: CostKind;
}

/** Marks a field, or a type wherever it is selected, with the work behind it; the API sets the price. */
export function Cost(work: CostKind): ClassDecorator & MethodDecorator {
  const extensions: CostExtensions = { work };
  return Extensions(extensions as Record<string, unknown>);
}

/** The work that a field or type is marked with; null for none. */
export function costKindOf({ extensions }: { readonly extensions: CostExtensions }): CostKind | null {
  return extensions.work ?? null;
}
