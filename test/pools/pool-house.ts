import type { Choice } from '../../domain/governance/index.ts';
import {
  EvaluateNextContribution,
  type Pledge,
  type Pool,
  type ReadCountedRecords,
  type Scope,
  type Terms,
} from '../../domain/pools/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import type { Dataset } from '../../domain/vaults/index.ts';
import { wireGovernance } from '../../wiring/governance.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { wirePools } from '../../wiring/pools.ts';
import { settledBy } from '../support/settled-by.ts';
import { MembersOf, type Member } from '../governance/members.ts';
import { aDataset, openHouse } from '../vaults/house.ts';
import { aScope, DAY_MS, someTerms } from './charters.ts';

export type PoolHouse = Awaited<ReturnType<typeof openPoolHouse>>;

interface PoolHouseOptions {
  readonly countUnproved?: boolean;
  readonly minPeriodMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Pools and governance on the house of consents and vaults, with real sealed files. */
export async function openPoolHouse({
  countUnproved = false,
  minPeriodMs = DAY_MS,
  environment = {},
}: PoolHouseOptions = {}) {
  const house = await openHouse({
    COMMONPOOL_COUNT_UNPROVED: `${countUnproved}`,
    COMMONPOOL_MIN_PERIOD_MS: `${minPeriodMs}`,
    ...environment,
  });
  const { ground, identity, database, transactions: tx } = house;
  const members = new MembersOf(ground, identity);
  const notices = wireNotices(ground);
  const governance = wireGovernance(ground, identity, notices);
  const context = wirePools(ground, identity, governance, house);
  const { pools, charters, contributions, textDigests, reading, closeDuePledging } = context;
  // One that a fault stops, instead of a line in the log.
  const settling = governance.settler((fault) => {
    throw fault;
  });
  const evaluator = (reader: Pick<ReadCountedRecords, 'blocks'> = reading) =>
    new EvaluateNextContribution(tx, charters, contributions, textDigests, house.mintPermit, reader);

  return {
    ...context,
    /** What the contexts above are built on. */
    wiring: { identity, governance, vaults: house, pools: context },
    house,
    database,
    members,
    electorates: governance.electorates,
    evaluator,
    resolvers: [house, governance, context].flatMap(({ wired }) => wired.resolvers),
    nodes: [house, governance, context].flatMap(({ wired }) => wired.nodes),
    eraseDataset: house.eraseDataset,
    closeDue: () => closeDuePledging.execute(),
    notices,
    settle: () => settledBy(settling, notices),
    async evaluateAll(): Promise<void> {
      while (await evaluator().execute());
    },
    async aPool({ terms = {}, scope = {} }: { terms?: Partial<Terms>; scope?: Partial<Scope> } = {}): Promise<{
      pool: Pool;
      builder: Member;
    }> {
      const builder = await members.join();
      const pitch = { viewer: builder.viewer, name: 'A pool', scope: aScope(scope), terms: someTerms(terms) };
      return { pool: await context.proposePool.execute(pitch), builder };
    },
    /** A ready dataset with these comments, each under an id and a date of its own. */
    comments(member: Member, texts: readonly string[], tag = 'x'): Promise<Dataset> {
      const make = (at: number) => ({
        id: `${tag}${at}`,
        at: `2026-01-01T00:00:${at}`,
        subreddit: 'r',
        body: texts[at] ?? null,
        parent: null,
      });
      return aDataset(house, member.viewer.userId, texts.length, make);
    },
    async pledge(member: Member, pool: Pool, dataset: Dataset, version = 1) {
      const charter = await charters.byId(pool.charterId);
      const charterDigest = String(charter?.digest);
      const object = { charterDigest, scopeDigest: charter?.scopeDigest, datasetId: dataset.id, poolId: pool.id };
      const statementJws = await member.sign({ action: 'consents.give', subject: dataset.id, object, version });
      return context.givePledge.execute({
        viewer: member.viewer,
        poolId: pool.id,
        datasetId: dataset.id,
        charterDigest,
        statementJws,
      });
    },
    /** Leaves the pool with this pledge, or with the contribution that it became. */
    async withdraw(member: Member, { consentId }: { readonly consentId: Id }) {
      const statementJws = await withdrawalBy(member, consentId);
      return house.withdrawConsent.execute({ viewer: member.viewer, consentId, statementJws });
    },
    async withdrawPledge(member: Member, { id, consentId }: Pick<Pledge, 'id' | 'consentId'>) {
      const statementJws = await withdrawalBy(member, consentId);
      return context.withdrawPledge.execute({ viewer: member.viewer, pledgeId: id, statementJws });
    },
    async vote(member: Member, poolId: Id, choice: Choice) {
      const proposalId = String((await pools.byId(poolId))?.foundingProposalId);
      const object = { proposalId, choice };
      const statementJws = await member.sign({ action: 'governance.vote', subject: proposalId, object });
      return governance.castVote.execute({ viewer: member.viewer, proposalId, choice, statementJws });
    },
    stateOf: async (pool: Pool) => (await pools.byId(pool.id))?.state,
    close: () => house.close(),
  };
}

function withdrawalBy(member: Member, consentId: Id): Promise<string> {
  return member.sign({ action: 'consents.withdraw', subject: consentId, object: { consentId } });
}

export function texts(tag: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${tag} says something for the ${at}th time`);
}
