import type { CapRow, CapTable } from '../../domain/attribution/index.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import type { ModelVersion, SaleTerms } from '../../domain/models/index.ts';
import type { Terms } from '../../domain/pools/index.ts';
import { OpenPot } from '../../domain/revenue/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { frozenChecks, wireAudit } from '../../wiring/audit.ts';
import { wireTreasuries } from '../../wiring/treasuries.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from '../pools/charters.ts';
import { Market } from '../revenue/market.ts';
import { HouseApi } from '../support/house-api.ts';
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
  const audit = wireAudit(ground, market.money, frozenChecks(ground));

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
    /** Of every context from governance up to treasuries, over HTTP; the market's operator is one there too. */
    openApi: () => {
      const wired = [...house.wired, treasuries.wired];
      const [resolvers, nodes] = [wired.flatMap((part) => part.resolvers), wired.flatMap((part) => part.nodes)];
      return HouseApi.open(ground, { resolvers, nodes }, [market.operator.userId]);
    },
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
    /** A member asks for other terms of a version; its owners are asked too where they would have less. */
    reprice({ viewer }: Member, { id: modelVersionId }: ModelVersion, changes: Partial<SaleTerms>) {
      return house.proposeRepricing.execute({ viewer, modelVersionId, title: 'Other terms', changes });
    },
    /** The kinds of what a member heard of a subject, the first one first. */
    async heard({ viewer }: Member, subjectId: Id): Promise<string[]> {
      const page = { limit: 100, direction: 'forward' } as const;
      const { items } = await house.notices.inboxes.page(viewer.userId, false, page);
      const told = await house.notices.notices.byIds(items.map(({ noticeId }) => noticeId));
      const about = new Map(
        told.filter((notice) => notice.subjectId === subjectId).map((notice) => [notice.id, notice]),
      );
      return items.toReversed().flatMap(({ noticeId }) => about.get(noticeId)?.kind ?? []);
    },
    /** All that an audit finds wrong, from the ledger up to the charters. */
    async faults(): Promise<readonly string[]> {
      return (await audit.auditNow.execute(market.operator)).faults;
    },
    /** So many calls of one query each, accepted now and posted. */
    async sell(customer: Awaited<ReturnType<Market['customer']>>, versionId: string, calls: number): Promise<void> {
      await market.money.postUsage.execute(await market.report(customer, versionId, calls));
    },
  };
}

/** The member whose row of the cap table weighs most, and the others, the heavier ones first. */
export function heaviest(
  members: readonly Member[],
  rows: readonly Pick<CapRow, 'userId' | 'weight'>[],
): { readonly first: Member; readonly others: readonly Member[] } {
  const weightOf = ({ viewer }: Member) => rows.find(({ userId }) => userId === viewer.userId)?.weight ?? 0n;
  const [first, ...others] = members.toSorted((a, b) => (weightOf(b) > weightOf(a) ? 1 : -1));
  return { first: first as Member, others };
}
