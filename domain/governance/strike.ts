import { InvalidInput, type Id } from '../shared/index.ts';
import { StrikeTooLate } from './errors.ts';
import type { Proposal } from './proposal.ts';

/**
 * That a ballot was disqualified, for everyone to read. The roll stays as it is: the power behind the ballot is struck, and so
 * counts for nothing and is counted apart. Its voter's appeal brings the ballot back at once, until other hands uphold it.
 */
export class Strike {
  readonly id!: Id;
  readonly proposalId!: Id;
  readonly userId!: Id;
  /** The voter's, on the roll. */
  readonly pseudonym!: string;
  /** Of the ballot that was struck. */
  readonly ballotSequence!: bigint;
  readonly operatorId!: Id;
  readonly reason!: string;
  readonly struckAt!: Date;
  readonly appeal!: string | null;
  readonly appealedAt!: Date | null;
  /** Another operator, who struck the ballot again after the appeal; there is no second one. */
  readonly upheldBy!: Id | null;
  readonly upheldReason!: string | null;
  readonly upheldAt!: Date | null;

  constructor(fields: Strike) {
    Object.assign(this, fields);
  }
}

const LONGEST = 1000;

export function assertPublicReason(text: string, field: string): string {
  if (text.trim() === '' || text.length > LONGEST) {
    throw new InvalidInput([field], `Say why, in 1 to ${LONGEST} characters that everybody reads.`);
  }
  return text;
}

/** The last quarter of the voting belongs to appeals: nobody is struck when they can no longer answer. */
export function assertTimeToAppeal({ endsAt, rules }: Proposal, now: Date): void {
  const latest = new Date(endsAt.getTime() - rules.votingPeriodMs / 4);
  if (now >= latest) throw new StrikeTooLate(latest);
}
