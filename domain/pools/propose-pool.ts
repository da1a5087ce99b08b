import type { Viewer } from '../identity/index.ts';
import { newId, type Transactions } from '../shared/index.ts';
import { firstCharter } from './charter.ts';
import type { DigestKeyring } from './digest-keyring.ts';
import { poolChanged } from './events.ts';
import { Pool } from './pool.ts';
import type { Pools } from './ports.ts';
import { assertScope, assertText, type Scope, type ScopeBounds } from './scope.ts';
import { assertTerms, type Terms, type TermsBounds } from './terms.ts';

export interface PoolPitch {
  readonly viewer: Viewer;
  readonly name: string;
  readonly scope: Scope;
  readonly terms: Terms;
}

/** A builder pitches a pool: from now until its deadline members may pledge to exactly this charter. */
export class ProposePool {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pools,
    private readonly digestKeyring: DigestKeyring,
    private readonly scopeBounds: ScopeBounds,
    private readonly termsBounds: TermsBounds,
  ) {}

  /** Throws INVALID_INPUT that names the faulty part of the charter. */
  async execute({ viewer, name, scope, terms }: PoolPitch): Promise<Pool> {
    assertText(name, ['name'], 100);
    assertScope(scope, this.scopeBounds);
    assertTerms(terms, this.termsBounds);
    return this.transactions.run(async (tx) => {
      const id = newId();
      const charter = firstCharter(id, scope, terms, tx.now);
      const pool = new Pool({
        id,
        name,
        builderId: viewer.userId,
        state: 'pledging',
        charterId: charter.id,
        pledgingEndsAt: new Date(tx.now.getTime() + terms.pledgingPeriodMs),
        foundingProposalId: null,
        createdAt: tx.now,
      });
      await this.pools.insert(tx, pool, charter);
      await this.digestKeyring.add(tx, id);
      tx.emit(poolChanged(id));
      return pool;
    });
  }
}
