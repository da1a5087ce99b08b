import type { DomainEvent } from '../shared/index.ts';
import type { CapTable } from './cap-table.ts';
import type { Valuation, ValuationState } from './valuation.ts';

/** A valuation changed its state: queued, running, then frozen or held. */
export function valuationChanged(
  { runId, poolId }: Pick<Valuation, 'runId' | 'poolId'>,
  state: ValuationState,
): DomainEvent {
  return { subject: `attribution.valuation.${runId}`, payload: { runId, poolId, state } };
}

/** A pool has a new cap table. */
export function capTableFrozen({ id, runId, poolId }: CapTable): DomainEvent {
  return { subject: `attribution.capTable.${poolId}`, payload: { capTableId: id, runId, poolId } };
}
