import type { ReadPoint, RequestContext } from '../../platform/api/context.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { readStored } from '../../schemes/revisions.ts';
import { snapshotAt } from '../../facts/snapshot-service.ts';
import { ConfigurationRevision } from './configuration.type.ts';
import { differencesBetween } from './differences-of-request.ts';
import type { Draft } from './draft.ts';
import { revisionsOf, stateOfRevision } from './draft.ts';
import { configurationDecisionEntity } from './draft.entity.ts';

/** Revisions of a scheme or plugin by number, with state, draft, and differences from the one before. */
export async function historyOf(
  context: RequestContext,
  at: ReadPoint,
  of: Pick<Draft, 'kind' | 'configures'>,
): Promise<ConfigurationRevision[]> {
  const { kind, configures } = of;
  const { authority, position, asOf } = at;
  const revisions = revisionsOf(await snapshotAt(context, at), of);
  const decisions = await readEntity(context.database, configurationDecisionEntity, { authority, position });
  const approvals = decisions.filter(({ draft }) => draft.startsWith(`${kind}/${configures}/`));
  return revisions.map((revision, index) => {
    const before = revisions[index - 1];
    return Object.assign(new ConfigurationRevision(), {
      ...revision,
      configuration: readStored(revision.configuration, configures).configuration,
      state: stateOfRevision(revision, revisions, asOf),
      draft: approvals.find((one) => one.revision === revision.number)?.draft ?? null,
      differences: before ? differencesBetween(context, of, before, revision.configuration) : [],
    });
  });
}
