import type { OpenProposal } from '../governance/index.ts';
import { changed, type Tx } from '../shared/index.ts';
import type { Charter } from './charter.ts';
import { poolChanged } from './events.ts';
import type { Pool } from './pool.ts';
import type { Pools } from './ports.ts';

/** Puts a pool whose minima are met to the vote of those who pledged. Runs in the caller's transaction. */
export class OpenFoundingVote {
  constructor(
    private readonly pools: Pools,
    private readonly openProposal: OpenProposal,
  ) {}

  async execute(tx: Tx, pool: Pool, charter: Charter): Promise<Pool> {
    const proposal = await this.openProposal.execute(tx, {
      groupId: pool.id,
      kind: 'found-pool',
      params: { poolId: pool.id, charterDigest: charter.digest },
      title: `Found the pool ${pool.name}`,
      authorId: pool.builderId,
      rules: charter.terms.governance,
      electorate: 'pledgers',
    });
    const founding = { state: 'founding', foundingProposalId: proposal.id } as const;
    await this.pools.move(tx, pool.id, founding);
    tx.emit(poolChanged(pool.id));
    return changed(pool, founding);
  }
}
