import type { Id } from '../shared/index.ts';
import { MinimaNotMet, PledgingClosed, PoolNotFounding } from './errors.ts';
import type { Terms } from './terms.ts';

/** `closing`: its members ended it, and what is owed is being settled. */
export type PoolState = 'pledging' | 'founding' | 'live' | 'lapsed' | 'rejected' | 'closing' | 'closed';

/** People who own a model together, or are about to. */
export class Pool {
  readonly id!: Id;
  readonly name!: string;
  readonly builderId!: Id;
  readonly state!: PoolState;
  /** The charter in force. */
  readonly charterId!: Id;
  /** Pledges are taken before this instant. */
  readonly pledgingEndsAt!: Date;
  readonly foundingProposalId!: Id | null;
  readonly createdAt!: Date;

  constructor(fields: Pool) {
    Object.assign(this, fields);
  }
}

/** What pledging has brought together: one count per person, and the records of those who count. */
export interface Pledged {
  readonly persons: number;
  readonly records: number;
}

export function assertPledging(pool: Pool, now: Date): void {
  if (pool.state === 'pledging' && now < pool.pledgingEndsAt) return;
  throw new PledgingClosed(`This pool takes no pledges: it is ${pool.state}, and pledging ended or was closed.`, {
    details: { state: pool.state, pledgingEndsAt: pool.pledgingEndsAt.toISOString() },
  });
}

/** A vote opens once: whoever asks again is told so, and not that pledging is over. */
export function assertVotable(pool: Pool, now: Date): void {
  if (pool.state !== 'founding') return assertPledging(pool, now);
  throw new PledgingClosed('The founding vote of this pool is open already.', { details: { state: pool.state } });
}

export function meetsMinima(pledged: Pledged, terms: Pick<Terms, 'minPersons' | 'minRecords'>): boolean {
  return pledged.persons >= terms.minPersons && pledged.records >= terms.minRecords;
}

export function assertMinima(pledged: Pledged, terms: Pick<Terms, 'minPersons' | 'minRecords'>): void {
  if (meetsMinima(pledged, terms)) return;
  const { persons, records } = pledged;
  const { minPersons, minRecords } = terms;
  throw new MinimaNotMet(
    `${persons} of ${minPersons} persons and ${records} of ${minRecords} records are pledged; both minima must be met.`,
    { details: { persons, minPersons, records, minRecords } },
  );
}

/** Only the vote that was opened for this pool may found it, and only once. */
export function assertFoundedBy(pool: Pool | null, proposalId: Id): asserts pool is Pool {
  if (pool?.state === 'founding' && pool.foundingProposalId === proposalId) return;
  throw new PoolNotFounding('This pool is not waiting for the outcome of this vote.');
}
