import { Extensions } from 'type-graphql';

/** Work behind a field or type, beyond reading a value from a row. */
export type CostKind =
  /** Rules over facts, for every row that shows it. */
  | 'CARD'
  /** Everybody whom a scheme scores, however few are shown: done once for each place of a document that asks for it. */
  | 'COHORT';

interface CostExtensions {
  readonly work?: CostKind;
}

/** Says what work stands behind a field, or behind a type wherever it is shown; what that costs is the API’s to say. */
export function Cost(work: CostKind): ClassDecorator & MethodDecorator {
  const extensions: CostExtensions = { work };
  return Extensions(extensions as Record<string, unknown>);
}

/** The work that was said of a field or type; null where none was. */
export function costKindOf({ extensions }: { readonly extensions: CostExtensions }): CostKind | null {
  return extensions.work ?? null;
}
