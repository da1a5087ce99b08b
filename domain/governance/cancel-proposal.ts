import type { Viewer } from '../identity/index.ts';
import { Forbidden, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { proposalChanged } from './events.ts';
import { cancel } from './lifecycle.ts';
import type { ProposalAction, Proposals } from './ports.ts';
import { assertMayCancel, type Proposal } from './proposal.ts';

/** The author takes a proposal back before its voting starts. Nothing is deleted. */
export class CancelProposal {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
  ) {}

  execute({ viewer, proposalId }: { viewer: Viewer; proposalId: Id }): Promise<Proposal> {
    return this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lock(tx, proposalId);
      if (!proposal) throw new NotFound('The proposal', ['proposalId']);
      if (proposal.authorId !== viewer.userId) throw new Forbidden('Only the author can cancel a proposal.');
      assertMayCancel(proposal, tx.now);
      const cancelled = await this.proposals.advance(tx, proposal, cancel());
      const action = this.actions.get(proposal.kind);
      await action?.rejected?.(tx, action.parse(proposal.params), cancelled);
      tx.emit(proposalChanged(cancelled));
      return cancelled;
    });
  }
}
