import { Field, ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import type { Day } from '../../rules/kit/day.ts';
import type { Text } from '../../rules/kit/text.ts';
import { DateScalar, DecimalScalar } from '../platform/api/scalars.ts';
import { TextField } from '../platform/api/text-field.ts';
import { OpenKind, AdjustmentKind } from './card-choices.ts';

@ObjectType('Evidence', { description: 'Minh chứng: a fact row that shows a finding, as the rule saw it.' })
export class Evidence {
  @Field(() => String, { description: 'Id of the fact, such as "task".' })
  readonly fact!: string;

  @TextField('What kind of fact it is.')
  readonly factTitle!: Text;

  @Field(() => String, { description: 'Code of the row.' })
  readonly code!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The row itself, column by column: days as dates, quantities as decimal text.',
  })
  readonly row!: object | null;

  readonly at!: { readonly authority: string; readonly position: number; readonly asOf: Day };
}

@ObjectType('Finding', { description: 'Kết luận: what a rule found, with what shows it.' })
export class Finding {
  @Field(() => String, { description: 'Id of the message in the rule’s catalogue.' })
  readonly message!: string;

  @TextField('The finding in words.')
  readonly text!: Text;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Points that it alone cost; null where it cost none.',
  })
  readonly loss!: string | null;

  @Field(() => String, { nullable: true, description: 'The same exactly, as a decimal or a fraction.' })
  readonly lossExact!: string | null;

  @Field(() => [Evidence], { description: 'The rows that show it.' })
  readonly evidence!: Evidence[];
}

@ObjectType('OpenPoints', { description: 'Points that cannot be told yet, and who owes what is missing.' })
export class OpenPoints {
  @Field(() => OpenKind, { description: 'Not yet due, or missing.' })
  readonly kind!: string;

  @TextField('What is missing.')
  readonly what!: Text;

  @Field(() => String, { nullable: true, description: 'Code of the unit that owes it.' })
  readonly owedBy!: string | null;

  @TextField('Name of the unit that owes it.', { nullable: true })
  readonly owedByName!: Text | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it was, or will be, missed.' })
  readonly since!: string | null;

  @Field(() => DecimalScalar, { description: 'Points concerned.' })
  readonly points!: string;

  @Field(() => String, { description: 'The same exactly.' })
  readonly pointsExact!: string;

  @Field(() => Boolean, {
    description: 'True where the subject’s own unit owes it: then the points count as lost.',
  })
  readonly charged!: boolean;
}

@ObjectType('Gap', { description: 'What is missing on the card, on which line.' })
export class Gap extends OpenPoints {
  @Field(() => String, { description: 'Id of the line.' })
  readonly line!: string;

  @TextField('Title of the line.')
  readonly lineTitle!: Text;
}

@ObjectType('Adjustment', {
  description:
    'A step that moved points besides the lines below: roundings too are lines, so the tree adds up.',
})
export class Adjustment {
  @Field(() => AdjustmentKind, { description: 'Which step.' })
  readonly kind!: string;

  @Field(() => DecimalScalar, { description: 'Points added or taken.' })
  readonly points!: string;

  @Field(() => String, { description: 'The same exactly.' })
  readonly pointsExact!: string;

  @TextField('The step in words.')
  readonly text!: Text;
}
