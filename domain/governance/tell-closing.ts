import type { Transactions } from '../shared/index.ts';
import type { Proposals } from './ports.ts';
import { isVotable } from './proposal.ts';
import type { TellVoters } from './tell-voters.ts';

/** Reminds who has not voted, in the last quarter of a voting, and at most a day before its end. */
export class TellClosing {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Pick<Proposals, 'closingSoon' | 'lockUnheld'>,
    private readonly tell: TellVoters,
  ) {}

  /** Answers whether there was somebody to remind. */
  async execute(): Promise<boolean> {
    const ids = await this.proposals.closingSoon();
    for (const id of ids) {
      await this.transactions.run(async (tx) => {
        const proposal = await this.proposals.lockUnheld(tx, id);
        if (proposal && isVotable(proposal, tx.now)) await this.tell.closing(tx, proposal);
      });
    }
    return ids.length > 0;
  }
}
