import type { Currency, Id, Micros } from '../shared/index.ts';
import type { Party } from './party.ts';

/** A numbered document that says that a payment was received. It is never changed. */
export class Receipt {
  readonly id!: Id;
  readonly number!: string;
  readonly year!: number;
  readonly sequence!: number;
  readonly paymentId!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  readonly reference!: string | null;
  /** Null where nothing was known when it was issued. */
  readonly issuer!: Party | null;
  readonly billedTo!: Party | null;
  readonly issuedAt!: Date;

  constructor(fields: Receipt) {
    Object.assign(this, fields);
  }
}
