import { DomainError, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { proposalChanged } from './events.ts';
import {
  activate,
  close,
  dueAct,
  executed,
  executionFailed,
  expire,
  giveUpRejection,
  rejected,
  rejectionFailed,
  waitForNotice,
  type DueAct,
  type Step,
} from './lifecycle.ts';
import type { Ballots, ProposalAction, Proposals, Rolls, Told } from './ports.ts';
import type { Proposal } from './proposal.ts';
import type { TellVoters } from './tell-voters.ts';
import { countBallots, roundsOf, tallyOf, weighBallots } from './tally.ts';

/** Told about every failure but the refusal of an execution by a rule, which the proposal itself shows. */
export type FaultReport = (fault: unknown, proposalId: Id) => void;

/**
 * Takes the one step that is due on a proposal, in one transaction. Only executing and rejecting call the subject's
 * action, so only they can be stopped by it; a vote begins, closes and expires whatever the action does.
 */
export class SettleProposal {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly rolls: Rolls,
    private readonly ballots: Ballots,
    private readonly actions: ReadonlyMap<string, ProposalAction>,
    private readonly tell: Pick<TellVoters, 'decided'>,
    private readonly told: Pick<Told, 'awaitsExit'>,
    private readonly reportFault: FaultReport,
  ) {}

  /** False when no step was taken: nothing is due any more, another worker is at it, or it failed. */
  async execute(id: Id): Promise<boolean> {
    try {
      return await this.transactions.run((tx) => this.takeStep(tx, id));
    } catch (fault) {
      await this.recordFailure(id, fault);
      return false;
    }
  }

  private async takeStep(tx: Tx, id: Id): Promise<boolean> {
    const proposal = await this.proposals.lockUnheld(tx, id);
    const act = proposal && dueAct(proposal, tx.now);
    if (!act) return false;
    if ((act === 'execute' || act === 'expire') && (await this.told.awaitsExit(tx, id))) {
      await this.proposals.advance(tx, proposal, waitForNotice(tx.now));
      return false;
    }
    const moved = await this.proposals.advance(tx, proposal, await this.stepOf(tx, proposal, act));
    if (act === 'close') await this.tell.decided(tx, moved);
    tx.emit(proposalChanged(moved));
    return true;
  }

  private async stepOf(tx: Tx, proposal: Proposal, act: DueAct): Promise<Step> {
    if (act === 'activate') return activate(proposal);
    if (act === 'close') return this.closing(tx, proposal);
    if (act === 'expire') return expire(proposal, tx.now);
    if (act === 'giveUp') return giveUpRejection();
    const action = this.actionOf(proposal);
    const params = action.parse(proposal.params);
    if (act === 'execute') {
      await action.execute(tx, params, proposal);
      return executed(proposal);
    }
    await action.rejected?.(tx, params, proposal);
    return rejected(proposal);
  }

  /** Counts again, from roll and ballots. That the box says the same is checked: it is what everybody has seen so far. */
  private async closing(tx: Tx, proposal: Proposal): Promise<Step> {
    const { id, rules, rollTotal } = proposal;
    const ballots = weighBallots(await this.rolls.of(tx, id), await this.ballots.currentOf(tx, id));
    const count = countBallots(proposal, ballots);
    const box = await this.ballots.box(tx, id);
    if (count.castPower !== box.castPower || count.powers.some((power, place) => power !== box.powers[place])) {
      this.reportFault(new Error('The counters of a proposal are not what its roll and ballots come to.'), id);
    }
    const tally = tallyOf(rules, rollTotal, proposal, count);
    if (proposal.method !== 'RANKED') return close(proposal, tally, null, tx.now);
    const { winner, rounds } = roundsOf(proposal, ballots, box.head);
    return close(proposal, { ...tally, leading: winner, approved: winner !== null }, rounds, tx.now);
  }

  /** The effect was rolled back with its transaction; this one says so, unless another worker has moved it since. */
  private async recordFailure(id: Id, fault: unknown): Promise<void> {
    const code = fault instanceof DomainError ? fault.code : 'INTERNAL';
    const failed = await this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lock(tx, id);
      if (!proposal) return null;
      const act = dueAct(proposal, tx.now);
      if (act !== 'execute' && act !== 'reject') return act;
      const step = act === 'execute' ? executionFailed : rejectionFailed;
      tx.emit(proposalChanged(await this.proposals.advance(tx, proposal, step(proposal, code, tx.now))));
      return act;
    });
    if (failed !== 'execute' || !(fault instanceof DomainError)) this.reportFault(fault, id);
  }

  private actionOf(proposal: Proposal): ProposalAction {
    const action = this.actions.get(proposal.kind);
    if (!action) throw new TypeError(`No action is registered for proposals of kind ${proposal.kind}.`);
    return action;
  }
}
