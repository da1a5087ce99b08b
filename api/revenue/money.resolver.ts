import 'reflect-metadata';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Balance, ReadBalance } from '../../domain/revenue/index.ts';
import { viewerOf, type ApiContext } from '../shared/index.ts';
import { BalanceType } from './money.type.ts';

const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

@Resolver()
export class MoneyResolver {
  constructor(private readonly balances: ReadBalance) {}

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
}
