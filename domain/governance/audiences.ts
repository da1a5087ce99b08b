import type { Audience } from '../notices/index.ts';
import type { Id, Tx } from '../shared/index.ts';
import type { Rolls } from './ports.ts';
import { DELEGATORS, ROLL, UNDECIDED } from './tell-voters.ts';

/** Who may vote on a proposal; of these who has not; and by a delegate's ballot, who let them vote and has not voted. */
export function votingAudiences(rolls: Pick<Rolls, 'usersAfter' | 'delegatorsAfter'>): readonly Audience[] {
  const users = (name: string, undecidedOnly: boolean): Audience => ({
    name,
    after: (tx: Tx, proposalId: Id, after: Id | null, limit: number) =>
      rolls.usersAfter(tx, proposalId, after, limit, undecidedOnly),
  });
  return [
    users(ROLL, false),
    users(UNDECIDED, true),
    { name: DELEGATORS, after: (tx, ballotId, after, limit) => rolls.delegatorsAfter(tx, ballotId, after, limit) },
  ];
}
