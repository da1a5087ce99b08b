import 'reflect-metadata';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { CurrencyPeriod, PeriodUnit, ReadEarningsPeriods } from '../../domain/revenue/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { EarningsPeriodConnection, EarningsPeriodType, PeriodUnitEnum } from './period.type.ts';

@Resolver(() => EarningsPeriodType)
export class PeriodResolver {
  constructor(private readonly periods: ReadEarningsPeriods) {}

  @Query(() => EarningsPeriodConnection, {
    description: 'What the viewer earned in one model version, by day or month, the newest first.',
  })
  earningsByPeriod(
    @Arg('modelVersionId', () => ID, { description: 'A version of which the viewer owns a part.' }) nodeId: string,
    @Arg('unit', () => PeriodUnitEnum, { description: 'By days or by months.' }) unit: PeriodUnit,
    @Arg('from', () => String, { nullable: true, description: 'From this day on, like `2026-01-01`.' })
    from: string | null,
    @Arg('to', () => String, { nullable: true, description: 'Up to this day, with it.' }) to: string | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<CurrencyPeriod>> {
    const viewer = viewerOf(ctx);
    const modelVersionId = fromNodeId('ModelVersion', nodeId, 'modelVersionId');
    const asked = { modelVersionId, unit, from: from ?? null, to: to ?? null };
    const filters = ['earningsByPeriod', viewer.userId, modelVersionId, unit, asked.from, asked.to];
    return connectionFrom(args, filters, (request) => this.periods.ofVersion(viewer, asked, request));
  }

  @Query(() => EarningsPeriodConnection, {
    description: 'What the viewer earned in all model versions together, by month, the newest first.',
  })
  earningsByMonth(
    @Arg('currency', () => String, { description: 'ISO 4217 code, such as `EUR`.' }) currency: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<CurrencyPeriod>> {
    const viewer = viewerOf(ctx);
    return connectionFrom(args, ['earningsByMonth', viewer.userId, currency], (request) =>
      this.periods.months(viewer, currency, request),
    );
  }
}
