import type { GiveConsent } from '../consents/index.ts';
import type { Proposal, ProposalState, Proposals } from '../governance/index.ts';
import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import type { ChangeCharter } from './change-charter.ts';
import { nextCharter, type Charter } from './charter.ts';
import { NotDormant, PoolNotLive } from './errors.ts';
import type { Contribution, ContributionState } from './contribution.ts';
import { contributionChanged } from './events.ts';
import { assertCharterSeen, consentScope } from './pledge.ts';
import type { Charters, Contributions, OptIns, Pools } from './ports.ts';
import type { RenewContributions } from './renew-contributions.ts';

export interface OptInAct {
  readonly viewer: Viewer;
  readonly contributionId: Id;
  /** The vote that would widen the scope; null where the scope is in force and the contribution dormant. */
  readonly proposalId: Id | null;
  /** The charter that the member read: its digest covers scope and terms. */
  readonly charterDigest: string;
  readonly statementJws: string | null;
}

/** What a vote on another scope can concern. */
const USED: readonly ContributionState[] = ['pending', 'accepted'];

const OPEN: readonly ProposalState[] = ['PENDING', 'ACTIVE', 'SUCCEEDED', 'QUEUED', 'EXECUTION_FAILED'];

/** A member says yes to a scope: to one that is being decided, for when it takes effect, or to the one that left them dormant. */
export class OptIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly pools: Pick<Pools, 'lockToPledge'>,
    private readonly charters: Charters,
    private readonly contributions: Pick<Contributions, 'byId' | 'lock'>,
    private readonly renewContributions: RenewContributions,
    private readonly optIns: OptIns,
    private readonly proposals: Pick<Proposals, 'byId'>,
    private readonly widening: ChangeCharter,
    private readonly giveConsent: GiveConsent,
  ) {}

  /** Throws NOT_FOUND, POOL_NOT_LIVE, CHARTER_CHANGED, NOT_DORMANT, and what GiveConsent refuses. */
  execute(act: OptInAct): Promise<Contribution> {
    const { userId } = act.viewer;
    return this.transactions.run(async (tx) => {
      const contribution = await this.own(tx, act);
      const charter = await this.offered(tx, contribution.poolId, act.proposalId);
      assertCharterSeen(charter, act.charterDigest);
      const isInForce = act.proposalId === null;
      if (!(isInForce ? ['dormant'] : USED).includes(contribution.state)) throw new NotDormant(contribution.state);
      const { datasetId } = contribution;
      const asked = { userId, datasetId, scope: consentScope(charter, tx.now), statementJws: act.statementJws };
      const { id: consentId } = await this.giveConsent.execute(tx, asked);
      const optIn = { contributionId: contribution.id, charterDigest: charter.digest, consentId };
      if (!isInForce) {
        await this.optIns.put(tx, optIn);
        return contribution;
      }
      const [renewed] = (await this.renewContributions.execute(tx, [optIn])) as [Contribution];
      tx.emit(contributionChanged(renewed));
      return renewed;
    });
  }

  /** What one would say yes to. Throws NOT_FOUND, POOL_NOT_LIVE. */
  offer(asked: Pick<OptInAct, 'viewer' | 'contributionId' | 'proposalId'>) {
    return this.transactions.run(async (tx) => {
      const contribution = await this.own(tx, asked);
      return { contribution, charter: await this.offered(tx, contribution.poolId, asked.proposalId) };
    });
  }

  /** The pool is held first, as by a vote that changes or closes it: nobody wakes in a pool that ends. */
  private async own(tx: Tx, { viewer, contributionId }: Pick<OptInAct, 'viewer' | 'contributionId'>) {
    const known = await this.contributions.byId(contributionId);
    if (known?.userId !== viewer.userId) throw new NotFound('The contribution', ['contributionId']);
    const pool = await this.pools.lockToPledge(tx, known.poolId);
    if (pool?.state !== 'live') throw new PoolNotLive(String(pool?.state));
    return (await this.contributions.lock(tx, contributionId)) as Contribution;
  }

  /** The charter in force, or what it would become. */
  private async offered(tx: Tx, poolId: Id, proposalId: Id | null): Promise<Charter> {
    const current = await this.charters.current(tx, poolId);
    if (proposalId === null) return current;
    const proposal = await this.proposals.byId(proposalId);
    if (!proposal || !isOpenHere(proposal, poolId, this.widening.kind))
      throw new NotFound('The proposal', ['proposalId']);
    const { scope = current.scope } = this.widening.parse(proposal.params);
    return nextCharter(current, { scope, terms: current.terms }, tx.now);
  }
}

function isOpenHere(proposal: Proposal, poolId: Id, kind: string): boolean {
  return proposal.groupId === poolId && proposal.kind === kind && OPEN.includes(proposal.state);
}
