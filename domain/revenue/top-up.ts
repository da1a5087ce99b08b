import type { Currency, Id, Micros } from '../shared/index.ts';

/** Money that came from outside to a customer's prepaid balance, as an operator recorded it. */
export class TopUp {
  readonly id!: Id;
  readonly customerId!: Id;
  readonly operatorId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly idempotencyKey!: string;
  readonly createdAt!: Date;

  constructor(fields: TopUp) {
    Object.assign(this, fields);
  }
}
