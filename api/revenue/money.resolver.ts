import 'reflect-metadata';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Balance, ReadBalance, RecordTopUp } from '../../domain/revenue/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { BalanceType, TopUpInput, TopUpPayload } from './money.type.ts';

const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

@Resolver()
export class MoneyResolver {
  constructor(
    private readonly balances: ReadBalance,
    private readonly recordTopUp: RecordTopUp,
  ) {}

  @Query(() => BalanceType, { description: 'The viewer’s own prepaid balance, from which their queries are paid.' })
  customerBalance(@Arg('currency', () => String, CURRENCY) currency: string, @Ctx() ctx: ApiContext): Promise<Balance> {
    return this.balances.ofCustomer(viewerOf(ctx), currency);
  }

  @Query(() => BalanceType, { description: 'What the viewer has earned as a builder of models.' })
  builderBalance(@Arg('currency', () => String, CURRENCY) currency: string, @Ctx() ctx: ApiContext): Promise<Balance> {
    return this.balances.ofBuilder(viewerOf(ctx), currency);
  }

  @Query(() => BalanceType, { description: 'The platform’s fees. For operators.' })
  platformBalance(@Arg('currency', () => String, CURRENCY) currency: string, @Ctx() ctx: ApiContext): Promise<Balance> {
    return this.balances.ofPlatform(viewerOf(ctx), currency);
  }

  @Mutation(() => TopUpPayload, {
    description:
      'Records money that came in for a customer. Their parked calls are then paid, the oldest first. For operators.',
  })
  topUp(
    @Arg('input', () => TopUpInput, { description: 'How much, for whom.' }) input: TopUpInput,
    @Ctx() ctx: ApiContext,
  ): Promise<TopUpPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const customerId = fromNodeId('User', input.customerId, 'customerId');
      const { currency, amountMicros, idempotencyKey } = input;
      return { topUp: await this.recordTopUp.execute({ viewer, customerId, currency, amountMicros, idempotencyKey }) };
    });
  }
}
