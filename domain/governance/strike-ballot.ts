import { assertOperator, type OtherHands, type Viewer } from '../identity/index.ts';
import { changed, Forbidden, newId, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import type { Ballot } from './ballot.ts';
import { VotingClosed } from './errors.ts';
import type { Strikes } from './ports.ts';
import { isVotable, type Proposal } from './proposal.ts';
import { assertPublicReason, assertTimeToAppeal, Strike } from './strike.ts';
import type { TellVoters } from './tell-voters.ts';
import type { StrikeRecord } from './strike-record.ts';

export interface StrikeAct {
  readonly viewer: Viewer;
  readonly proposalId: Id;
  /** Whose ballot. */
  readonly userId: Id;
  readonly reason: string;
}

/** An operator disqualifies a ballot; after its voter's appeal another one upholds that, or nobody does and it counts. */
export class StrikeBallot {
  constructor(
    private readonly transactions: Transactions,
    private readonly strikes: Strikes,
    private readonly record: StrikeRecord,
    private readonly hands: Pick<OtherHands, 'are'>,
    private readonly tell: Pick<TellVoters, 'struck'>,
  ) {}

  /** Throws FORBIDDEN, NOT_FOUND, VOTING_CLOSED, STRIKE_TOO_LATE, BALLOT_STRUCK, INVALID_INPUT. */
  async execute({ viewer, proposalId, userId, reason: text }: StrikeAct): Promise<Strike> {
    assertOperator(viewer);
    const reason = assertPublicReason(text, 'reason');
    return this.transactions.run(async (tx) => {
      const found = await this.record.counting(tx, proposalId, userId);
      const { proposal, ballot } = found;
      if (!isVotable(proposal, tx.now)) throw new VotingClosed('The voting is over: what was counted stays counted.');
      const before = await this.strikes.of(tx, proposalId, userId);
      const strike = before
        ? await this.uphold(tx, viewer, before, reason)
        : await this.begin(tx, proposal, ballot, { operatorId: viewer.userId, reason });
      await this.record.enter(tx, found, { userId, struck: reason });
      await this.tell.struck(tx, proposal, strike);
      return strike;
    });
  }

  private async begin(
    tx: Tx,
    proposal: Proposal,
    { userId, pseudonym, sequence: ballotSequence }: Ballot,
    act: Pick<Strike, 'operatorId' | 'reason'>,
  ): Promise<Strike> {
    assertTimeToAppeal(proposal, tx.now);
    const open = { appeal: null, appealedAt: null, upheldBy: null, upheldReason: null, upheldAt: null };
    const struck = { ...act, userId, pseudonym, ballotSequence, struckAt: tx.now };
    const strike = new Strike({ id: newId(), proposalId: proposal.id, ...struck, ...open });
    await this.strikes.insert(tx, strike);
    return strike;
  }

  private async uphold(tx: Tx, { userId }: Viewer, before: Strike, reason: string): Promise<Strike> {
    if (!(await this.hands.are(tx, userId, [before.operatorId]))) {
      throw new Forbidden('Its voter has appealed: only another operator than the first can uphold the strike.');
    }
    const upheld = changed(before, { upheldBy: userId, upheldReason: reason, upheldAt: tx.now });
    await this.strikes.update(tx, upheld);
    return upheld;
  }
}

export interface AppealAct {
  readonly viewer: Viewer;
  readonly proposalId: Id;
  readonly appeal: string;
}

/** A voter whose ballot was struck says why it should count; it does from then on, unless another operator strikes it again. */
export class AppealStrike {
  constructor(
    private readonly transactions: Transactions,
    private readonly strikes: Strikes,
    private readonly record: StrikeRecord,
  ) {}

  /** Throws NOT_FOUND, VOTING_CLOSED, FORBIDDEN, INVALID_INPUT. */
  async execute({ viewer, proposalId, appeal: text }: AppealAct): Promise<Strike> {
    const appeal = assertPublicReason(text, 'appeal');
    const { userId } = viewer;
    return this.transactions.run(async (tx) => {
      const found = await this.record.struck(tx, proposalId, userId);
      const strike = await this.strikes.of(tx, proposalId, userId);
      if (!strike) throw new NotFound('A strike against your ballot', ['proposalId']);
      if (!isVotable(found.proposal, tx.now))
        throw new VotingClosed('The voting is over: what was counted stays counted.');
      if (strike.appealedAt) throw new Forbidden('Your appeal was heard, and other hands upheld the strike.');
      const appealed = changed(strike, { appeal, appealedAt: tx.now });
      await this.strikes.update(tx, appealed);
      await this.record.enter(tx, found, { userId, restores: strike.ballotSequence });
      return appealed;
    });
  }
}
