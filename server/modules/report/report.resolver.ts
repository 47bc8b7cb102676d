import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Cost } from '../../platform/api/cost-kind.ts';
import { PageAtArgs } from '../../platform/api/arguments.ts';
import type { Connection } from '../../platform/api/connection.ts';
import { asConnection, pageAt, pageOf } from '../../platform/api/connection.ts';
import type { RequestContext } from '../../platform/api/context.ts';
import { findEntity, findPointing, show } from '../../platform/api/entity-type.ts';
import { Report, ReportConnection, ReportFilter } from './report-state.type.ts';
import { reportDutyEntity, submissionEntity } from './report.entity.ts';
import { ReportDuty, Submission } from './report.type.ts';
import { reportsOf } from './reports-in.ts';

/** Lists and computed fields of the module. */
@Resolver(() => Report)
export class ReportResolver {
  @Cost('SPAN')
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
    const reports = await reportsOf(context, request.at, filter);
    return asConnection(ReportConnection, pageOf(reports, request));
  }

  @FieldResolver(() => ReportDuty, { description: 'The duty.' })
  async duty(@Root() { at, row }: Report, @Ctx() context: RequestContext): Promise<object | null> {
    return findEntity(context, reportDutyEntity, at, row.duty);
  }

  @FieldResolver(() => [Submission], {
    description: 'What arrived for it by the day of truth, first one first.',
  })
  async submissions(@Root() { at, row }: Report, @Ctx() context: RequestContext): Promise<object[]> {
    const all = await findPointing(context, submissionEntity, 'duty', at, row.duty);
    return all
      .filter((one) => one.row.dueOn === row.dueOn && one.row.submittedOn <= at.asOf)
      .toSorted((a, b) => a.row.submittedOn - b.row.submittedOn)
      .map((one) => show(Submission, at, one.row));
  }
}
