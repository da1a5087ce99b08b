import type { Proposal, ProposalAction } from '../governance/index.ts';
import type { Users } from '../identity/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { PoolNotLive } from './errors.ts';
import { poolChanged } from './events.ts';
import type { Pools } from './ports.ts';

export interface BuilderParams {
  /** Who builds for the pool from then on. */
  readonly successorId: Id;
}

/** Members take a pool out of its builder's hands. What was published keeps its builder, whose share was earned. */
export class RemoveBuilder implements ProposalAction<BuilderParams> {
  readonly kind = 'remove-builder';

  constructor(
    private readonly pools: Pools,
    private readonly users: Pick<Users, 'byId'>,
  ) {}

  parse(params: Json): BuilderParams {
    const { successorId } = (params ?? {}) as Partial<BuilderParams>;
    if (typeof successorId === 'string') return { successorId };
    throw new InvalidInput(['successorId'], 'Name who builds for the pool from then on.');
  }

  async check(tx: Tx, params: BuilderParams, { groupId }: { groupId: Id }): Promise<void> {
    await this.assertReplaceable(tx, params, groupId);
  }

  async preview({ successorId }: BuilderParams): Promise<readonly string[]> {
    const successor = await this.users.byId(successorId);
    return [
      `The pool’s builder loses the office, and ${successor?.handle ?? successorId} takes it: who proposes runs and publications.`,
      'Models that are published keep their builder and the share that was agreed.',
    ];
  }

  async execute(tx: Tx, params: BuilderParams, { groupId }: Proposal): Promise<void> {
    await this.assertReplaceable(tx, params, groupId);
    await this.pools.move(tx, groupId, { builderId: params.successorId });
    tx.emit(poolChanged(groupId));
  }

  private async assertReplaceable(tx: Tx, { successorId }: BuilderParams, poolId: Id): Promise<void> {
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotLive(pool.state);
    if (pool.builderId === successorId) throw new InvalidInput(['successorId'], 'They build for this pool already.');
    if (!(await this.users.byId(successorId))) throw new NotFound('The successor', ['successorId']);
  }
}
