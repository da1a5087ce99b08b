import type { BillingDetailsBook, Invoices, PreviewInvoice, SetBillingDetails } from '../../domain/billing/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { ownedNode } from './customer.ts';
import { BillingDetailsResolver } from './details.resolver.ts';
import { InvoiceLineFields, InvoiceResolver } from './invoice.resolver.ts';
import { PaymentResolver, type PaymentUseCases } from './payment.resolver.ts';
import { PaymentProviderResolver, PaymentRefusalFields, type ProviderUseCases } from './provider.resolver.ts';
import { ReceiptResolver } from './receipt.resolver.ts';
import { BalanceRefundResolver, type RefundUseCases } from './refund.resolver.ts';

export { BillingDetailsResolver } from './details.resolver.ts';
export { InvoiceLineFields, InvoiceResolver } from './invoice.resolver.ts';
export { PaymentResolver } from './payment.resolver.ts';
export { PaymentProviderResolver, PaymentRefusalFields } from './provider.resolver.ts';
export { ReceiptResolver } from './receipt.resolver.ts';
export { BalanceRefundResolver } from './refund.resolver.ts';
export { providerIn, providerSourceOf } from './source.ts';

export interface BillingUseCases extends PaymentUseCases, ProviderUseCases, RefundUseCases {
  readonly invoices: Invoices;
  readonly previewInvoice: PreviewInvoice;
  readonly billingDetails: BillingDetailsBook;
  readonly setBillingDetails: SetBillingDetails;
}

export function billingResolvers(useCases: BillingUseCases): object[] {
  const { receipts, invoices, previewInvoice, billingDetails, setBillingDetails } = useCases;
  return [
    new PaymentResolver(useCases),
    new PaymentProviderResolver(useCases),
    new PaymentRefusalFields(),
    new ReceiptResolver(receipts),
    new InvoiceResolver(invoices, previewInvoice),
    new InvoiceLineFields(),
    new BillingDetailsResolver(billingDetails, setBillingDetails),
    new BalanceRefundResolver(useCases),
  ];
}

type Kept = Pick<BillingUseCases, 'providers' | 'payments' | 'receipts' | 'invoices' | 'refunds'>;

export function billingNodes({ providers, payments, receipts, invoices, refunds }: Kept): NodeLoader[] {
  return [
    { type: 'PaymentProvider', load: async (viewer, id) => (viewer.isOperator ? providers.byId(id) : null) },
    ownedNode('Payment', (id) => payments.byId(id)),
    ownedNode('Receipt', (id) => receipts.byId(id)),
    ownedNode('Invoice', (id) => invoices.byId(id)),
    ownedNode('BalanceRefund', (id) => refunds.byId(id)),
  ];
}
