import {
  BuyersOfCalls,
  EndSales,
  HandOutTreasury,
  ReadTreasury,
  SpendTreasury,
  Treasury,
} from '../domain/revenue/index.ts';
import { treasuryResolvers } from '../api/revenue/index.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Governance } from './governance.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Money } from './money.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';

/** What a pool owns of its own models, who of its members buys from them, and what its end means for them. */
export function wireTreasuries(
  { dataSource, transactions }: Ground,
  { users }: Pick<Identity, 'users'>,
  { actions }: Pick<Governance, 'actions'>,
  { pools, charters, closingHandlers, buyers }: Pick<Pools, 'pools' | 'charters' | 'closingHandlers' | 'buyers'>,
  { modelVersions }: Pick<Models, 'modelVersions'>,
  { pots, accounts, drawEarnings, postJournals, drainVersion, callSums, tickets }: Money,
) {
  const { spendings, refunds } = postgresRevenue(dataSource);
  const { holderSums } = postgresLedger(dataSource);
  const readTreasury = new ReadTreasury(accounts, pots);
  const treasury = new Treasury(modelVersions, pots, drawEarnings, spendings, postJournals);
  const spend = new SpendTreasury(pools, charters, users, readTreasury, treasury);
  actions.set(spend.kind, spend);
  closingHandlers.push(new EndSales(modelVersions, pots, drainVersion), new HandOutTreasury(charters, treasury));
  buyers.push(new BuyersOfCalls(modelVersions, callSums, tickets, refunds, holderSums));
  const wired: Wired = {
    resolvers: treasuryResolvers({ transactions, charters, users, readTreasury, spendings }),
    nodes: [],
  };
  return { readTreasury, spendings, wired };
}
