import type { Id } from '../shared/index.ts';
import { put, type BallotBox, type Place, type Weighed } from './ballot-box.ts';
import type { Proposal } from './proposal.ts';
import { tallyOf, type Count } from './tally.ts';

/**
 * Whether an ABSTAIN of this voter, cast now, would complete the quorum: who means to stay neutral should know that it can
 * decide. `weighed` holds the voter, and their delegate if there is one; it is left as it was.
 */
export function abstainCompletesQuorum(
  proposal: Pick<Proposal, 'rules' | 'rollTotal' | 'method' | 'choices'>,
  box: BallotBox,
  userId: Id,
  place: Place,
  weighed: ReadonlyMap<Id, Weighed>,
): boolean {
  const quorumMet = (count: Count) => tallyOf(proposal.rules, proposal.rollTotal, proposal, count).quorumMet;
  if (quorumMet(box)) return false;
  const copies = new Map([...weighed].map(([id, one]) => [id, { ...one }]));
  return quorumMet(put(box, proposal, { userId, choice: 'ABSTAIN', digest: '' }, place, copies));
}
