import type { Id } from '../shared/index.ts';

export type ValuationState = 'queued' | 'running' | 'frozen' | 'held';

/** The measuring of one succeeded run. Held: no cap table came of it, and `code` says why. */
export class Valuation {
  constructor(
    readonly id: Id,
    readonly runId: Id,
    readonly poolId: Id,
    readonly state: ValuationState,
    readonly code: string | null,
    readonly message: string | null,
    readonly queuedAt: Date,
    readonly finishedAt: Date | null,
  ) {}
}
