import type { RunSucceededHandler, TrainingRun } from '../training/index.ts';
import type { Tx } from '../shared/index.ts';
import { valuationChanged } from './events.ts';
import type { Valuations } from './ports.ts';
import { queuedValuation } from './valuation.ts';

/** A run that succeeds is valued at once, while the consents that it was trained under still stand. */
export class QueueValuation implements RunSucceededHandler {
  constructor(private readonly valuations: Valuations) {}

  async runSucceeded(tx: Tx, run: TrainingRun): Promise<void> {
    const valuation = queuedValuation(run, tx.now);
    await this.valuations.insert(tx, valuation);
    tx.emit(valuationChanged(valuation, valuation.state));
  }
}
