import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresBillingRecords } from './audit.repository.ts';
import { BalanceRefunds1765000003130 } from './balance-refunds.migration.ts';
import { PostgresBalanceRefunds } from './balance-refunds.repository.ts';
import { PostgresChargeTallies } from './charge-tallies.repository.ts';
import { PostgresDebts } from './debts.repository.ts';
import { Documents1765000003110 } from './documents.migration.ts';
import { PostgresBillingDetails, PostgresDocumentNumbers, PostgresReceipts } from './documents.repository.ts';
import { Invoices1765000003120 } from './invoices.migration.ts';
import { PostgresInvoices } from './invoices.repository.ts';
import { BalanceRefundSchema, ChargeTallySchema, InvoiceLineSchema, InvoiceSchema } from './invoices.schema.ts';
import { PostgresPaymentEvents } from './payment-events.repository.ts';
import { PostgresPaymentProviders } from './payment-providers.repository.ts';
import { Payments1765000003100 } from './payments.migration.ts';
import { PostgresPayments } from './payments.repository.ts';
import { RefundHands1765000009500 } from './refund-hands.migration.ts';
import {
  BillingDetailsSchema,
  DebtCollectionSchema,
  PaymentProviderSchema,
  PaymentReversalSchema,
  PaymentSchema,
  ReceiptSchema,
  RefusedPaymentEventSchema,
} from './payments.schema.ts';

export const schemas = [
  PaymentProviderSchema,
  RefusedPaymentEventSchema,
  PaymentSchema,
  PaymentReversalSchema,
  DebtCollectionSchema,
  ReceiptSchema,
  BillingDetailsSchema,
  ChargeTallySchema,
  InvoiceSchema,
  InvoiceLineSchema,
  BalanceRefundSchema,
] as EntitySchema[];

export const migrations: (new () => MigrationInterface)[] = [
  Payments1765000003100,
  Documents1765000003110,
  Invoices1765000003120,
  BalanceRefunds1765000003130,
  RefundHands1765000009500,
];

export function postgresBilling(dataSource: DataSource) {
  return {
    providers: new PostgresPaymentProviders(dataSource),
    events: new PostgresPaymentEvents(dataSource),
    payments: new PostgresPayments(dataSource),
    debts: new PostgresDebts(dataSource),
    numbers: new PostgresDocumentNumbers(),
    receipts: new PostgresReceipts(dataSource),
    billingDetails: new PostgresBillingDetails(dataSource),
    tallies: new PostgresChargeTallies(dataSource),
    invoices: new PostgresInvoices(dataSource),
    refunds: new PostgresBalanceRefunds(dataSource),
    records: new PostgresBillingRecords(dataSource),
  };
}
