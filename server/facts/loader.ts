import type { Fact, FactRow } from '../../rules/kit/fact.ts';
import type { InputGroup } from '../platform/model/entity.ts';
import type { Dependency, DependencyScope } from './dependencies.ts';
import type { FactScope, Reader } from './scope.ts';

/**
 * Reads one fact for all subjects of a run with one SQL statement.
 *
 * The statement’s text never changes; what differs between runs are its parameters.
 */
export interface FactLoader<F extends Fact = Fact> {
  readonly fact: F;
  /** Which group of inputs its rows are; data where it does not say. */
  readonly group?: InputGroup;
  /** Everything whose change could change the rows that `load` gives one subject. */
  dependencies(scope: DependencyScope): readonly Dependency[];
  load(reader: Reader, scope: FactScope): Promise<readonly FactRow<F>[]>;
}

/** A loader in a registry: which fact it loads is known, the type of its rows is erased. */
export type LoaderOf<Id extends string> = Omit<FactLoader, 'fact'> & {
  readonly fact: { readonly id: Id };
};

/** Declares a loader: its rows are checked against the columns of its fact. */
export function defineLoader<F extends Fact>(loader: FactLoader<F>): LoaderOf<F['id']> {
  return loader;
}
