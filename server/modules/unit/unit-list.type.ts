import { Field, InputType, ObjectType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import { SortDirection, UnitKind } from '../choices.ts';
import { Unit, UnitLineage } from './unit.type.ts';

const UnitSort = choiceType('UnitSortField', 'What units are sorted by.', {
  CODE: { vi: 'Mã', en: 'Code' },
  OPENED_ON: { vi: 'Ngày thành lập', en: 'Day of opening' },
});

@InputType('UnitSort', { description: 'How units are sorted.' })
export class UnitSortInput {
  @Field(() => UnitSort, { description: 'By what.' })
  readonly field!: keyof typeof UnitSort;

  @Field(() => SortDirection, { defaultValue: 'ASC', description: 'In which direction.' })
  readonly direction!: 'ASC' | 'DESC';
}

@InputType('UnitFilter', { description: 'Which units; what is left out does not matter.' })
export class UnitFilter {
  @Field(() => [UnitKind], { nullable: true, description: 'Of one of these kinds.' })
  readonly kinds?: (keyof typeof UnitKind)[] | null;

  @Field(() => String, { nullable: true, description: 'Directly below the unit with this code.' })
  readonly parent?: string | null;

  @Field(() => [String], { nullable: true, description: 'With one of these codes.' })
  readonly codes?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Existing on this day.' })
  readonly openOn?: Day | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose name, in either language, or code contains this text.',
  })
  readonly search?: string | null;
}

@ObjectType('UnitLineages', {
  description: 'Where a unit came from and where it went.',
  simpleResolvers: true,
})
export class UnitLineages {
  @Field(() => [UnitLineage], { description: 'Units that it continues, in whole or part.' })
  readonly predecessors!: UnitLineage[];

  @Field(() => [UnitLineage], { description: 'Units that continue it, in whole or part.' })
  readonly successors!: UnitLineage[];
}

export const UnitConnection = connectionOf(Unit, 'Unit');
