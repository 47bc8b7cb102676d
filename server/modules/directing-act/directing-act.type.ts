import { pageArguments } from '../../platform/api/arguments.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { byDay } from '../../platform/api/list-sql.ts';
import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { addConnection } from '../../platform/api/relation.ts';
import { DirectingActKind } from '../choices.ts';
import { Leader } from '../leader/leader.type.ts';
import { directingActNoun } from './directing-act.noun.ts';

@NounType(directingActNoun, 'DirectingAct', {
  description: 'Hoạt động chỉ đạo: what a leader did to direct the work, in person or delegated.',
  choices: { kind: DirectingActKind },
})
export class DirectingAct extends NounObject<typeof directingActNoun.columns> {}

export const DirectingActConnection = connectionOf(DirectingAct, 'DirectingAct');

addConnection(Leader, {
  name: 'directingActs',
  description: 'What the leader did to direct the work, latest first.',
  noun: directingActNoun,
  column: 'leader',
  connection: DirectingActConnection,
  parameters: [pageArguments],
  ask: () => ({ where: [], order: byDay('on', true), others: {} }),
});
