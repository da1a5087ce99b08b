import type { Journals } from '../../domain/ledger/index.ts';
import type { AuditMoney, DrawEarnings, Draws, Pots, ReadBalance, ReadUsage } from '../../domain/revenue/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { DrawResolver } from './draw.resolver.ts';
import { EarningsResolver } from './earnings.resolver.ts';
import { MoneyResolver } from './money.resolver.ts';
import { UsageResolver } from './usage.resolver.ts';

export { DrawResolver } from './draw.resolver.ts';
export { EarningsResolver } from './earnings.resolver.ts';
export { MoneyResolver } from './money.resolver.ts';
export { UsageResolver } from './usage.resolver.ts';

export interface RevenueUseCases {
  readonly pots: Pots;
  readonly draws: Draws;
  readonly journals: Journals;
  readonly drawEarnings: DrawEarnings;
  readonly readUsage: ReadUsage;
  readonly readBalance: ReadBalance;
  readonly auditMoney: AuditMoney;
}

export function revenueResolvers(useCases: RevenueUseCases): object[] {
  const { pots, draws, journals, drawEarnings, readUsage, readBalance, auditMoney } = useCases;
  return [
    new EarningsResolver(pots, drawEarnings),
    new DrawResolver(draws, journals),
    new MoneyResolver(readBalance, auditMoney),
    new UsageResolver(readUsage, journals),
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
