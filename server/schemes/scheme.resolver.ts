import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { SchemeConfiguration } from '../../plugins/engine/scheme.ts';
import type { Fraction } from '../../rules/kit/fraction.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import { AtArgs, atOf } from '../platform/api/arguments.ts';
import type { ReadPoint, RequestContext } from '../platform/api/context.ts';
import { LocalizedText } from '../platform/api/text-field.ts';
import { idOfNode, registerNode } from '../platform/api/node.ts';
import { catalogueOf } from './catalogue-service.ts';
import { legalBasisOf } from './scheme-law.ts';
import { SchemeRevisionType, SchemeType } from './scheme.type.ts';
import { snapshotAt } from '../facts/snapshot-service.ts';
import type { Snapshot } from '../facts/snapshot.ts';

type StoredRevision = Snapshot['schemeRevisions'][number];

async function schemesAt(context: RequestContext, at: ReadPoint): Promise<SchemeType[]> {
  const snapshot = await snapshotAt(context, at);
  const groups = Map.groupBy(snapshot.schemeRevisions, (revision) => revision.scheme);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, stored]) => {
      const revisions = stored
        .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom || a.number - b.number)
        .map((revision) => revisionOf(context, revision));
      return Object.assign(new SchemeType(), {
        id: idOfNode({ type: 'Scheme', authority: at.authority, code }),
        code,
        title: revisions.at(-1)!.title,
        revisions,
      });
    });
}

function revisionOf(context: RequestContext, stored: StoredRevision): SchemeRevisionType {
  const { configuration } = JSON.parse(stored.configuration) as { configuration: unknown };
  const scheme = SchemeConfiguration.parse(configuration);
  const text = (value: Fraction | null) => value && exactText(value);
  const { plugins } = catalogueOf(context);
  return Object.assign(new SchemeRevisionType(), {
    ...scheme,
    number: stored.number,
    effectiveFrom: stored.effectiveFrom,
    effectiveTo: stored.effectiveTo,
    example: stored.example,
    document: stored.document,
    scale: exactText(scheme.scale),
    parts: scheme.parts.map(({ plugin, max }) => ({ plugin, max: text(max) })),
    bands: scheme.bands?.map(({ rating, atLeast }) => ({ rating, atLeast: exactText(atLeast) })) ?? null,
    floors: scheme.floors.map(({ rating, share }) => ({ rating, share: exactText(share) })),
    limits: scheme.limits.map((limit) => {
      const [plugin, id] = limit.condition.split('/');
      const entry = plugins.get(plugin!)?.conditions.find((one) => one.id === id);
      const unnamed = { vi: limit.condition, en: limit.condition };
      return { ...limit, title: entry?.title ?? entry?.condition.title ?? unnamed };
    }),
    cap: scheme.cap && {
      ...scheme.cap,
      percent: exactText(scheme.cap.percent),
      raisedPercent: text(scheme.cap.raisedPercent),
    },
    legalBasis: legalBasisOf(scheme.legalBasis),
    configuration,
  });
}

async function findScheme(context: RequestContext, at: ReadPoint, code: string): Promise<SchemeType | null> {
  return (await schemesAt(context, at)).find((scheme) => scheme.code === code) ?? null;
}

registerNode('Scheme', findScheme);

/** Schemes of an authority. */
@Resolver(() => SchemeType)
export class SchemeResolver {
  @Query(() => [SchemeType], { description: 'Schemes of an authority, by code, with all their revisions.' })
  async schemes(@Ctx() context: RequestContext, @Args(() => AtArgs) args: AtArgs): Promise<SchemeType[]> {
    return schemesAt(context, await atOf(context, args));
  }

  @Query(() => SchemeType, { nullable: true, description: 'One scheme by its code.' })
  async scheme(
    @Ctx() context: RequestContext,
    @Args(() => AtArgs) args: AtArgs,
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
  ): Promise<SchemeType | null> {
    return findScheme(context, await atOf(context, args), code);
  }
}

/** Remarks on a revision of a scheme. */
@Resolver(() => SchemeRevisionType)
export class SchemeRevisionResolver {
  @FieldResolver(() => [LocalizedText], { description: 'Remarks, such as what is to be confirmed.' })
  notes(@Root() revision: SchemeRevisionType): readonly LocalizedText[] {
    return revision.notes;
  }
}
