import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Day } from '../../../rules/kit/day.ts';
import { t } from '../../../rules/kit/text.ts';
import { DateRange } from '../../platform/api/arguments.ts';
import { choiceType } from '../../platform/api/choice.ts';
import { connectionOf } from '../../platform/api/connection.ts';
import type { ReadPoint } from '../../platform/api/context.ts';
import { Node } from '../../platform/api/node.ts';
import { DateScalar } from '../../platform/api/scalars.ts';
import type { ReportRow } from './report-state.ts';

export const ReportState = choiceType('ReportState', 'How an owed report arrived.', {
  ON_TIME: t('Đúng hạn', 'On time'),
  LATE: t('Chậm', 'Late'),
  EMPTY: t('Không có nội dung', 'Empty'),
  MISSING: t('Không có báo cáo', 'Missing'),
  NOT_YET_DUE: t('Chưa đến hạn', 'Not yet due'),
});

/** One report of a duty, owed for one day. */
@ObjectType('Report', {
  description: 'Kỳ báo cáo: one report of a duty, owed for one day, and what arrived for it.',
  implements: Node,
})
export class Report implements Node {
  readonly at!: ReadPoint;
  readonly row!: ReportRow;
  readonly id!: string;

  @Field(() => String, { description: 'Code: duty and due day.' })
  get code(): string {
    return this.row.code;
  }

  @Field(() => DateScalar, { description: 'Last day in time.' })
  get dueOn(): Day {
    return this.row.dueOn;
  }

  @Field(() => ReportState, { description: 'How it arrived.' })
  get state(): string {
    return this.row.state;
  }

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it arrived.' })
  get submittedOn(): Day | null {
    return this.row.submittedOn;
  }

  @Field(() => Int, { description: 'Working days late.' })
  get workingDaysLate(): number {
    return this.row.workingDaysLate;
  }
}

@InputType('ReportFilter', { description: 'Which reports.' })
export class ReportFilter {
  @Field(() => [String], { nullable: true, description: 'Owed by one of the units with these codes.' })
  readonly units?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of the duties with these codes.' })
  readonly duties?: string[] | null;

  @Field(() => DateRange, {
    nullable: true,
    description:
      'Due in this span; by default in the year up to the day of truth and the month after it. At most 1,100 days.',
  })
  readonly due?: DateRange | null;

  @Field(() => [ReportState], { nullable: true, description: 'Having arrived like this.' })
  readonly states?: string[] | null;
}

export const ReportConnection = connectionOf(Report, 'Report');
