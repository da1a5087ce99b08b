import 'reflect-metadata';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type {
  SeeSpending,
  SetSpendingLimit,
  SpendingLimitChange,
  SpendingLimits,
} from '../../domain/mandates/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  SetSpendingLimitInput,
  SetSpendingLimitPayload,
  SpendingLimitChangeConnection,
  spendingLimitOf,
  SpendingLimitType,
} from './spending-limit.type.ts';

@Resolver()
export class SpendingLimitResolver {
  constructor(
    private readonly seeSpending: SeeSpending,
    private readonly setLimit: SetSpendingLimit,
    private readonly limits: Pick<SpendingLimits, 'history'>,
  ) {}

  @Query(() => [SpendingLimitType], { description: 'The viewer’s own spending limits, at most one per currency.' })
  async spendingLimits(@Ctx() ctx: ApiContext): Promise<SpendingLimitType[]> {
    return (await this.seeSpending.ofCustomer(viewerOf(ctx).userId)).map(spendingLimitOf);
  }

  @Query(() => SpendingLimitChangeConnection, { description: 'How the viewer’s limits were set, the newest first.' })
  spendingLimitChanges(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<SpendingLimitChange>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['spendingLimitChanges', userId], (request) => this.limits.history(userId, request));
  }

  @Mutation(() => SetSpendingLimitPayload, {
    description:
      'Bounds what the viewer spends in one currency, from now on, lower or higher. Calls beyond it wait unpaid; tickets beyond it are not sold.',
  })
  setSpendingLimit(
    @Arg('input', () => SetSpendingLimitInput, { description: 'The limit.' }) input: SetSpendingLimitInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SetSpendingLimitPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const { currency, dailyMicros = null, monthlyMicros = null } = input;
      await this.setLimit.execute({ viewer, currency, dailyMicros, monthlyMicros });
      const states = await this.seeSpending.ofCustomer(viewer.userId);
      const state = states.find(({ limit }) => limit.currency === currency);
      return { spendingLimit: state ? spendingLimitOf(state) : null };
    });
  }
}
