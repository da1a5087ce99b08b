import { EndSales, HandOutTreasury, ReadTreasury, SpendTreasury, Treasury } from '../domain/revenue/index.ts';
import { treasuryResolvers } from '../api/revenue/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Governance } from './governance.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Money } from './money.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';

/** What a pool owns of its own models, and what its end means for them. */
export function wireTreasuries(
  { dataSource, transactions }: Ground,
  { users }: Pick<Identity, 'users'>,
  { actions }: Pick<Governance, 'actions'>,
  { pools, charters, closingHandlers }: Pick<Pools, 'pools' | 'charters' | 'closingHandlers'>,
  { modelVersions }: Pick<Models, 'modelVersions'>,
  { pots, accounts, drawEarnings, postJournals, drainVersion }: Money,
) {
  const { spendings } = postgresRevenue(dataSource);
  const readTreasury = new ReadTreasury(accounts, pots);
  const treasury = new Treasury(modelVersions, pots, drawEarnings, spendings, postJournals);
  const spend = new SpendTreasury(pools, charters, users, readTreasury, treasury);
  actions.set(spend.kind, spend);
  closingHandlers.push(new EndSales(modelVersions, pots, drainVersion), new HandOutTreasury(charters, treasury));
  const wired: Wired = {
    resolvers: treasuryResolvers({ transactions, charters, users, readTreasury, spendings }),
    nodes: [],
  };
  return { readTreasury, spendings, wired };
}
