import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import {
  BillingDetails,
  DebtCollection,
  Payment,
  PaymentProvider,
  PaymentReversal,
  Receipt,
  RefusedPaymentEvent,
} from '../../../domain/billing/index.ts';
import { bigInteger, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const PaymentProviderSchema = new EntitySchema<PaymentProvider>({
  name: 'PaymentProvider',
  target: PaymentProvider,
  tableName: 'payment_providers',
  columns: {
    id: uuidKey,
    name: text,
    registeredBy: uuid,
    createdAt: instant,
    revokedAt: optional(instant),
  } satisfies Record<keyof PaymentProvider, EntitySchemaColumnOptions>,
});

/** SHA-256 in hex, kept as its bytes. */
const digest = {
  type: 'bytea',
  transformer: {
    from: (value: Buffer) => value.toString('hex'),
    to: (value: string) => Buffer.from(value, 'hex'),
  },
} satisfies EntitySchemaColumnOptions;

export const RefusedPaymentEventSchema = new EntitySchema<RefusedPaymentEvent>({
  name: 'RefusedPaymentEvent',
  target: RefusedPaymentEvent,
  tableName: 'payment_refusals',
  columns: {
    id: uuidKey,
    providerId: uuid,
    eventId: text,
    digest,
    code: text,
    message: text,
    receivedAt: instant,
  } satisfies Record<keyof RefusedPaymentEvent, EntitySchemaColumnOptions>,
});

export const PaymentSchema = new EntitySchema<Payment>({
  name: 'Payment',
  target: Payment,
  tableName: 'payments',
  columns: {
    id: uuidKey,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    origin: text,
    operatorId: optional(uuid),
    idempotencyKey: optional(text),
    providerId: optional(uuid),
    eventId: optional(text),
    reference: optional(text),
    createdAt: instant,
  } satisfies Record<keyof Payment, EntitySchemaColumnOptions>,
});

export const PaymentReversalSchema = new EntitySchema<PaymentReversal>({
  name: 'PaymentReversal',
  target: PaymentReversal,
  tableName: 'payment_reversals',
  columns: {
    id: uuidKey,
    paymentId: uuid,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    takenMicros: bigInteger,
    providerId: uuid,
    eventId: text,
    reference: optional(text),
    createdAt: instant,
  } satisfies Record<keyof PaymentReversal, EntitySchemaColumnOptions>,
});

export const DebtCollectionSchema = new EntitySchema<DebtCollection>({
  name: 'DebtCollection',
  target: DebtCollection,
  tableName: 'debt_collections',
  columns: {
    id: uuidKey,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    collectedAt: instant,
  } satisfies Record<keyof DebtCollection, EntitySchemaColumnOptions>,
});

export const ReceiptSchema = new EntitySchema<Receipt>({
  name: 'Receipt',
  target: Receipt,
  tableName: 'receipts',
  columns: {
    id: uuidKey,
    number: text,
    year: integer,
    sequence: integer,
    paymentId: uuid,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    reference: optional(text),
    issuer: optional(json),
    billedTo: optional(json),
    issuedAt: instant,
  } satisfies Record<keyof Receipt, EntitySchemaColumnOptions>,
});

export const BillingDetailsSchema = new EntitySchema<BillingDetails>({
  name: 'BillingDetails',
  target: BillingDetails,
  tableName: 'billing_details',
  columns: {
    customerId: uuidKey,
    name: text,
    address: text,
    country: optional(text),
    taxId: optional(text),
    updatedAt: instant,
  } satisfies Record<keyof BillingDetails, EntitySchemaColumnOptions>,
});
