import { Field, ObjectType } from 'type-graphql';
import type { Text } from '../../rules/kit/text.ts';
import { connectionOf } from '../platform/api/connection.ts';
import type { ReadPoint } from '../platform/api/context.ts';
import { TextField } from '../platform/api/text-field.ts';

@ObjectType('Discrepancy', {
  description:
    'Sai lệch: a recorded row that was flagged, such as published figures that do not add up. It is shown, never mended.',
})
export class Discrepancy {
  readonly at!: ReadPoint;
  readonly noun!: string;

  @Field(() => String, { description: 'Kind of the problem, such as PARTS_DO_NOT_ADD_UP.' })
  readonly problem!: string;

  @TextField('The problem in words.')
  readonly message!: Text;

  @Field(() => String, { nullable: true, description: 'Field concerned; null for the whole row.' })
  readonly path!: string | null;

  @Field(() => String, { description: 'Code of the row.' })
  readonly code!: string;

  @TextField('Kind of the row.')
  readonly kind!: Text;
}

/** A page of discrepancies. */
export const DiscrepancyConnection = connectionOf(Discrepancy, 'Discrepancy');
