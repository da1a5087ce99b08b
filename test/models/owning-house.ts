import type { CapTable } from '../../domain/attribution/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import type { Terms } from '../../domain/pools/index.ts';
import { OpenPot } from '../../domain/revenue/index.ts';
import { wireTreasuries } from '../../wiring/treasuries.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from '../pools/charters.ts';
import { Market } from '../revenue/market.ts';
import { openTrainingHouse, type LivePool } from '../training/training-house.ts';

export type OwningHouse = Awaited<ReturnType<typeof openOwningHouse>>;

/** From pledged texts to what customers pay for the model that was trained on them: the whole loop, without its doors. */
export async function openOwningHouse() {
  const house = await openTrainingHouse();
  const { identity, governance, pools } = house.wiring;
  const { ground } = house.house;
  const market = await new Market(ground).open();
  house.publishedHandlers.push(new OpenPot(market.money.pots));
  const treasuries = wireTreasuries(ground, identity, governance, pools, house, market.money);

  const adopt = async (proposal: Proposal, members: readonly Member[]) => {
    await house.vouch(proposal, members);
    await pass(2);
    return (await house.proposals.byId(proposal.id)) as Proposal;
  };
  const pass = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      await house.database.clock.advance(DAY_MS);
      await house.settle();
      await market.money.matureShares.execute();
    }
  };

  return {
    ...house,
    market,
    ...treasuries,
    pass,
    adopt,
    /** Trained, valued and published by the vote of all its members. */
    async aPublishedModel(texts: readonly (readonly string[])[], terms: Partial<Terms> = {}) {
      const live = await house.aLivePool(texts, [], terms);
      const run = await house.anApprovedRun(live);
      await house.trainer().execute();
      await house.valuer().execute();
      const publish = await house.proposePublish.execute({ viewer: live.builder.viewer, runId: run.id });
      await adopt(publish, live.members);
      const { items } = await house.modelVersions.ofPool(live.pool.id, { limit: 1, direction: 'forward' });
      const table = (await house.capTables.byRun(run.id)) as CapTable;
      return { live, version: items[0] as ModelVersion, rows: await house.rowsOf(table.id), table };
    },
    ask({ pool }: LivePool, by: Member, kind: string, params: { readonly [name: string]: string }) {
      return house.proposeAsMember.execute({ viewer: by.viewer, poolId: pool.id, kind, params, title: 'Asked' });
    },
    /** So many calls of one query each, accepted now and posted. */
    async sell(customer: Awaited<ReturnType<Market['customer']>>, versionId: string, calls: number): Promise<void> {
      await market.money.postUsage.execute(await market.report(customer, versionId, calls));
    },
  };
}
