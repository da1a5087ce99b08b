import type { Viewer } from '../identity/index.ts';
import { Forbidden, NotFound, type Id, type Transactions } from '../shared/index.ts';
import type { CountPledges } from './count-pledges.ts';
import type { OpenFoundingVote } from './open-founding-vote.ts';
import { assertMinima, assertVotable, type Pool } from './pool.ts';
import type { Charters, Pools } from './ports.ts';

/** The builder need not wait for the deadline once the minima are met; pledging ends with it. */
export class StartFoundingVote {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly countPledges: CountPledges,
    private readonly openFoundingVote: OpenFoundingVote,
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, PLEDGING_CLOSED, MINIMA_NOT_MET. */
  execute({ viewer, poolId }: { viewer: Viewer; poolId: Id }): Promise<Pool> {
    return this.transactions.run(async (tx) => {
      const pool = await this.pools.lock(tx, poolId);
      if (!pool) throw new NotFound('The pool', ['poolId']);
      if (pool.builderId !== viewer.userId) throw new Forbidden('Only the builder can start the founding vote.');
      assertVotable(pool, tx.now);
      const charter = await this.charters.current(tx, poolId);
      assertMinima(await this.countPledges.execute(tx, poolId), charter.terms);
      return this.openFoundingVote.execute(tx, pool, charter);
    });
  }
}
