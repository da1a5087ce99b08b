import type { Proposal, ProposalAction } from '../governance/index.ts';
import type { Persons } from '../identity/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { contributionOf } from './contribution.ts';
import type { CountPledges } from './count-pledges.ts';
import { poolChanged } from './events.ts';
import { assertFoundedBy, assertMinima } from './pool.ts';
import type { Charters, Contributions, Pledges, Pools } from './ports.ts';

export interface FoundPoolParams {
  readonly poolId: Id;
  /** The charter that the vote adopts. */
  readonly charterDigest: string;
}

/** The founding vote's effect: the pool goes live, and every live pledge becomes a contribution to evaluate. */
export class FoundPool implements ProposalAction<FoundPoolParams> {
  readonly kind = 'found-pool';

  constructor(
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly pledges: Pledges,
    private readonly contributions: Contributions,
    private readonly persons: Persons,
    private readonly countPledges: CountPledges,
  ) {}

  parse(params: Json): FoundPoolParams {
    const { poolId, charterDigest } = (params ?? {}) as Partial<FoundPoolParams>;
    if (typeof poolId === 'string' && typeof charterDigest === 'string') return { poolId, charterDigest };
    throw new InvalidInput(['params'], 'A founding vote names its pool and the digest of its charter.');
  }

  async check(tx: Tx, params: FoundPoolParams, { groupId }: { groupId: Id }): Promise<void> {
    if (params.poolId !== groupId)
      throw new InvalidInput(['params', 'poolId'], 'A pool is founded by its own pledgers.');
    await this.assertCharter(tx, params);
  }

  async preview({ poolId, charterDigest }: FoundPoolParams): Promise<readonly string[]> {
    const pool = await this.pools.byId(poolId);
    return [
      `The pool ${pool?.name ?? poolId} goes live under the charter ${charterDigest}.`,
      'Every pledge that was not withdrawn becomes a contribution, is evaluated, and may then be used for training.',
    ];
  }

  /** Throws POOL_NOT_FOUNDING, and MINIMA_NOT_MET where too many withdrew since. */
  async execute(tx: Tx, params: FoundPoolParams, proposal: Proposal): Promise<void> {
    const pool = await this.pools.lock(tx, params.poolId);
    assertFoundedBy(pool, proposal.id);
    const charter = await this.assertCharter(tx, params);
    assertMinima(await this.countPledges.execute(tx, pool.id), charter.terms);
    const live = await this.pledges.liveIn(tx, pool.id);
    const userIds = live.map((pledge) => pledge.userId);
    const personOf = await this.persons.ofUsers(tx, userIds);
    const contributions = live.map((pledge) => contributionOf(pledge, personOf.get(pledge.userId) ?? null));
    await this.contributions.insert(tx, contributions);
    await this.pools.move(tx, pool.id, { state: 'live' });
    tx.emit(poolChanged(pool.id));
  }

  async rejected(tx: Tx, params: FoundPoolParams, proposal: Proposal): Promise<void> {
    const pool = await this.pools.lock(tx, params.poolId);
    assertFoundedBy(pool, proposal.id);
    await this.pools.move(tx, pool.id, { state: 'rejected' });
    tx.emit(poolChanged(pool.id));
  }

  private async assertCharter(tx: Tx, params: FoundPoolParams) {
    const charter = await this.charters.current(tx, params.poolId);
    if (charter.digest !== params.charterDigest) throw new NotFound('The charter that this vote adopts');
    return charter;
  }
}
