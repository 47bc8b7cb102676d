import { directingActFact } from '../../../rules/facts/directing-act.ts';
import { directingActEntity } from '../../modules/directing-act/directing-act.entity.ts';
import { inPeriod, person } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_LEADER, about, select } from '../records.ts';

/** What leaders did to direct the work. */
export const directingActLoader = defineLoader({
  fact: directingActFact,
  dependencies: (scope) => [{ fact: 'directing-act', about: person(scope), ...inPeriod(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      directingActEntity,
      ['unit', 'leader', 'field', 'kind', 'on', 'inPerson', 'document'],
      `${OF_LEADER} and v."on" >= span."from" and v."on" < span."to" and v."on" <= span.as_of`,
    );
    return rows.map((row) => ({
      ...about(row, row.on),
      field: row.field,
      kind: row.kind,
      on: row.on,
      inPerson: row.inPerson,
      document: row.document,
    }));
  },
});
