import type { DomainEvent } from '../shared/index.ts';
import type { Valuation, ValuationState } from './valuation.ts';

/** A valuation changed its state: queued, running, then its cap table is frozen, or it is held. */
export function capTableChanged({ runId, poolId }: Valuation, state: ValuationState): DomainEvent {
  return { subject: `attribution.capTable.${poolId}`, payload: { runId, poolId, state } };
}
