import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { BalanceRefund, ChargeTally, Invoice, InvoiceLine } from '../../../domain/billing/index.ts';
import { bigInteger, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

const counted = {
  modelVersionId: optional(uuid),
  calls: bigInteger,
  queries: bigInteger,
  inputTokens: bigInteger,
  outputTokens: bigInteger,
  seconds: bigInteger,
  amountMicros: bigInteger,
};

export const ChargeTallySchema = new EntitySchema<ChargeTally>({
  name: 'ChargeTally',
  target: ChargeTally,
  tableName: 'charge_tallies',
  columns: {
    customerId: uuidKey,
    currency: { ...text, primary: true },
    month: { ...text, primary: true },
    kind: { ...text, primary: true },
    ...counted,
    modelVersionId: { ...optional(uuid), primary: true },
  } satisfies Record<keyof ChargeTally, EntitySchemaColumnOptions>,
});

export const InvoiceSchema = new EntitySchema<Invoice>({
  name: 'Invoice',
  target: Invoice,
  tableName: 'invoices',
  columns: {
    id: uuidKey,
    number: text,
    year: integer,
    sequence: integer,
    customerId: uuid,
    currency: text,
    month: text,
    totalMicros: bigInteger,
    taxName: optional(text),
    taxCountry: optional(text),
    taxRatePpm: optional(integer),
    taxMode: optional(text),
    taxMicros: optional(bigInteger),
    taxNote: optional(text),
    issuer: json,
    billedTo: optional(json),
    issuedAt: instant,
  } satisfies Record<Exclude<keyof Invoice, 'tax'>, EntitySchemaColumnOptions>,
});

export const InvoiceLineSchema = new EntitySchema<InvoiceLine>({
  name: 'InvoiceLine',
  target: InvoiceLine,
  tableName: 'invoice_lines',
  columns: {
    invoiceId: uuidKey,
    idx: { ...integer, primary: true },
    kind: text,
    description: text,
    ...counted,
  } satisfies Record<keyof InvoiceLine, EntitySchemaColumnOptions>,
});

export const BalanceRefundSchema = new EntitySchema<BalanceRefund>({
  name: 'BalanceRefund',
  target: BalanceRefund,
  tableName: 'balance_refunds',
  columns: {
    id: uuidKey,
    customerId: uuid,
    currency: text,
    amountMicros: bigInteger,
    idempotencyKey: text,
    state: text,
    requestedAt: instant,
    approvedBy: optional(uuid),
    approvedAt: optional(instant),
    closedBy: optional(uuid),
    closedAt: optional(instant),
    evidence: optional(text),
  } satisfies Record<keyof BalanceRefund, EntitySchemaColumnOptions>,
});
