import type { VerifyAct } from '../identity/index.ts';
import { digestOf, newId, NotFound, type Transactions } from '../shared/index.ts';
import { assertChoice, assertReason, Ballot, signedVote, type Vote } from './ballot.ts';
import { ballotCast } from './events.ts';
import type { Ballots, Proposals, Rolls } from './ports.ts';
import { assertMayVote } from './proposal.ts';

/** Casts a voter's ballot, or replaces the one they cast before. */
export class CastVote {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: Proposals,
    private readonly rolls: Rolls,
    private readonly ballots: Ballots,
    private readonly verifyAct: VerifyAct,
  ) {}

  /** Throws NOT_FOUND, NO_VOTING_POWER, VOTING_CLOSED, and what VerifyAct refuses. */
  execute(vote: Vote): Promise<Ballot> {
    const { proposalId, statementJws = null } = vote;
    const { userId } = vote.viewer;
    const [choice, reason] = [assertChoice(vote.choice), assertReason(vote.reason)];
    return this.transactions.run(async (tx) => {
      const proposal = await this.proposals.lockToVote(tx, proposalId);
      if (!proposal) throw new NotFound('The proposal', ['proposalId']);
      assertMayVote(proposal, await this.rolls.lockEntry(tx, proposalId, userId), tx.now);
      const claim = { userId, jws: statementJws, action: 'governance.vote', subject: proposalId };
      const statement = await this.verifyAct.execute(tx, { ...claim, digest: digestOf(signedVote(vote)) });
      const authority = { signed: statement !== null, statementId: statement?.id ?? null };
      const cast = { id: newId(), castAt: tx.now, replacedAt: null };
      const ballot = new Ballot({ ...cast, ...authority, proposalId, userId, choice, reason });
      await this.ballots.append(tx, ballot);
      tx.emit(ballotCast(proposalId));
      return ballot;
    });
  }
}
