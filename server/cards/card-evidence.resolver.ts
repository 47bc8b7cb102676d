import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { obstacleEntity } from '../modules/obstacle/obstacle.entity.ts';
import { Obstacle } from '../modules/obstacle/obstacle.type.ts';
import type { RequestContext } from '../platform/api/context.ts';
import { Node } from '../platform/api/node.ts';
import { findEntity, typeOfEntity } from '../platform/api/entity-type.ts';
import { Evidence } from './card-parts.type.ts';
import { PointsLost } from './card-line.type.ts';

/** The entity whose row a fact’s row was read from, by fact id, where it is one row. */
const ENTITY_OF_FACT: Readonly<Record<string, string>> = {
  absence: 'absence',
  assessment: 'assessment',
  assignment: 'task',
  award: 'award',
  'decided-rating': 'decidedRating',
  'directing-act': 'directingAct',
  gate: 'gateFact',
  'index-result': 'indexResult',
  initiative: 'initiative',
  obstacle: 'obstacle',
  'period-card': 'period',
  reading: 'reading',
  target: 'target',
  task: 'task',
};

/** The row behind a piece of evidence. */
@Resolver(() => Evidence)
export class EvidenceResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The thing that the row was read from, where it is one of its own.',
  })
  async node(@Root() evidence: Evidence, @Ctx() context: RequestContext): Promise<object | null> {
    const entity = ENTITY_OF_FACT[evidence.fact];
    const known = entity === undefined ? null : typeOfEntity(entity);
    return known && findEntity(context, known.entity, evidence.at, evidence.code);
  }
}

/** Obstacles behind lost points. */
@Resolver(() => PointsLost)
export class PointsLostResolver {
  @FieldResolver(() => [Obstacle], { description: 'Obstacles behind the tasks concerned.' })
  async obstacles(@Root() lost: PointsLost, @Ctx() context: RequestContext): Promise<object[]> {
    const found = await Promise.all(
      lost.obstacles.map((code) => findEntity(context, obstacleEntity, lost.at, code)),
    );
    return found.filter((one) => one !== null);
  }
}
