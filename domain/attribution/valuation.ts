import { newId, type Id } from '../shared/index.ts';

export type ValuationState = 'queued' | 'running' | 'frozen' | 'held';

/** The measuring of one succeeded run. Held: no cap table came of it, and `code` says why. */
export class Valuation {
  readonly id!: Id;
  readonly runId!: Id;
  readonly poolId!: Id;
  readonly state!: ValuationState;
  readonly code!: string | null;
  readonly message!: string | null;
  readonly queuedAt!: Date;
  readonly finishedAt!: Date | null;

  constructor(fields: Valuation) {
    Object.assign(this, fields);
  }
}

export function queuedValuation(run: { readonly id: Id; readonly poolId: Id }, now: Date): Valuation {
  const { id: runId, poolId } = run;
  return new Valuation({
    id: newId(),
    runId,
    poolId,
    state: 'queued',
    code: null,
    message: null,
    queuedAt: now,
    finishedAt: null,
  });
}
