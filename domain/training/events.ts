import type { DomainEvent } from '../shared/index.ts';
import type { RunState, TrainingRun } from './training-run.ts';

/** A run changed its state or got on. Who listens reads the run again. */
export function runChanged({ id, poolId }: Pick<TrainingRun, 'id' | 'poolId'>, state: RunState): DomainEvent {
  return { subject: `training.run.${id}`, payload: { runId: id, poolId, state } };
}
