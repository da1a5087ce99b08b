import type { Id, Micros } from '../shared/index.ts';

export type AuditTrigger = 'operator' | 'nightly';
export type AuditState = 'waiting' | 'running' | 'finished';

/** One pass of all checks over one state of the database. */
export class AuditRun {
  readonly id!: Id;
  readonly trigger!: AuditTrigger;
  /** Who asked for it; null for a nightly one. */
  readonly operatorId!: Id | null;
  /** `2026-01-31`, the day (UTC) whose nightly run it is; there is one a day, however many workers there are. */
  readonly night!: string | null;
  readonly requestedAt!: Date;
  /** When a worker took it; later than the first time, if that worker did not finish it. */
  readonly startedAt!: Date | null;
  readonly finishedAt!: Date | null;
  /** Whether every check passed; null until it is finished. */
  readonly sound!: boolean | null;
  /** How many checks there are, those to come included; null until it is started. */
  readonly checks!: number | null;
  readonly entriesSumMicros!: Micros | null;
  readonly balancesSumMicros!: Micros | null;
  readonly journals!: bigint | null;

  constructor(fields: Omit<AuditRun, 'state'>) {
    Object.assign(this, fields);
  }

  get state(): AuditState {
    if (this.finishedAt) return 'finished';
    return this.startedAt ? 'running' : 'waiting';
  }
}

/** What one check found, wherever it ran. */
export class Finding {
  readonly name!: string;
  readonly invariant!: number;
  /** Names the first row that breaks the rule; null where none does. */
  readonly row!: string | null;
  /** The sentence about it. */
  readonly fault!: string | null;
  readonly tookMs!: number;

  constructor(fields: Omit<Finding, 'sound'>) {
    Object.assign(this, fields);
  }

  get sound(): boolean {
    return this.fault === null;
  }
}

/** What one check of a run found. */
export class CheckResult extends Finding {
  readonly runId!: Id;
  readonly checkedAt!: Date;

  constructor(fields: Omit<CheckResult, 'sound'>) {
    super(fields);
    Object.assign(this, fields);
  }
}

/** Of the whole ledger: both sums are zero in sound books. */
export interface Totals {
  readonly entriesSumMicros: Micros;
  readonly balancesSumMicros: Micros;
  readonly journals: bigint;
}
