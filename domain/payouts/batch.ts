import { changed, type Currency, type Id, type Micros } from '../shared/index.ts';
import { BatchStateWrong } from './errors.ts';

export type BatchState = 'open' | 'released' | 'discarded';

/** The most payouts in one file. */
export const MOST_IN_BATCH = 500;

/** Payouts that go to the bank in one file. One operator makes it, another releases it. */
export class PayoutBatch {
  readonly id!: Id;
  readonly currency!: Currency;
  readonly state!: BatchState;
  readonly payouts!: number;
  readonly totalMicros!: Micros;
  /** SHA-256 of the file, in hex. */
  readonly digest!: string;
  readonly createdBy!: Id;
  readonly createdAt!: Date;
  readonly endedBy!: Id | null;
  readonly endedAt!: Date | null;

  constructor(fields: PayoutBatch) {
    Object.assign(this, fields);
  }
}

/** An operator took the file, which holds what is sealed elsewhere. Rows are only ever added. */
export class BatchDisclosure {
  readonly id!: Id;
  readonly batchId!: Id;
  readonly operatorId!: Id;
  readonly at!: Date;

  constructor(fields: BatchDisclosure) {
    Object.assign(this, fields);
  }
}

export function endedBatch(batch: PayoutBatch, state: 'released' | 'discarded', endedBy: Id, now: Date): PayoutBatch {
  if (batch.state !== 'open') throw new BatchStateWrong(batch.state);
  return changed(batch, { state, endedBy, endedAt: now });
}
