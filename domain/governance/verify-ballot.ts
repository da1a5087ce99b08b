import type { MemberKeys, VerifyStatement } from '../identity/index.ts';
import { digestOf, type Id, type Tx } from '../shared/index.ts';
import { signedVote, type Vote } from './ballot.ts';
import { BallotUnsigned } from './errors.ts';

/** Whether a ballot is the voter's own word. Runs in the transaction that appends the ballot. */
export class VerifyBallot {
  constructor(
    private readonly verifyStatement: VerifyStatement,
    private readonly keys: MemberKeys,
  ) {}

  /** The id of the stored statement; null for a voter who has no key to sign with. Throws BALLOT_UNSIGNED otherwise. */
  async execute(tx: Tx, vote: Vote): Promise<Id | null> {
    const { userId } = vote.viewer;
    if (typeof vote.statementJws !== 'string') {
      // Revoked keys count too: else whoever holds a session could revoke them all and vote unsigned.
      if ((await this.keys.ofUser(tx, userId)).length === 0) return null;
      throw new BallotUnsigned(
        'You have registered a key, so sign your ballot with it and send the signature as statementJws.',
        {
          field: ['statementJws'],
        },
      );
    }
    const statement = await this.verifyStatement.execute(tx, {
      userId,
      jws: vote.statementJws,
      action: 'governance.vote',
      subject: vote.proposalId,
      digest: digestOf(signedVote(vote)),
    });
    return statement.id;
  }
}
