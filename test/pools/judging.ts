import { expect } from '@jest/globals';
import type { Contribution, Pool, Terms } from '../../domain/pools/index.ts';
import type { Member } from '../governance/members.ts';
import { DAY_MS } from './charters.ts';
import type { PoolHouse } from './pool-house.ts';

export interface Pledger {
  readonly member: Member;
  readonly datasetId: string;
}

export type Judging = ReturnType<typeof judgingIn>;

/** Pools from their proposal to the judgement of what their members brought. */
export function judgingIn(house: PoolHouse) {
  async function contributionOf(pool: Pool, { member }: Pledger): Promise<Contribution> {
    const [contribution] = await house.contributions.ofUserIn([pool.id], member.viewer.userId);
    return contribution as Contribution;
  }

  return {
    contributionOf,

    /** A live pool whose members pledged these comments, in this order; `persons` binds two accounts to one human. */
    async liveWith(
      comments: readonly (readonly string[])[],
      persons: readonly string[] = [],
      terms: Partial<Terms> = {},
    ) {
      const { pool, builder } = await house.aPool({ terms });
      const pledgers: Pledger[] = [];
      for (const [at, each] of comments.entries()) {
        const person = persons[at];
        const member = await house.members.join(person === undefined ? {} : { person });
        const dataset = await house.comments(member, each, `m${at}-`);
        await house.pledge(member, pool, dataset);
        pledgers.push({ member, datasetId: dataset.id });
      }
      await house.startFoundingVote.execute({ viewer: builder.viewer, poolId: pool.id });
      for (const { member } of pledgers) await house.vote(member, pool.id, 'FOR').catch(notOnRoll);
      await house.database.clock.advance(DAY_MS);
      await house.settle();
      await house.database.clock.advance(DAY_MS);
      await house.settle();
      expect(await house.stateOf(pool)).toBe('live');
      return { pool, pledgers };
    },

    async decided(pool: Pool, pledgers: readonly Pledger[]): Promise<Contribution[]> {
      await house.evaluateAll();
      return Promise.all(pledgers.map((pledger) => contributionOf(pool, pledger)));
    },

    async digestsIn(pool: Pool): Promise<number> {
      const digests = 'SELECT 1 FROM pool_text_digests WHERE pool_id = $1';
      return (await house.database.dataSource.query<unknown[]>(digests, [pool.id])).length;
    },
  };
}

/** The second account of a person has no vote of its own. */
function notOnRoll(error: { code?: string }): void {
  if (error.code !== 'NO_VOTING_POWER') throw error;
}
