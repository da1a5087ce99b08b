import type { Proposal, ProposalAction } from '../../governance/index.ts';
import type { Users } from '../../identity/index.ts';
import { PoolNotLive, type Charters, type Pools } from '../../pools/index.ts';
import {
  InvalidInput,
  moneyText,
  NotFound,
  type Currency,
  type Id,
  type Json,
  type Micros,
  type Tx,
} from '../../shared/index.ts';
import { assertAmount } from '../amounts.ts';
import { TreasuryInsufficient } from '../errors.ts';
import type { ReadTreasury } from './read-treasury.ts';
import { Spending } from './spending.ts';
import type { Treasury } from './treasury.ts';

export interface SpendingParams {
  readonly recipientId: Id;
  readonly amountMicros: Micros;
  readonly purpose: string;
}

/** Members spend what their pool owns. What it holds is looked at when it is asked, and counts when it is paid. */
export class SpendTreasury implements ProposalAction<SpendingParams> {
  readonly kind = 'spend-treasury';

  constructor(
    private readonly pools: Pick<Pools, 'lock' | 'byId'>,
    private readonly charters: Pick<Charters, 'current' | 'byId'>,
    private readonly users: Pick<Users, 'byId'>,
    private readonly readTreasury: ReadTreasury,
    private readonly treasury: Treasury,
  ) {}

  parse(params: Json): SpendingParams {
    const { recipientId, amountMicros, purpose } = (params ?? {}) as { readonly [name: string]: Json | undefined };
    if (typeof recipientId !== 'string') throw new InvalidInput(['recipientId'], 'Name who receives it.');
    if (typeof purpose !== 'string' || purpose.trim() === '' || purpose.length > 500) {
      throw new InvalidInput(['purpose'], 'Say in 1 to 500 characters what it is for.');
    }
    if (typeof amountMicros !== 'string' || !/^\d{1,19}$/.test(amountMicros)) {
      throw new InvalidInput(['amountMicros'], 'Give a whole number of micros.');
    }
    assertAmount(BigInt(amountMicros));
    return { recipientId, amountMicros: BigInt(amountMicros), purpose };
  }

  async check(tx: Tx, params: SpendingParams, { groupId }: { groupId: Id }): Promise<void> {
    const currency = await this.spendable(tx, params, groupId);
    const { totalMicros } = await this.readTreasury.ofPool(groupId, currency);
    if (params.amountMicros > totalMicros) throw new TreasuryInsufficient(totalMicros, currency);
  }

  async preview(
    { recipientId, amountMicros, purpose }: SpendingParams,
    { groupId }: { groupId: Id },
  ): Promise<readonly string[]> {
    const recipient = await this.users.byId(recipientId);
    const amount = await this.said(amountMicros, groupId);
    return [
      `${recipient?.handle ?? recipientId} receives ${amount} of the pool’s treasury, for: ${purpose}`,
      'It is theirs from then on, to be paid out like earnings; no vote brings it back.',
    ];
  }

  /** Throws TREASURY_INSUFFICIENT where it holds less by now; tried again until the grace ends. */
  async execute(tx: Tx, params: SpendingParams, { id: proposalId, groupId: poolId }: Proposal): Promise<void> {
    const currency = await this.spendable(tx, params, poolId);
    const heldMicros = await this.treasury.gather(tx, poolId, currency, proposalId);
    if (params.amountMicros > heldMicros) throw new TreasuryInsufficient(heldMicros, currency);
    await this.treasury.pay(tx, new Spending({ ...params, proposalId, poolId, currency, spentAt: tx.now }));
  }

  /** A pool keeps its currency, so that the charter of today says it of every proposal. */
  private async said(amountMicros: Micros, poolId: Id): Promise<string> {
    const pool = await this.pools.byId(poolId);
    const charter = pool && (await this.charters.byId(pool.charterId));
    return charter ? moneyText(amountMicros, charter.terms.currency) : `${amountMicros} micros`;
  }

  private async spendable(tx: Tx, { recipientId }: SpendingParams, poolId: Id): Promise<Currency> {
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotLive(pool.state);
    if (!(await this.users.byId(recipientId))) throw new NotFound('The recipient', ['recipientId']);
    return (await this.charters.current(tx, poolId)).terms.currency;
  }
}
