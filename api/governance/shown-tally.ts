import { tallyOf, type BallotBox, type Proposal } from '../../domain/governance/index.ts';
import type { TallyType } from './proposal.type.ts';

/** The box so far, or the count of the close. */
export function shownTally(proposal: Proposal, box: BallotBox): TallyType {
  const { rules, rollTotal, method, powers, castPower, decidedAt, winner } = proposal;
  const count = powers && castPower !== null ? { powers, castPower, struckPower: box.struckPower } : box;
  const tally = tallyOf(rules, rollTotal, proposal, count);
  const decided = decidedAt && method === 'RANKED' ? { leading: winner, approved: winner !== null } : {};
  const [forPower = null, againstPower = null] = method === 'SIMPLE' ? tally.powers : [];
  return { ...tally, ...decided, forPower, againstPower, abstainPower: tally.powers.at(-1) as bigint };
}
