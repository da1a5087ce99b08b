import 'reflect-metadata';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { LedgerAudit } from '../../domain/ledger/index.ts';
import type { AuditMoney, Balance, ReadBalance } from '../../domain/revenue/index.ts';
import { viewerOf, type ApiContext } from '../shared/index.ts';
import { AuditType, BalanceType } from './money.type.ts';

const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

@Resolver()
export class MoneyResolver {
  constructor(
    private readonly balances: ReadBalance,
    private readonly auditMoney: AuditMoney,
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

  @Query(() => AuditType, { description: 'Recomputes the books from every entry. For operators.' })
  audit(@Ctx() ctx: ApiContext): Promise<LedgerAudit> {
    return this.auditMoney.execute(viewerOf(ctx));
  }
}
