import type { Currency, Id, Micros } from '../../shared/index.ts';

/** `external`: money that came in from outside. `platform`: fees that the platform has earned. */
export type ReserveSource = 'external' | 'platform';

/** Money that an operator put into the reserve, which pays refunds of matured shares. */
export class ReserveFunding {
  readonly id!: Id;
  readonly operatorId!: Id;
  readonly source!: ReserveSource;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly idempotencyKey!: string;
  readonly fundedAt!: Date;

  constructor(fields: ReserveFunding) {
    Object.assign(this, fields);
  }
}
