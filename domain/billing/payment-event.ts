import { MAX_MICROS, type Currency, type Id, type Micros } from '../shared/index.ts';

interface Reported {
  /** Unique within the provider, over both types of event; with the provider it is the key under which it counts once. */
  readonly eventId: string;
  /** SHA-256 of the event's canonical JSON: tells a repeat from another event under the same id. */
  readonly digest: string;
  readonly reference: string | null;
}

/** A customer paid. */
export interface PaymentReceived extends Reported {
  readonly type: 'received';
  readonly customerId: Id;
  readonly currency: Currency;
  readonly amountMicros: Micros;
}

/** The whole of an earlier payment was taken back: a chargeback. */
export interface PaymentReversed extends Reported {
  readonly type: 'reversed';
  /** The id of the event that had reported the payment. */
  readonly paymentEventId: string;
}

/** An event of a payment provider, checked for its shape. */
export type PaymentEvent = PaymentReceived | PaymentReversed;

export type PaymentRefusalCode =
  | 'EVENT_INVALID'
  | 'EVENT_CONFLICT'
  | 'SOURCE_MISMATCH'
  | 'CUSTOMER_UNKNOWN'
  | 'CURRENCY_UNKNOWN'
  | 'AMOUNT_INVALID'
  | 'PAYMENT_UNKNOWN'
  | 'PAYMENT_REVERSED'
  | 'BALANCE_TOO_LARGE';

export interface PaymentRefusal {
  readonly code: PaymentRefusalCode;
  readonly message: string;
}

/** An event of which not even the shape was right. */
export interface MisshapenEvent extends PaymentRefusal {
  readonly eventId: string;
  readonly digest: string;
}

/** Evidence of an event that was not counted, so that an operator can look after money that somebody paid. */
export class RefusedPaymentEvent {
  readonly id!: Id;
  readonly providerId!: Id;
  readonly eventId!: string;
  readonly digest!: string;
  readonly code!: PaymentRefusalCode;
  readonly message!: string;
  readonly receivedAt!: Date;

  constructor(fields: RefusedPaymentEvent) {
    Object.assign(this, fields);
  }
}

/** Why money that came in cannot be credited, or null. */
export function refusalOf(
  event: PaymentReceived,
  facts: { readonly customerKnown: boolean; readonly currencies: readonly Currency[] },
): PaymentRefusal | null {
  if (!facts.customerKnown) return { code: 'CUSTOMER_UNKNOWN', message: 'No such customer is registered here.' };
  if (!facts.currencies.includes(event.currency)) {
    return { code: 'CURRENCY_UNKNOWN', message: `This instance keeps its books in ${facts.currencies.join(', ')}.` };
  }
  if (event.amountMicros <= 0n || event.amountMicros > MAX_MICROS) {
    return {
      code: 'AMOUNT_INVALID',
      message: 'The amount must be more than zero, and no more than a balance can hold.',
    };
  }
  return null;
}

export const CONFLICT: PaymentRefusal = {
  code: 'EVENT_CONFLICT',
  message: 'An event with this id and other content was accepted before; that one counts. Give each event its own id.',
};

export const PAYMENT_UNKNOWN: PaymentRefusal = {
  code: 'PAYMENT_UNKNOWN',
  message: 'This provider reported no payment by an event with that id.',
};

export const PAYMENT_REVERSED: PaymentRefusal = {
  code: 'PAYMENT_REVERSED',
  message: 'That payment was taken back before, by another event.',
};
