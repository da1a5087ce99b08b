import type { BallotBox } from './ballot-box.ts';
import type { Proposal } from './proposal.ts';
import { resultsOf } from './rules.ts';

/** Of a secret vote with fewer voters nobody learns the count, for it would say too much of each of them. */
export const FEWEST_SECRET_VOTERS = 20;

/** Whether a viewer may see how a proposal stands. `hasVoted`: whether they have a ballot on it. */
export function mayBeSeen(
  { decidedAt, rules }: Proposal,
  { voters }: Pick<BallotBox, 'voters'>,
  hasVoted: boolean,
): boolean {
  if (rules.secret && voters < FEWEST_SECRET_VOTERS) return false;
  if (decidedAt !== null) return true;
  const results = resultsOf(rules);
  return results === 'LIVE' || (results === 'AFTER_OWN_VOTE' && hasVoted);
}
