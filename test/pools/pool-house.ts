import { join } from 'node:path';
import type { ConsentWithdrawnHandler } from '../../domain/consents/index.ts';
import { governanceNodes, governanceResolvers } from '../../api/governance/index.ts';
import { poolsNodes, poolsResolvers } from '../../api/pools/index.ts';
import {
  CancelProposal,
  CastVote,
  OpenProposal,
  SettleDueProposals,
  type Choice,
  type Electorate,
  type ProposalAction,
} from '../../domain/governance/index.ts';
import { SOURCES } from '../../domain/imports/index.ts';
import {
  CloseDuePledging,
  CountPledges,
  DigestKeyring,
  EvaluateNextContribution,
  FoundPool,
  GivePledge,
  Members,
  OpenFoundingVote,
  Pledgers,
  ProposePool,
  ReadCountedRecords,
  StartFoundingVote,
  WithdrawContributions,
  WithdrawPledge,
  type Pledge,
  type Pool,
  type Scope,
  type Terms,
} from '../../domain/pools/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { EraseDataset, type Dataset } from '../../domain/vaults/index.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { postgresGovernance } from '../../infra/postgres/governance/index.ts';
import { postgresPools } from '../../infra/postgres/pools/index.ts';
import { MembersOf, type Member } from '../governance/members.ts';
import { aDataset, openHouse } from '../vaults/house.ts';
import { aScope, DAY_MS, someTerms } from './charters.ts';

export type PoolHouse = Awaited<ReturnType<typeof openPoolHouse>>;

/** Pools, governance, consents and vaults wired by hand on a real database and real sealed files. */
export async function openPoolHouse({ countUnproved = false } = {}) {
  const withdrawn: ConsentWithdrawnHandler[] = [];
  const house = await openHouse(withdrawn);
  const { database, transactions: tx } = house;
  const members = new MembersOf(database);
  const { persons } = members.identity;
  const { proposals, rolls, ballots } = postgresGovernance(database.dataSource);
  const { pools, charters, pledges, contributions, textDigests, digestKeys } = postgresPools(
    database.dataSource,
    countUnproved,
  );
  const streams = SOURCES.flatMap((source) => source.streams);
  const digestKeyring = new DigestKeyring(await LocalRootKey.fromFile(join(house.folder, 'root.key')), digestKeys);
  const count = new CountPledges(pledges, persons, countUnproved);
  const foundPool = new FoundPool(pools, charters, pledges, contributions, persons, count);
  const actions = new Map<string, ProposalAction>([[foundPool.kind, foundPool]]);
  const electorates = new Map<string, Electorate>();
  for (const each of [
    new Pledgers(pledges, persons, countUnproved),
    new Members(contributions, persons, countUnproved),
  ]) {
    electorates.set(each.name, each);
  }
  const openProposal = new OpenProposal(proposals, actions, electorates);
  const openFoundingVote = new OpenFoundingVote(pools, openProposal);
  const founding = [tx, pools, charters, count, openFoundingVote] as const;
  const closePledging = new CloseDuePledging(...founding);
  const settling = new SettleDueProposals(tx, proposals, rolls, ballots, actions, (fault) => {
    throw fault;
  });
  const withdrawContributions = new WithdrawContributions(pledges, contributions);
  withdrawn.push(withdrawContributions);
  const reading = new ReadCountedRecords(house.openVault, digestKeyring, textDigests, streams);
  const givePledge = new GivePledge(tx, pools, charters, pledges, house.datasets, persons, house.giveConsent);
  const castVote = new CastVote(tx, proposals, rolls, ballots, members.verifyAct);
  const propose = new ProposePool(tx, pools, digestKeyring, streams, DAY_MS);
  const evaluator = (reader: Pick<ReadCountedRecords, 'blocks'> = reading) =>
    new EvaluateNextContribution(tx, charters, contributions, textDigests, house.mintPermit, reader);

  const withdrawPledge = new WithdrawPledge(pledges, house.withdrawConsent);
  const startFoundingVote = new StartFoundingVote(...founding);
  const cancelProposal = new CancelProposal(tx, proposals, actions);
  const governanceApi = { proposals, rolls, ballots, actions, castVote, cancelProposal };
  const poolsApi = {
    users: members.identity.users,
    proposals,
    charters,
    pledges,
    contributions,
    pools,
    proposePool: propose,
    startFoundingVote,
    givePledge,
    withdrawPledge,
  };

  return {
    house,
    database,
    members,
    pools,
    charters,
    pledges,
    contributions,
    proposals,
    reading,
    electorates,
    evaluator,
    resolvers: [...governanceResolvers(governanceApi), ...poolsResolvers(poolsApi)],
    nodes: [...governanceNodes(governanceApi), ...poolsNodes(poolsApi)],
    startFoundingVote,
    eraseDataset: new EraseDataset(tx, house.datasets, house.objects, [withdrawContributions]),
    givePledge,
    closeDue: () => closePledging.execute(),
    settle: () => settling.execute(),
    async evaluateAll(): Promise<void> {
      while (await evaluator().execute());
    },
    async aPool({ terms = {}, scope = {} }: { terms?: Partial<Terms>; scope?: Partial<Scope> } = {}): Promise<{
      pool: Pool;
      builder: Member;
    }> {
      const builder = await members.join();
      const pitch = { viewer: builder.viewer, name: 'A pool', scope: aScope(scope), terms: someTerms(terms) };
      return { pool: await propose.execute(pitch), builder };
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
      const scopeDigest = String(charter?.scopeDigest);
      const object = { scopeDigest, datasetId: dataset.id, poolId: pool.id };
      const statementJws = await member.sign({ action: 'consents.give', subject: dataset.id, object, version });
      return givePledge.execute({
        viewer: member.viewer,
        poolId: pool.id,
        datasetId: dataset.id,
        scopeDigest,
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
      return withdrawPledge.execute({ viewer: member.viewer, pledgeId: id, statementJws });
    },
    async vote(member: Member, poolId: Id, choice: Choice) {
      const proposalId = String((await pools.byId(poolId))?.foundingProposalId);
      const object = { proposalId, choice };
      const statementJws = await member.sign({ action: 'governance.vote', subject: proposalId, object });
      return castVote.execute({ viewer: member.viewer, proposalId, choice, statementJws });
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
