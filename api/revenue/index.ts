import type { Journals } from '../../domain/ledger/index.ts';
import type {
  DrawEarnings,
  Draws,
  Pots,
  ReadBalance,
  ReadEarningsPeriods,
  ReadStatement,
  ReadUsage,
} from '../../domain/revenue/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { ActsResolver, type ActUseCases } from './acts.resolver.ts';
import { DrawResolver } from './draw.resolver.ts';
import { EarningsResolver } from './earnings.resolver.ts';
import { ExplanationResolver, type CallUseCases } from './explanation.resolver.ts';
import { MoneyResolver } from './money.resolver.ts';
import { PeriodResolver } from './period.resolver.ts';
import { PotFields, type PotReads } from './pot.fields.ts';
import { StatementLineFields, StatementResolver } from './statement.resolver.ts';
import { UsageResolver } from './usage.resolver.ts';

export { ActsResolver } from './acts.resolver.ts';
export { DrawResolver } from './draw.resolver.ts';
export { EarningsResolver } from './earnings.resolver.ts';
export { ExplanationResolver } from './explanation.resolver.ts';
export { MoneyResolver } from './money.resolver.ts';
export { PeriodResolver } from './period.resolver.ts';
export { PotFields } from './pot.fields.ts';
export { StatementLineFields, StatementResolver } from './statement.resolver.ts';
export { TreasuryResolver, treasuryResolvers } from './treasury.resolver.ts';
export { UsageResolver } from './usage.resolver.ts';

export interface RevenueUseCases extends ActUseCases, CallUseCases, PotReads {
  readonly pots: Pots;
  readonly draws: Draws;
  readonly journals: Journals;
  readonly drawEarnings: DrawEarnings;
  readonly readUsage: ReadUsage;
  readonly readBalance: ReadBalance;
  readonly readEarningsPeriods: ReadEarningsPeriods;
  readonly readStatement: ReadStatement;
}

export function revenueResolvers(useCases: RevenueUseCases): object[] {
  const { pots, draws, journals, drawEarnings, readUsage, readBalance } = useCases;
  return [
    new EarningsResolver(pots, drawEarnings),
    new DrawResolver(draws, journals),
    new MoneyResolver(readBalance),
    new UsageResolver(readUsage, journals),
    new PeriodResolver(useCases.readEarningsPeriods),
    new StatementResolver(useCases.readStatement),
    new StatementLineFields(),
    new ExplanationResolver(useCases),
    new PotFields(useCases),
    new ActsResolver(useCases),
  ];
}

/** A draw exists for who drew only. */
export function revenueNodes({ draws }: Pick<RevenueUseCases, 'draws'>): NodeLoader[] {
  return [
    {
      type: 'Draw',
      load: async (viewer, id) => {
        const draw = await draws.byId(id);
        return draw?.userId === viewer.userId ? draw : null;
      },
    },
  ];
}
