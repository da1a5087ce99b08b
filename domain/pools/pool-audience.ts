import type { Audience } from '../notices/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { ContributionState } from './contribution.ts';
import type { Contributions } from './ports.ts';

/** Who has data in a pool, by what became of it. */
export class PoolAudience implements Audience {
  constructor(
    readonly name: string,
    private readonly states: readonly ContributionState[],
    private readonly contributions: Pick<Contributions, 'usersAfter'>,
  ) {}

  after(tx: Tx, poolId: Id, after: Id | null, limit: number): Promise<readonly Id[]> {
    return this.contributions.usersAfter(tx, poolId, this.states, after, limit);
  }
}

/** All whom a decision of the pool reaches, also while their data rests. */
export const POOL_MEMBERS = 'pool-members';
export const POOL_DORMANT = 'pool-dormant';

export function poolAudiences(contributions: Pick<Contributions, 'usersAfter'>): readonly PoolAudience[] {
  return [
    new PoolAudience(POOL_MEMBERS, ['pending', 'accepted', 'dormant'], contributions),
    new PoolAudience(POOL_DORMANT, ['dormant'], contributions),
  ];
}
