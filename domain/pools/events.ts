import type { DomainEvent, Id } from '../shared/index.ts';
import type { Contribution } from './contribution.ts';

/** The pool's state, pledges or charter changed. */
export function poolChanged(poolId: Id): DomainEvent {
  return { subject: `pools.pool.${poolId}`, payload: { poolId } };
}

/** A contribution was decided or withdrawn, or is given back to be decided. */
export function contributionChanged({ id, poolId, state }: Contribution): DomainEvent {
  return { subject: `pools.contribution.${poolId}`, payload: { poolId, contributionId: id, state } };
}
