import type { VerifyAct, Viewer } from '../identity/index.ts';
import { digestOf, Forbidden, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { ReserveBroken } from './errors.ts';
import type { Charters, Contributions, Pledges, Pools, Reserves } from './ports.ts';
import { assertReserve, breachesOf, Reserve, signedReserve, type ReserveTerms } from './reserve.ts';

export interface ReserveAct extends ReserveTerms {
  readonly viewer: Viewer;
  readonly poolId: Id;
  readonly statementJws: string | null;
}

/** A member says under what their data leaves a pool by itself; a decision that breaks it takes effect without their data. */
export class SetReserve {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly pledges: Pledges,
    private readonly contributions: Contributions,
    private readonly reserves: Reserves,
    private readonly verifyAct: VerifyAct,
    private readonly algorithmFamilies: readonly string[],
  ) {}

  /** Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT, RESERVE_BROKEN, and what VerifyAct refuses. */
  execute(act: ReserveAct): Promise<Reserve> {
    const { poolId, statementJws } = act;
    const { userId } = act.viewer;
    assertReserve(act, this.algorithmFamilies);
    return this.transactions.run(async (tx) => {
      if (!(await this.pools.lockToPledge(tx, poolId))) throw new NotFound('The pool', ['poolId']);
      const isMember =
        (await this.pledges.hasLive(tx, poolId, userId)) || (await this.contributions.hasAccepted(tx, poolId, userId));
      if (!isMember)
        throw new Forbidden('Only members with data in a pool have a reserve there.', { field: ['poolId'] });
      const { scope, terms } = await this.charters.current(tx, poolId);
      const breaches = breachesOf(act, scope, terms);
      if (breaches.length > 0) throw new ReserveBroken(breaches);
      const digest = digestOf(signedReserve(act));
      await this.verifyAct.execute(tx, { userId, jws: statementJws, action: 'pools.reserve', subject: poolId, digest });
      const { minPricePerQueryMicros, forbiddenUses, maxRetentionDays } = act;
      const said = { minPricePerQueryMicros, forbiddenUses, maxRetentionDays };
      const reserve = new Reserve({ poolId, userId, ...said, statementJws, setAt: tx.now });
      await this.reserves.put(tx, reserve);
      return reserve;
    });
  }
}
