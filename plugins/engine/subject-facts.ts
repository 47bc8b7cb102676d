import type { AttributedRow } from '../../rules/kit/fact.ts';
import type { Subject } from '../../rules/kit/subject.ts';

/** What is known of one subject: rows it answers for, and rows it sees that another answers for. */
export interface SubjectFacts {
  readonly subject: Subject;
  readonly facts: Readonly<Record<string, readonly AttributedRow[]>>;
  readonly inherited: Readonly<Record<string, readonly AttributedRow[]>>;
}
