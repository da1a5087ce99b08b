import { DomainError, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { proposalChanged } from './events.ts';
import { activate, close, dueAct, executed, executionFailed, expire, type DueAct, type Step } from './lifecycle.ts';
import type { Ballots, ProposalAction, Proposals, Rolls } from './ports.ts';
import type { Proposal } from './proposal.ts';
import { countBallots, tallyOf } from './tally.ts';

/** Told about a failure that no rule foresees, or that the proposal cannot show; it stays due and is tried again. */
export type FaultReport = (fault: unknown, proposalId: Id) => void;

/** Moves every proposal that is due. Any number of workers may run it at once: each proposal is settled by one. */
export class SettleDueProposals {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly rolls: Rolls,
    private readonly ballots: Ballots,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
    private readonly reportFault: FaultReport,
  ) {}

  /** Returns the number of proposals moved. */
  async execute(): Promise<number> {
    const failed: Id[] = [];
    for (let moved = 0; ; moved += 1) {
      if (!(await this.settleNext(failed))) return moved;
    }
  }

  /** One proposal, one transaction; a failed one is left out of the rest of this pass, so it holds up no other. */
  private async settleNext(failed: Id[]): Promise<boolean> {
    const attempt: { proposal: Proposal | null } = { proposal: null };
    try {
      return await this.transactions.run(async (tx) => {
        const proposal = await this.proposals.lockNextDue(tx, failed);
        attempt.proposal = proposal;
        if (!proposal) return false;
        await this.settle(tx, proposal);
        return true;
      });
    } catch (fault) {
      if (!attempt.proposal) throw fault;
      failed.push(attempt.proposal.id);
      const foreseen = fault instanceof DomainError;
      if (!foreseen) this.reportFault(fault, attempt.proposal.id);
      const recorded = await this.recordFailure(attempt.proposal, fault);
      if (foreseen && !recorded) this.reportFault(fault, attempt.proposal.id);
      return true;
    }
  }

  private async settle(tx: Tx, proposal: Proposal): Promise<void> {
    const act = dueAct(proposal, tx.now);
    if (!act) return;
    const action = this.actionOf(proposal);
    const params = action.parse(proposal.params);
    if (act === 'execute') await action.execute(tx, params, proposal);
    const moved = await this.proposals.advance(tx, proposal, await this.stepOf(tx, proposal, act));
    if (moved.state === 'DEFEATED' || moved.state === 'EXPIRED') await action.rejected?.(tx, params, moved);
    tx.emit(proposalChanged(moved));
  }

  private async stepOf(tx: Tx, proposal: Proposal, act: DueAct): Promise<Step> {
    if (act === 'activate') return activate(proposal);
    if (act === 'execute') return executed(proposal);
    if (act === 'expire') return expire();
    const count = countBallots(await this.rolls.of(tx, proposal.id), await this.ballots.currentOf(tx, proposal.id));
    return close(proposal, tallyOf(proposal.rules, proposal.rollTotal, count), tx.now);
  }

  /**
   * The effect was rolled back with its transaction; this one says so, unless another worker has moved it since. False
   * where it says nothing: only an execution has a place for its failure.
   */
  private async recordFailure(seen: Proposal, fault: unknown): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lock(tx, seen.id);
      if (!proposal || proposal.executionAttempts !== seen.executionAttempts) return true;
      if (dueAct(proposal, tx.now) !== 'execute') return false;
      const code = fault instanceof DomainError ? fault.code : 'INTERNAL';
      tx.emit(proposalChanged(await this.proposals.advance(tx, proposal, executionFailed(proposal, code, tx.now))));
      return true;
    });
  }

  private actionOf(proposal: Proposal): ProposalAction {
    const action = this.actions.get(proposal.kind);
    if (!action) throw new TypeError(`No action is registered for proposals of kind ${proposal.kind}.`);
    return action;
  }
}
