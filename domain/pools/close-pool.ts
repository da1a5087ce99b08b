import type { Proposal, ProposalAction } from '../governance/index.ts';
import type { Users } from '../identity/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { Closing } from './closing.ts';
import { PoolNotLive } from './errors.ts';
import { poolChanged } from './events.ts';
import type { Closings, Contributions, PoolClosingHandler, Pools } from './ports.ts';
import { assertText } from './scope.ts';

export interface ClosePoolParams {
  readonly reason: string;
  /** A user. */
  readonly heirId: Id;
}

/**
 * Members end their pool: from then on it uses no data, trains nothing and sells nothing. What is owed is settled first, and
 * only then its keys are destroyed (`FinishClosing`).
 */
export class ClosePool implements ProposalAction<ClosePoolParams> {
  readonly kind = 'close-pool';

  constructor(
    private readonly pools: Pools,
    private readonly closings: Pick<Closings, 'insert'>,
    private readonly contributions: Pick<Contributions, 'rest'>,
    private readonly users: Pick<Users, 'byId'>,
    private readonly handlers: readonly PoolClosingHandler[],
  ) {}

  parse(params: Json): ClosePoolParams {
    const { reason, heirId } = (params ?? {}) as Partial<ClosePoolParams>;
    if (typeof heirId !== 'string') {
      throw new InvalidInput(['heirId'], 'Name who takes what the treasury may still hold at the end.');
    }
    assertText(reason ?? '', ['reason'], 500);
    return { reason: reason as string, heirId };
  }

  async check(tx: Tx, params: ClosePoolParams, { groupId }: { groupId: Id }): Promise<void> {
    await this.assertClosable(tx, params, groupId);
  }

  async preview({ reason, heirId }: ClosePoolParams): Promise<readonly string[]> {
    const heir = await this.users.byId(heirId);
    return [
      `The pool ends: ${reason}`,
      'Its data is no longer used from that moment, all consents to it end, and runs that wait or go on are stopped.',
      'Its models take no new calls; when refunds are no longer possible, all they earned is shared out to the last micro.',
      `What its treasury then holds goes to ${heir?.handle ?? heirId}, and the key of its pseudonyms is destroyed, for good.`,
    ];
  }

  /** Throws POOL_NOT_LIVE where it ended meanwhile. */
  async execute(tx: Tx, params: ClosePoolParams, { id: proposalId, groupId: poolId }: Proposal): Promise<void> {
    await this.assertClosable(tx, params, poolId);
    const closing = new Closing({ ...params, poolId, proposalId, begunAt: tx.now, finishedAt: null });
    await this.pools.move(tx, poolId, { state: 'closing' });
    await this.closings.insert(tx, closing);
    await this.contributions.rest(tx, poolId, []);
    for (const handler of this.handlers) await handler.poolClosing?.(tx, closing);
    tx.emit(poolChanged(poolId));
  }

  private async assertClosable(tx: Tx, { heirId }: ClosePoolParams, poolId: Id): Promise<void> {
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotLive(pool.state);
    if (!(await this.users.byId(heirId))) throw new NotFound('The heir', ['heirId']);
  }
}
