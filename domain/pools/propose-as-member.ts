import type { Ballotable, OpenProposal, Proposal } from '../governance/index.ts';
import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Json, type Transactions, type Tx } from '../shared/index.ts';
import { PoolNotLive } from './errors.ts';
import { assertText } from './scope.ts';
import type { Charters, Pools } from './ports.ts';

export interface MemberProposal {
  readonly viewer: Viewer;
  readonly poolId: Id;
  readonly kind: string;
  readonly params: Json;
  readonly title: string;
  /** Left out: for, against or abstain. */
  readonly ballot?: Ballotable | undefined;
}

/** A member, or the builder, puts a question to the members of a live pool, under its charter's rules. */
export class ProposeAsMember {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly openProposal: OpenProposal,
  ) {}

  /** Throws NOT_FOUND, POOL_NOT_LIVE, NOT_A_PROPOSER, TOO_MANY_PROPOSALS, and what the kind refuses. */
  execute(asked: MemberProposal): Promise<Proposal> {
    return this.transactions.run((tx) => this.within(tx, asked));
  }

  /** In the transaction of a subject that does more. */
  async within(tx: Tx, { viewer, poolId, title, ...asked }: MemberProposal): Promise<Proposal> {
    assertText(title, ['title'], 200);
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotLive(pool.state);
    const { terms } = await this.charters.current(tx, poolId);
    const { userId: authorId } = viewer;
    const rules = terms.governance;
    const draft = { ...asked, groupId: poolId, title, authorId, rules, electorate: 'members' };
    return this.openProposal.execute(tx, draft, authorId !== pool.builderId);
  }
}
