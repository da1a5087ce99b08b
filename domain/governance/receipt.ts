import { chainHead, type Ballot } from './ballot.ts';
import type { Id } from '../shared/index.ts';

export const RECEIPT_TYPE = 'commonpool-receipt';

/** What the instance signs for a voter: that this ballot is in the chain, at this place. `voter` is their pseudonym. */
export interface Receipt {
  readonly instance: string;
  readonly proposal: Id;
  readonly voter: string;
  readonly sequence: string;
  readonly ballot: string;
  readonly previous: string;
  readonly head: string;
  readonly at: string;
}

export function receiptOf(instance: string, ballot: Ballot): Receipt {
  const { proposalId: proposal, pseudonym: voter, sequence, digest, previous, castAt } = ballot;
  return {
    instance,
    proposal,
    voter,
    sequence: sequence.toString(),
    ballot: digest,
    previous,
    head: chainHead(previous, ballot),
    at: castAt.toISOString(),
  };
}
