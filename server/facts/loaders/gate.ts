import { gateFact } from '../../../rules/facts/gate.ts';
import { gateFactEntity } from '../../modules/evaluation/evaluation.entity.ts';
import { person, untilAsOf } from '../dependencies.ts';
import { defineLoader } from '../loader.ts';
import { OF_LEADER, about, select } from '../records.ts';

/** Decisions about the leaders that shut classes. */
export const gateLoader = defineLoader({
  fact: gateFact,
  group: 'DECISION',
  dependencies: (scope) => [{ fact: 'gate', about: person(scope), ...untilAsOf(scope) }],
  async load(reader, scope) {
    const rows = await select(
      reader,
      scope,
      gateFactEntity,
      ['leader', 'kind', 'severity', 'decidedBy', 'decidedOn', 'document', 'revokedOn'],
      `${OF_LEADER} and v.decided_on <= span.as_of`,
    );
    // What was lifted stays, with its day: the rules say that it does not count, and show it.
    return rows.map((row) => ({
      ...about({ code: row.code, leader: row.leader }, row.decidedOn),
      kind: row.kind,
      severity: row.severity,
      decidedBy: row.decidedBy,
      document: row.document,
      revokedOn: row.revokedOn !== null && row.revokedOn <= scope.asOf ? row.revokedOn : null,
    }));
  },
});
