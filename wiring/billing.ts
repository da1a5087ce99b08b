import { billingNodes, billingResolvers } from '../api/billing/index.ts';
import { mountPaymentsWebhook } from '../api/webhooks/index.ts';
import {
  AcceptPayment,
  ApproveBalanceRefund,
  AuditBilling,
  CollectDebts,
  CreditBalance,
  DrawUpInvoice,
  ExpiredTicketCharges,
  IssueInvoices,
  IssueReceipt,
  PreviewInvoice,
  PROVIDER_SECRETS,
  ReadPrepaid,
  RecordPayments,
  RecordTopUp,
  RefundCharges,
  RefundHands,
  RegisterPaymentProvider,
  RequestBalanceRefund,
  ReturnBalanceRefund,
  ReversePayment,
  RevokePaymentProvider,
  RotatePaymentProviderSecret,
  SetBillingDetails,
  SettleBalanceRefund,
  TallyCharges,
  TaxTable,
  UsageCharges,
  VerifyPaymentDelivery,
  type ChargeSource,
  type Issuer,
} from '../domain/billing/index.ts';
import { OtherHands, SenderKeys } from '../domain/identity/index.ts';
import { StandardWebhookSignatures } from '../infra/crypto/webhook-signature.ts';
import { postgresBilling } from '../infra/postgres/billing/index.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Money } from './money.ts';
import type { Ground, Wired } from './parts.ts';
import type { Pools } from './pools.ts';

/** What invoices need of the models that were used. */
export type BilledModels = Pick<Models, 'modelVersions'> & { readonly pools: Pick<Pools['pools'], 'byIds'> };

/** What happens to customers' money before and after they use it: payments, refunds of what is unused, and documents. */
export function wireBilling(ground: Ground, identity: Identity, models: BilledModels, money: Money) {
  const { config } = ground;
  const kept = postgresBilling(ground.dataSource);
  const issuer: Issuer = config.issuer ?? {
    name: config.instance,
    address: '',
    country: null,
    taxId: null,
    pricesIncludeTax: true,
  };
  const context = {
    ...kept,
    ...wirePayments(ground, identity, money, kept, issuer),
    ...wireInvoices(ground, models, money, kept, issuer),
    setBillingDetails: new SetBillingDetails(ground.transactions, kept.billingDetails),
    readPrepaid: new ReadPrepaid(money.accounts, kept.debts),
  };
  const wired: Wired = {
    resolvers: billingResolvers(context),
    nodes: billingNodes(context),
    mounts: [mountPaymentsWebhook(context)],
    jobs: [
      { name: 'collect debts', job: () => context.collectDebts.execute(), idleMs: 1_000 },
      { name: 'tally charges', job: () => context.tallyCharges.execute(), idleMs: 10_000, share: 0.25 },
      { name: 'issue invoices', job: () => context.issueInvoices.execute(), idleMs: 60_000 },
    ],
  };
  return { ...context, wired };
}

export type Billing = ReturnType<typeof wireBilling>;

type Kept = ReturnType<typeof postgresBilling>;

function wirePayments(ground: Ground, identity: Identity, money: Money, kept: Kept, issuer: Issuer) {
  const { transactions: tx, config, rootKey } = ground;
  const { postJournals } = money;
  const { providers, payments, debts, refunds } = kept;
  const credit = new CreditBalance(debts, postJournals, money.fundPayer);
  const issueReceipt = new IssueReceipt(kept.numbers, kept.receipts, kept.billingDetails, issuer);
  const accept = new AcceptPayment(credit, issueReceipt);
  const reverse = new ReversePayment(payments, debts, postJournals);
  const keys = new SenderKeys(providers, rootKey, PROVIDER_SECRETS);
  const hands = new RefundHands(new OtherHands(identity.persons));
  return {
    registerPaymentProvider: new RegisterPaymentProvider(tx, providers, keys),
    rotatePaymentProviderSecret: new RotatePaymentProviderSecret(tx, providers, keys),
    revokePaymentProvider: new RevokePaymentProvider(tx, providers),
    verifyPaymentDelivery: new VerifyPaymentDelivery(providers, keys, new StandardWebhookSignatures()),
    recordPayments: new RecordPayments(
      ...([tx, kept.events, payments, identity.users, accept, reverse] as const),
      config.currencies,
    ),
    recordTopUp: new RecordTopUp(tx, payments, identity.users, accept, config.currencies),
    collectDebts: new CollectDebts(tx, debts, money.accounts, postJournals),
    requestBalanceRefund: new RequestBalanceRefund(tx, refunds, debts, postJournals, config.currencies),
    approveBalanceRefund: new ApproveBalanceRefund(tx, refunds, hands),
    settleBalanceRefund: new SettleBalanceRefund(tx, refunds, hands, postJournals),
    returnBalanceRefund: new ReturnBalanceRefund(tx, refunds, hands, credit),
  };
}

function wireInvoices(ground: Ground, models: BilledModels, money: Money, kept: Kept, issuer: Issuer) {
  const { transactions: tx, config } = ground;
  const { tallies, numbers, invoices, billingDetails } = kept;
  /** One per kind of journal that belongs on an invoice. */
  const chargeSources: readonly ChargeSource[] = [
    new UsageCharges(money.callSums),
    new RefundCharges(money.refundedVersions),
    new ExpiredTicketCharges(money.tickets),
  ];
  const taxes = new TaxTable(new Map(Object.entries(config.taxes)), issuer);
  const drawUp = new DrawUpInvoice(models.modelVersions, models.pools, taxes);
  return {
    chargeSources,
    tallyCharges: new TallyCharges(tx, money.bookedLegs, tallies, chargeSources),
    issueInvoices: new IssueInvoices(tx, tallies, numbers, invoices, billingDetails, drawUp, issuer),
    auditBilling: new AuditBilling(kept.records, money.journals, money.bookedLegs, chargeSources),
    previewInvoice: new PreviewInvoice(tx, tallies, billingDetails, drawUp),
  };
}
