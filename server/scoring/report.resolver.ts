import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Day } from '../../rules/kit/day.ts';
import { addMonths, parseDay } from '../../rules/kit/day.ts';
import type { reportFact } from '../../rules/facts/report.ts';
import type { FactRow } from '../../rules/kit/fact.ts';
import { t } from '../../rules/kit/text.ts';
import { reportDutyNoun, submissionNoun } from '../modules/report/report.noun.ts';
import { ReportDuty, Submission } from '../modules/report/report.type.ts';
import { DateRange, PageAtArgs } from '../platform/api/arguments.ts';
import { choiceType } from '../platform/api/choice.ts';
import type { Connection } from '../platform/api/connection.ts';
import { asConnection, connectionOf, pageAt, pageOf } from '../platform/api/connection.ts';
import type { At, RequestContext } from '../platform/api/context.ts';
import { among } from '../platform/api/list-sql.ts';
import { allOfNoun } from '../platform/api/noun-list.ts';
import { findNoun, findPointing, show } from '../platform/api/noun-type.ts';
import { Node, idOfNode, registerNode } from '../platform/api/node.ts';
import { DateScalar } from '../platform/api/scalars.ts';
import { reportRows } from './facts/loaders/report.ts';
import { snapshotAt } from './snapshot-of-request.ts';

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
  readonly at!: At;
  readonly row!: FactRow<typeof reportFact>;
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
    description: 'Due in this span; by default in the year up to the day of truth and the month after it.',
  })
  readonly due?: DateRange | null;

  @Field(() => [ReportState], { nullable: true, description: 'Having arrived like this.' })
  readonly states?: string[] | null;
}

export const ReportConnection = connectionOf(Report, 'Report');

async function reportsIn(
  context: RequestContext,
  at: At,
  filter: ReportFilter | null | undefined,
  from: Day,
  to: Day,
): Promise<Report[]> {
  const { calendar } = await snapshotAt(context, at);
  const duties = await allOfNoun(context, at, reportDutyNoun, [
    ...(filter?.units ? [among('unit', filter.units)] : []),
    ...(filter?.duties ? [among('code', filter.duties)] : []),
  ]);
  const period = { code: 'ASKED', kind: 'YEAR', from, to: to + 1, cutOff: Number.MAX_SAFE_INTEGER } as const;
  const rows = await Promise.all(
    duties.map(async (duty) => {
      const submissions = await findPointing(context.system, submissionNoun, 'duty', at, duty.code);
      const arrived = submissions
        .map(({ row }) => row)
        .toSorted((a, b) => a.submittedOn - b.submittedOn || a.number - b.number);
      return reportRows(duty, arrived, { period, asOf: at.asOf, lastDayOver: at.asOf - 1, calendar });
    }),
  );
  return rows
    .flat()
    .filter((row) => !filter?.states || filter.states.includes(row.state))
    .toSorted((a, b) => a.dueOn - b.dueOn || (a.code < b.code ? -1 : 1))
    .map((row) =>
      Object.assign(new Report(), {
        at,
        row,
        id: idOfNode({ type: 'Report', authority: at.authority, code: row.code }),
      }),
    );
}

registerNode('Report', async (context, at, code) => {
  const end = code.lastIndexOf('/');
  if (end < 0) return null;
  const day = parseDay(code.slice(end + 1));
  const [found] = await reportsIn(context, at, { duties: [code.slice(0, end)] }, day, day);
  return found ?? null;
});

@Resolver(() => Report)
export class ReportResolver {
  @Query(() => ReportConnection, {
    description: 'Reports owed, each with its due day, state and what arrived; the earliest first.',
  })
  async reports(
    @Ctx() context: RequestContext,
    @Args(() => PageAtArgs) args: PageAtArgs,
    @Arg('filter', () => ReportFilter, { nullable: true, description: 'Which reports.' })
    filter?: ReportFilter | null,
  ): Promise<Connection<Report>> {
    const request = await pageAt(context, args, 'reports', { filter });
    const { asOf } = request.at;
    const to = filter?.due?.to ?? addMonths(asOf, 1);
    const from = filter?.due?.from ?? addMonths(Math.min(asOf, to), -12);
    return asConnection(
      ReportConnection,
      pageOf(await reportsIn(context, request.at, filter, from, to), request),
    );
  }

  @FieldResolver(() => ReportDuty, { description: 'The duty.' })
  async duty(@Root() { at, row }: Report, @Ctx() context: RequestContext): Promise<object | null> {
    return findNoun(context, reportDutyNoun, at, row.duty);
  }

  @FieldResolver(() => [Submission], {
    description: 'What arrived for it by the day of truth, first one first.',
  })
  async submissions(@Root() { at, row }: Report, @Ctx() context: RequestContext): Promise<object[]> {
    const all = await findPointing(context, submissionNoun, 'duty', at, row.duty);
    return all
      .filter((one) => one.row.dueOn === row.dueOn && one.row.submittedOn <= at.asOf)
      .toSorted((a, b) => a.row.submittedOn - b.row.submittedOn)
      .map((one) => show(Submission, at, one.row));
  }
}
