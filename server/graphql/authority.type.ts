import { Field, Int, ObjectType } from 'type-graphql';
import type { Text } from '../../rules/kit/text.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { Node } from '../platform/api/node.ts';
import { TextField } from '../platform/api/text-field.ts';

@ObjectType('Authority', {
  description: 'Cấp có thẩm quyền: who owns units, periods, calendars, schemes and codes, with one ledger.',
  implements: Node,
})
export class Authority implements Node {
  readonly id!: string;
  readonly at!: ReadPoint;
  readonly rootUnitCode!: string;

  @Field(() => String, { description: 'Code: pass it as "authority".' })
  readonly code!: string;

  @TextField('Name.')
  readonly name!: Text;

  @Field(() => Int, { description: 'Last position of its ledger, as this request sees it.' })
  get position(): number {
    return this.at.position;
  }
}
