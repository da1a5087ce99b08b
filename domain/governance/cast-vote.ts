import { newId, NotFound, type Transactions } from '../shared/index.ts';
import { assertChoice, assertReason, Ballot, type Vote } from './ballot.ts';
import { ballotCast } from './events.ts';
import type { Ballots, Proposals, Rolls } from './ports.ts';
import { assertMayVote } from './proposal.ts';
import type { VerifyBallot } from './verify-ballot.ts';

/** Casts a voter's ballot, or replaces the one they cast before. */
export class CastVote {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly rolls: Rolls,
    private readonly ballots: Ballots,
    private readonly verifyBallot: VerifyBallot,
  ) {}

  /** Throws NOT_FOUND, NO_VOTING_POWER, VOTING_CLOSED, BALLOT_UNSIGNED, and what VerifyStatement refuses. */
  execute(vote: Vote): Promise<Ballot> {
    const { proposalId } = vote;
    const { userId } = vote.viewer;
    const [choice, reason] = [assertChoice(vote.choice), assertReason(vote.reason)];
    return this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lockToVote(tx, proposalId);
      if (!proposal) throw new NotFound('The proposal', ['proposalId']);
      assertMayVote(proposal, await this.rolls.lockEntry(tx, proposalId, userId), tx.now);
      const statementId = await this.verifyBallot.execute(tx, vote);
      const signed = statementId !== null;
      const cast = { id: newId(), castAt: tx.now, replacedAt: null };
      const ballot = new Ballot({ ...cast, proposalId, userId, choice, reason, signed, statementId });
      await this.ballots.append(tx, ballot);
      tx.emit(ballotCast(proposalId));
      return ballot;
    });
  }
}
