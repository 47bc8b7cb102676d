import { pageArguments } from '../../platform/api/arguments.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { byDay } from '../../platform/api/list-sql.ts';
import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { DirectingActKind } from '../choices.ts';
import { Leader } from '../leader/leader.type.ts';
import { directingActEntity } from './directing-act.entity.ts';

@EntityType(directingActEntity, 'DirectingAct', {
  description: 'Hoạt động chỉ đạo: what a leader did to direct the work, in person or delegated.',
  choices: { kind: DirectingActKind },
})
export class DirectingAct extends EntityObject<typeof directingActEntity.columns> {}

export const DirectingActConnection = connectionOf(DirectingAct, 'DirectingAct');

addConnection(Leader, {
  name: 'directingActs',
  description: 'What the leader did to direct the work, latest first.',
  entity: directingActEntity,
  column: 'leader',
  connection: DirectingActConnection,
  parameters: [pageArguments],
  requestOf: () => ({ where: [], order: byDay('on', true), others: {} }),
});
