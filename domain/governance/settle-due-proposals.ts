import type { Transactions } from '../shared/index.ts';
import type { Ballots, ProposalAction, Proposals, Rolls, Told } from './ports.ts';
import { SettleProposal, type FaultReport } from './settle-proposal.ts';
import type { TellVoters } from './tell-voters.ts';

/** Moves every proposal that is due. Any number of workers may run it at once: each step is taken by one of them. */
export class SettleDueProposals {
  private readonly settleProposal: SettleProposal;

  constructor(
    transactions: Transactions,
    private readonly proposals: Proposals,
    rolls: Rolls,
    ballots: Ballots,
    actions: ReadonlyMap<string, ProposalAction>,
    tell: Pick<TellVoters, 'decided'>,
    told: Pick<Told, 'awaitsExit'>,
    reportFault: FaultReport,
  ) {
    const parts = [transactions, proposals, rolls, ballots, actions, tell, told, reportFault] as const;
    this.settleProposal = new SettleProposal(...parts);
  }

  /** Returns the number of steps taken. One that fails ends the turn of its proposal, so that it holds up no other. */
  async execute(): Promise<number> {
    let steps = 0;
    for (const id of await this.proposals.due()) {
      while (await this.settleProposal.execute(id)) steps += 1;
    }
    return steps;
  }
}
