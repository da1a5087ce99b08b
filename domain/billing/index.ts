import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AcceptPayment } from './accept-payment.ts';
export { ApproveBalanceRefund } from './approve-balance-refund.ts';
export { AuditBilling } from './audit-billing.ts';
export type { BillingRecords } from './audit-ports.ts';
export { BalanceRefund, type BalanceRefundState, type RefundApproval, type RefundClosing } from './balance-refund.ts';
export { BillingDetails } from './billing-details.ts';
export { ExpiredTicketCharges, RefundCharges, UsageCharges } from './charge-sources.ts';
export { ChargeTally, type Charges, type ChargeSource, type ChargeSum } from './charge.ts';
export { CollectDebts } from './collect-debts.ts';
export { CreditBalance } from './credit-balance.ts';
export { documentNumber, type Place, type Series } from './document-number.ts';
export type { BillingDetailsBook, ChargeTallies, DocumentNumbers, Due, Invoices, Receipts } from './document-ports.ts';
export { DrawUpInvoice } from './draw-up-invoice.ts';
export {
  BalanceRefundClosed,
  BalanceRefundNotApproved,
  DebtOpen,
  OwnBalanceRefund,
  RefundExceedsBalance,
  RefundSameHands,
} from './errors.ts';
export { invoiceText } from './invoice-text.ts';
export { Invoice, InvoiceLine, type InvoiceDraft } from './invoice.ts';
export { IssueInvoices } from './issue-invoices.ts';
export { IssueReceipt } from './issue-receipt.ts';
export { monthEnd, monthOf, monthStart, type Month } from './month.ts';
export { assertParty, type Issuer, type Party } from './party.ts';
export {
  RefusedPaymentEvent,
  type MisshapenEvent,
  type PaymentEvent,
  type PaymentReceived,
  type PaymentRefusalCode,
  type PaymentReversed,
} from './payment-event.ts';
export { PaymentProvider, PROVIDER_SECRETS } from './payment-provider.ts';
export { DebtCollection, Payment, PaymentReversal, type PaymentOrigin } from './payment.ts';
export { plainText } from './plain-text.ts';
export type { BalanceRefunds, Debtor, Debts, PaymentEvents, PaymentProviders, Payments } from './ports.ts';
export { PreviewInvoice, type InvoicePreview } from './preview-invoice.ts';
export { ReadPrepaid, type Prepaid } from './read-prepaid.ts';
export { receiptText } from './receipt-text.ts';
export { Receipt } from './receipt.ts';
export { RecordPayments, type PaymentResult } from './record-payments.ts';
export { RecordTopUp, type TopUpCommand } from './record-top-up.ts';
export { RefundHands } from './refund-hands.ts';
export { RegisterPaymentProvider, type RegisteredProvider } from './register-payment-provider.ts';
export { RequestBalanceRefund, type RefundCommand } from './request-balance-refund.ts';
export { ReturnBalanceRefund, type ReturnCommand } from './return-balance-refund.ts';
export { ReversePayment } from './reverse-payment.ts';
export { RevokePaymentProvider } from './revoke-payment-provider.ts';
export { RotatePaymentProviderSecret } from './rotate-payment-provider-secret.ts';
export { SetBillingDetails } from './set-billing-details.ts';
export { SettleBalanceRefund } from './settle-balance-refund.ts';
export { TallyCharges } from './tally-charges.ts';
export { TaxTable, type TaxRate } from './tax-table.ts';
export { taxOf, type Taxes, type TaxLine, type TaxMode, type TaxQuestion } from './taxes.ts';
export { VerifyPaymentDelivery } from './verify-payment-delivery.ts';

export type BillingErrorCode = CodesOf<typeof errors>;
