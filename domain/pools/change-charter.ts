import type { Proposal, ProposalAction } from '../governance/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { charterDiff } from './charter-diff.ts';
import { nextCharter, type Charter } from './charter.ts';
import { CharterChanged, PoolNotLive } from './errors.ts';
import { poolChanged } from './events.ts';
import type { LeaveByReserve } from './leave-by-reserve.ts';
import type { Charters, Pools, Reserves } from './ports.ts';
import { breachesOf } from './reserve.ts';
import { assertScope, type Scope, type ScopeBounds } from './scope.ts';
import { assertTerms, readPlainTerms, type PlainTerms, type Terms, type TermsBounds } from './terms.ts';
import type { TakeScope } from './take-scope.ts';

/** What a charter becomes: the digest of the one that members saw before, and the part that changes. */
export interface CharterChange {
  readonly baseDigest: string;
  readonly terms?: Terms;
  readonly scope?: Scope;
}

export type CharterPart = 'terms' | 'scope';

/**
 * Members change what their pool is. Other terms hold for everybody, after the notice in which they may leave, and without the
 * data of those whose reserve they break. Another scope reaches who says yes to it; the data of all others goes dormant.
 */
export class ChangeCharter implements ProposalAction<CharterChange> {
  readonly kind: 'amend-terms' | 'widen-scope';

  constructor(
    private readonly part: CharterPart,
    private readonly pools: Pools,
    private readonly charters: Charters,
    private readonly reserves: Reserves,
    private readonly leaveByReserve: LeaveByReserve,
    private readonly takeScope: TakeScope,
    private readonly bounds: ScopeBounds & TermsBounds,
  ) {
    this.kind = part === 'terms' ? 'amend-terms' : 'widen-scope';
  }

  parse(params: Json): CharterChange {
    const { baseDigest, terms, scope } = (params ?? {}) as { baseDigest?: Json; terms?: PlainTerms; scope?: Scope };
    const isWhole = this.part === 'terms' ? terms : scope;
    if (typeof baseDigest !== 'string' || !isWhole) {
      throw new InvalidInput(
        ['params'],
        `A change of ${this.part} names the charter's digest and the new ${this.part}.`,
      );
    }
    return this.part === 'terms'
      ? { baseDigest, terms: assertTerms(readPlainTerms(terms as PlainTerms), this.bounds) }
      : { baseDigest, scope: assertScope(scope as Scope, this.bounds) };
  }

  async check(tx: Tx, change: CharterChange, { groupId }: { groupId: Id }): Promise<void> {
    const charter = await this.changeable(tx, change, groupId);
    const { scope, terms } = this.changed(charter, change);
    if (charterDiff(charter, scope, terms).length === 0) {
      throw new InvalidInput([this.part], 'This is what the charter says already.');
    }
    if (terms.currency !== charter.terms.currency) {
      throw new InvalidInput(['terms', 'currency'], 'A pool keeps its currency: nothing here converts money.');
    }
  }

  async preview(change: CharterChange): Promise<readonly string[]> {
    const charter = await this.charters.byDigest(change.baseDigest);
    if (!charter) return [];
    const { scope, terms } = this.changed(charter, change);
    const reserves = await this.reserves.inPool(charter.poolId);
    const leaving = reserves.filter((reserve) => breachesOf(reserve, scope, terms).length > 0).length;
    return [
      ...charterDiff(charter, scope, terms),
      ...(leaving > 0 ? [`Members whose reserve this breaks, and whose data leaves before it holds: ${leaving}.`] : []),
      this.part === 'scope'
        ? 'Only who says yes to the new scope is used under it; the data of all others goes dormant until they do.'
        : 'It holds for every member who stays; models that are published keep their terms.',
    ];
  }

  /** Throws CHARTER_CHANGED where another change came first, and POOL_NOT_LIVE. */
  async execute(tx: Tx, change: CharterChange, { groupId }: Proposal): Promise<void> {
    const charter = await this.changeable(tx, change, groupId);
    const next = nextCharter(charter, this.changed(charter, change), tx.now);
    await this.leaveByReserve.execute(tx, next);
    await this.charters.insert(tx, next);
    await this.pools.move(tx, groupId, { charterId: next.id });
    if (next.scopeDigest !== charter.scopeDigest) await this.takeScope.execute(tx, next);
    tx.emit(poolChanged(groupId));
  }

  private changed({ scope, terms }: Charter, change: CharterChange): { scope: Scope; terms: Terms } {
    return { scope: change.scope ?? scope, terms: change.terms ?? terms };
  }

  private async changeable(tx: Tx, change: CharterChange, poolId: Id): Promise<Charter> {
    const pool = await this.pools.lock(tx, poolId);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    if (pool.state !== 'live') throw new PoolNotLive(pool.state);
    const charter = await this.charters.current(tx, poolId);
    if (charter.digest === change.baseDigest) return charter;
    throw new CharterChanged('The charter is not the one that this change was made from; read it again.', {
      field: ['charterDigest'],
      details: { charterDigest: charter.digest },
    });
  }
}
