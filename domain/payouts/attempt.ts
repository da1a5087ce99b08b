import { changed, type Id } from '../shared/index.ts';

/** `refused` is any answer but 2xx and 410. After `timed-out` and `lost` nobody knows whether the provider took it. */
export type AttemptOutcome = 'delivered' | 'refused' | 'gone' | 'unreachable' | 'timed-out' | 'lost';

/** What a provider said to one order, or that it said nothing. */
export interface ProviderAnswer {
  readonly outcome: Exclude<AttemptOutcome, 'lost'>;
  readonly httpStatus: number | null;
  /** How long it asked to be left alone. */
  readonly retryAfterMs: number | null;
}

/** One try to hand a payout to the provider. The row is there before the request leaves, so that no crash hides one. */
export class Attempt {
  readonly payoutId!: Id;
  /** 1, 2, ... */
  readonly number!: number;
  readonly startedAt!: Date;
  readonly finishedAt!: Date | null;
  readonly outcome!: AttemptOutcome | null;
  readonly httpStatus!: number | null;

  constructor(fields: Attempt) {
    Object.assign(this, fields);
  }
}

export function begun(payoutId: Id, number: number, startedAt: Date): Attempt {
  return new Attempt({ payoutId, number, startedAt, finishedAt: null, outcome: null, httpStatus: null });
}

/** Without an answer the worker died, or was held up past its lease. */
export function finished(attempt: Attempt, answer: ProviderAnswer | null, now: Date): Attempt {
  const { outcome, httpStatus } = answer ?? { outcome: 'lost', httpStatus: null };
  return changed(attempt, { finishedAt: now, outcome, httpStatus });
}
