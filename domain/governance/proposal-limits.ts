import { PPM, type Id } from '../shared/index.ts';
import { NotAProposer, TooManyProposals } from './errors.ts';
import type { Roll } from './roll.ts';
import type { GovernanceRules } from './rules.ts';

/** So that nobody buries a question under others. Live: published and not yet decided. */
export interface ProposalLimits {
  readonly liveOfAuthor: number;
  readonly liveInGroup: number;
  /** Published by one author in one group within the last 24 hours. */
  readonly aDayOfAuthor: number;
}

export const PROPOSAL_LIMITS: ProposalLimits = { liveOfAuthor: 3, liveInGroup: 20, aDayOfAuthor: 10 };

/** Throws TOO_MANY_PROPOSALS. `now`: what there is, counted while the group is held. */
export function assertRoom(now: ProposalLimits, most: ProposalLimits): void {
  const { liveOfAuthor, liveInGroup, aDayOfAuthor } = most;
  if (now.liveOfAuthor >= liveOfAuthor) {
    throw new TooManyProposals(`You have ${liveOfAuthor} proposals here that are not decided; wait for one of them.`);
  }
  if (now.liveInGroup >= liveInGroup) {
    throw new TooManyProposals(`${liveInGroup} proposals here are not decided; wait for one of them.`);
  }
  if (now.aDayOfAuthor >= aDayOfAuthor) {
    throw new TooManyProposals(`You published ${aDayOfAuthor} proposals here within a day; go on tomorrow.`);
  }
}

/** Throws NOT_A_PROPOSER where the author has less of the roll's power than the rules ask, or is not on it. */
export function assertProposer({ entries, total }: Roll, authorId: Id, { proposerPpm = 0 }: GovernanceRules): void {
  const power = entries.find(({ userId }) => userId === authorId)?.power ?? 0n;
  if (power > 0n && power * PPM >= BigInt(proposerPpm) * total) return;
  throw new NotAProposer(
    proposerPpm === 0
      ? 'Only its members who may vote put proposals to a pool.'
      : `Proposals here need ${proposerPpm} parts per million of the power; you have ${power} of ${total}.`,
  );
}
