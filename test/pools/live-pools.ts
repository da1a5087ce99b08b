import type { Proposal } from '../../domain/governance/index.ts';
import {
  termsJson,
  type Charter,
  type Contribution,
  type Pool,
  type Scope,
  type Terms,
} from '../../domain/pools/index.ts';
import type { Id, Json } from '../../domain/shared/index.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from './charters.ts';
import { texts, type PoolHouse } from './pool-house.ts';

export interface LivePool {
  readonly pool: Pool;
  readonly builder: Member;
  readonly members: readonly Member[];
}

type Governed = Omit<PoolHouse, 'wired' | 'resolvers' | 'nodes' | 'close'>;

/** Pools that live, and what their members decide there. */
export function livePoolsIn(house: Governed) {
  async function pass(days: number): Promise<void> {
    for (let day = 0; day < days; day += 1) {
      await house.database.clock.advance(DAY_MS);
      await house.settle();
    }
  }

  const charterOf = ({ id }: Pool): Promise<Charter> =>
    house.database.transactions.run((tx) => house.charters.current(tx, id));

  const contributionOf = async (member: Member, { id }: Pool): Promise<Contribution> =>
    (await house.contributions.ofUserIn([id], member.viewer.userId))[0] as Contribution;

  return {
    pass,
    charterOf,
    contributionOf,

    /** Each of its members has brought twelve records, all of which were accepted. */
    async aLivePool(count: number, terms: Partial<Terms> = {}): Promise<LivePool> {
      const { pool, builder } = await house.aPool({ terms });
      const members: Member[] = [];
      for (let at = 0; at < count; at += 1) {
        const member = await house.members.join();
        await house.pledge(member, pool, await house.comments(member, texts(member.viewer.userId, 12)));
        members.push(member);
      }
      await house.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
      for (const member of members) await house.vote(member, pool.id, 'FOR');
      await pass(2);
      await house.evaluateAll();
      return { pool, builder, members };
    },

    async voteFor(proposal: Proposal, members: readonly Member[]): Promise<void> {
      for (const member of members) {
        const object = { proposalId: proposal.id, choice: 'FOR' };
        const statementJws = await member.sign({ action: 'governance.vote', subject: proposal.id, object });
        const { castVote } = house.wiring.governance;
        await castVote.execute({ viewer: member.viewer, proposalId: proposal.id, choice: 'FOR', statementJws });
      }
    },

    async proposeTerms({ pool, builder }: LivePool, changes: Partial<Terms>, by = builder): Promise<Proposal> {
      const { digest, terms } = await charterOf(pool);
      const params = { baseDigest: digest, terms: termsJson({ ...terms, ...changes }) };
      const asked = { viewer: by.viewer, poolId: pool.id, kind: 'amend-terms', title: 'Other terms' };
      return house.proposeAsMember.execute({ ...asked, params });
    },

    async proposeScope({ pool, builder }: LivePool, changes: Partial<Scope>, by = builder): Promise<Proposal> {
      const { digest, scope } = await charterOf(pool);
      const params = { baseDigest: digest, scope: { ...scope, ...changes } as unknown as Json };
      const asked = { viewer: by.viewer, poolId: pool.id, kind: 'widen-scope', title: 'A wider scope' };
      return house.proposeAsMember.execute({ ...asked, params });
    },

    /** To a scope that is voted on, or without a proposal to the one that is in force. */
    async sayYes(member: Member, pool: Pool, proposalId: Id | null, version = 2): Promise<Contribution> {
      const { id: contributionId } = await contributionOf(member, pool);
      const { viewer } = member;
      const { contribution, charter } = await house.optIn.offer({ viewer, contributionId, proposalId });
      const { datasetId } = contribution;
      const object = { charterDigest: charter.digest, scopeDigest: charter.scopeDigest, datasetId, poolId: pool.id };
      const statementJws = await member.sign({ action: 'consents.give', subject: datasetId, object, version });
      return house.optIn.execute({ viewer, contributionId, proposalId, charterDigest: charter.digest, statementJws });
    },
  };
}
