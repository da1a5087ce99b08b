import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiServer, type ApiServer } from '../../api/server.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Customer } from '../revenue/market.ts';
import { BilledMarket } from './billed-market.ts';

let market: BilledMarket;
let server: ApiServer;
let url: string;
let customer: Customer;
let stranger: Viewer;
/** Another operator. */
const second = newId();

beforeAll(async () => {
  market = await BilledMarket.open({ COMMONPOOL_ISSUER: '{"name":"Coop","address":"","country":"DE"}' });
  const { config, feed, logger } = market.ground;
  server = await createApiServer({
    resolvers: [...market.money.wired.resolvers, ...market.billing.wired.resolvers],
    nodes: [...market.money.wired.nodes, ...market.billing.wired.nodes],
    authenticate: async (token) => {
      if (token === 'operator') return market.operator;
      return { userId: token, isOperator: token === second, sessionId: null };
    },
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: async () => true,
    mounts: [],
  });
  ({ url } = await server.listen(0, '127.0.0.1'));
  customer = await market.customer();
  stranger = (await market.customer()).viewer;
});
afterAll(async () => {
  await server.close(1_000);
  await market.close();
});

interface Said {
  readonly data: never;
  readonly errors?: readonly { extensions: { code: string; field?: string[] } }[];
}

async function ask(token: string, query: string, variables: object = {}): Promise<Said> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Said;
}

const me = () => customer.viewer.userId;
const codeOf = ({ errors }: Said) => errors?.[0]?.extensions.code;

test('a customer sees a payment, its receipt, this month’s use and the invoice of the last one', async () => {
  const model = await market.publish({ pricePerQueryMicros: 1_000n });
  const set = `mutation ($input: SetBillingDetailsInput!) { setBillingDetails(input: $input) {
    billingDetails { name country } userErrors { code field } } }`;
  const wrong = await ask(me(), set, { input: { name: 'ACME', address: '', country: 'Germany' } });
  expect(wrong).toMatchObject({
    data: { setBillingDetails: { userErrors: [{ code: 'INVALID_INPUT', field: ['country'] }] } },
  });
  const done = await ask(me(), set, { input: { name: 'ACME', address: 'Road 2', country: 'DE' } });
  expect(done).toMatchObject({ data: { setBillingDetails: { billingDetails: { name: 'ACME' }, userErrors: [] } } });

  await market.topUp(customer.viewer, 5_000_000n);
  await market.money.postUsage.execute(await market.report(customer, model.id, 3));
  await market.tally();
  const seen = await ask(
    me(),
    `{ payments(first: 5) { edges { node { id amountMicros origin reversal { takenMicros }
         receipt { id number amountMicros issuer { name } billedTo { name address } text paymentId } } } }
       prepaidBalance(currency: "EUR") { balanceMicros heldMicros owedMicros refundableMicros }
       invoicePreview(currency: "EUR") { month totalMicros through lines { modelVersionId calls amountMicros } tax { name } }
       billingDetails { name address country taxId } }`,
  );
  const [{ node: payment }] = (
    seen.data as { payments: { edges: [{ node: { id: string; receipt: { id: string } } }] } }
  ).payments.edges;
  expect(seen).toMatchObject({
    data: {
      payments: {
        edges: [
          {
            node: {
              amountMicros: '5000000',
              origin: 'OPERATOR',
              reversal: null,
              receipt: {
                number: expect.stringMatching(/^R-\d{4}-000001$/),
                issuer: { name: 'Coop' },
                billedTo: { name: 'ACME', address: 'Road 2' },
                text: expect.stringContaining('Received:     5.00 EUR\r\n'),
                paymentId: payment.id,
              },
            },
          },
        ],
      },
      prepaidBalance: { balanceMicros: '4997000', heldMicros: '0', owedMicros: '0', refundableMicros: '4997000' },
      invoicePreview: {
        totalMicros: '3000',
        lines: [{ modelVersionId: toNodeId('ModelVersion', model.id), calls: '3', amountMicros: '3000' }],
        tax: null,
      },
      billingDetails: { name: 'ACME', country: 'DE', taxId: null },
    },
  });

  await market.nextMonth();
  await market.bill();
  const invoices = await ask(
    me(),
    `{ invoices(first: 5) { edges { node { id number month totalMicros currency issuer { name } billedTo { name }
         lines { kind description calls queries amountMicros } text } } } }`,
  );
  expect(invoices).toMatchObject({
    data: {
      invoices: {
        edges: [
          {
            node: {
              number: expect.stringMatching(/^I-\d{4}-000001$/),
              totalMicros: '3000',
              billedTo: { name: 'ACME' },
              lines: [{ kind: 'usage', calls: '3', queries: '3', amountMicros: '3000' }],
              text: expect.stringContaining('Total:        0.003 EUR\r\n'),
            },
          },
        ],
      },
    },
  });
  const [{ node: invoice }] = (invoices.data as { invoices: { edges: [{ node: { id: string } }] } }).invoices.edges;
  const ids = { receipt: payment.receipt.id, invoice: invoice.id, payment: payment.id };
  const one = `query ($receipt: ID!, $invoice: ID!, $payment: ID!) {
    receipt(id: $receipt) { number } invoice(id: $invoice) { number lines { amountMicros } }
    node(id: $payment) { ... on Payment { amountMicros } }
    nodes(ids: [$receipt, $invoice]) { ... on Receipt { number } ... on Invoice { number } } }`;
  const visible = {
    receipt: { number: expect.any(String) },
    invoice: { number: expect.any(String) },
    node: { amountMicros: '5000000' },
    nodes: [{ number: expect.any(String) }, { number: expect.any(String) }],
  };
  expect((await ask(me(), one, ids)).data).toMatchObject(visible);
  expect((await ask('operator', one, ids)).data).toMatchObject(visible);
  expect((await ask(stranger.userId, one, ids)).data).toEqual({
    receipt: null,
    invoice: null,
    node: null,
    nodes: [null, null],
  });
});

const REFUND = `mutation ($input: RequestBalanceRefundInput!) { requestBalanceRefund(input: $input) {
  refund { id state amountMicros } userErrors { code field } } }`;

test('a customer asks unused money back, and one operator approves what another settles or returns', async () => {
  await market.topUp(customer.viewer, 1_000_000n);
  const input = { currency: 'EUR', amountMicros: '400000', idempotencyKey: 'one' };
  const asked = await ask(me(), REFUND, { input });
  expect(asked).toMatchObject({ data: { requestBalanceRefund: { refund: { state: 'REQUESTED' }, userErrors: [] } } });
  expect(await ask(me(), REFUND, { input })).toEqual(asked);
  const other = await ask(me(), REFUND, { input: { ...input, idempotencyKey: 'two' } });
  const tooMuch = await ask(me(), REFUND, {
    input: { ...input, amountMicros: '9'.repeat(18), idempotencyKey: 'three' },
  });
  expect(tooMuch).toMatchObject({
    data: { requestBalanceRefund: { userErrors: [{ code: 'REFUND_EXCEEDS_BALANCE', field: ['amountMicros'] }] } },
  });
  const idOf = ({ data }: Said) =>
    (data as { requestBalanceRefund: { refund: { id: string } } }).requestBalanceRefund.refund.id;
  const queue = '{ openBalanceRefunds(first: 5) { edges { node { id customerId amountMicros } } } }';
  expect(await ask('operator', queue)).toMatchObject({
    data: { openBalanceRefunds: { edges: [{ node: { id: idOf(asked) } }, { node: { id: idOf(other) } }] } },
  });
  const approve = `mutation ($input: ApproveBalanceRefundInput!) { approveBalanceRefund(input: $input) {
    refund { state approvedAt } userErrors { code field } } }`;
  const settle = `mutation ($input: SettleBalanceRefundInput!) { settleBalanceRefund(input: $input) {
    refund { state evidence closedAt } userErrors { code field } } }`;
  const giveBack = `mutation ($input: ReturnBalanceRefundInput!) { returnBalanceRefund(input: $input) {
    refund { state evidence } userErrors { code field } } }`;
  const settling = { input: { refundId: idOf(asked), providerReference: 'SEPA 5' } };
  expect(await ask(me(), settle, settling)).toMatchObject({
    data: { settleBalanceRefund: { refund: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect(await ask('operator', settle, settling)).toMatchObject({
    data: { settleBalanceRefund: { userErrors: [{ code: 'BALANCE_REFUND_NOT_APPROVED', field: ['refundId'] }] } },
  });
  const approving = { input: { refundId: idOf(asked) } };
  expect(await ask(me(), approve, approving)).toMatchObject({
    data: { approveBalanceRefund: { refund: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect(await ask('operator', approve, approving)).toMatchObject({
    data: { approveBalanceRefund: { refund: { state: 'APPROVED', approvedAt: expect.any(String) }, userErrors: [] } },
  });
  expect(await ask('operator', settle, settling)).toMatchObject({
    data: { settleBalanceRefund: { userErrors: [{ code: 'BALANCE_REFUND_SAME_HANDS' }] } },
  });
  expect(await ask(second, settle, settling)).toMatchObject({
    data: { settleBalanceRefund: { refund: { state: 'SETTLED', evidence: 'SEPA 5' } } },
  });
  const returning = { input: { refundId: idOf(other), reason: 'account closed' } };
  expect(await ask('operator', giveBack, returning)).toMatchObject({
    data: { returnBalanceRefund: { refund: { state: 'RETURNED', evidence: 'account closed' } } },
  });
  expect(await ask('operator', settle, { input: { ...settling.input, refundId: idOf(other) } })).toMatchObject({
    data: { settleBalanceRefund: { userErrors: [{ code: 'BALANCE_REFUND_CLOSED', field: ['refundId'] }] } },
  });
  const mine = '{ balanceRefunds(first: 5) { edges { node { state } } } }';
  expect(await ask(me(), mine)).toMatchObject({
    data: { balanceRefunds: { edges: [{ node: { state: 'RETURNED' } }, { node: { state: 'SETTLED' } }] } },
  });
});

test('an operator registers a payment provider, gives it a new secret, and ends it', async () => {
  const register = `mutation { registerPaymentProvider(input: { name: "bank" }) {
    provider { id name source revokedAt } webhookSecret userErrors { code } } }`;
  const made = await ask('operator', register);
  expect(made).toMatchObject({
    data: {
      registerPaymentProvider: {
        provider: { name: 'bank', source: expect.stringMatching(/^\/payment-providers\//), revokedAt: null },
        webhookSecret: expect.stringMatching(/^whsec_/),
      },
    },
  });
  const { id } = (made.data as { registerPaymentProvider: { provider: { id: string } } }).registerPaymentProvider
    .provider;
  const rotate = `mutation ($id: ID!) { rotatePaymentProviderSecret(input: { providerId: $id }) { webhookSecret userErrors { code } } }`;
  const revoke = `mutation ($id: ID!) { revokePaymentProvider(input: { providerId: $id }) { provider { revokedAt } userErrors { code } } }`;
  expect(await ask('operator', rotate, { id })).toMatchObject({
    data: { rotatePaymentProviderSecret: { webhookSecret: expect.stringMatching(/^whsec_/) } },
  });
  expect(await ask('operator', revoke, { id })).toMatchObject({
    data: { revokePaymentProvider: { provider: { revokedAt: expect.any(String) } } },
  });
  const node = 'query ($id: ID!) { node(id: $id) { ... on PaymentProvider { name } } }';
  expect(await ask('operator', node, { id })).toMatchObject({ data: { node: { name: 'bank' } } });
  expect(await ask(me(), node, { id })).toMatchObject({ data: { node: null } });
  const refused = { data: { refused: { userErrors: [{ code: 'FORBIDDEN' }] } } };
  for (const mutation of [register, rotate, revoke]) {
    const [, name] = /\{ (\w+)\(input/.exec(mutation) as unknown as [string, string];
    expect(await ask(me(), mutation.replace(name, `refused: ${name}`), { id })).toMatchObject(refused);
  }
});

describe('who may see whose', () => {
  const theirs = '(first: 5, customerId: $id)';
  test.each([
    `payments${theirs} { edges { cursor } }`,
    `receipts${theirs} { edges { cursor } }`,
    `invoices${theirs} { edges { cursor } }`,
    `balanceRefunds${theirs} { edges { cursor } }`,
    'prepaidBalance(currency: "EUR", customerId: $id) { balanceMicros }',
    'invoicePreview(currency: "EUR", customerId: $id) { totalMicros }',
    'billingDetails(customerId: $id) { name }',
  ])('%s', async (field) => {
    const query = `query ($id: ID!) { ${field} }`;
    const id = toNodeId('User', me());
    expect(codeOf(await ask(stranger.userId, query, { id }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(me(), query, { id }))).toBeUndefined();
    expect(codeOf(await ask('operator', query, { id }))).toBeUndefined();
    expect(codeOf(await ask('operator', query, { id: toNodeId('Pool', me()) }))).toBe('INVALID_ID');
  });

  test.each([
    'openBalanceRefunds(first: 1) { edges { cursor } }',
    'paymentProviders(first: 1) { edges { cursor } }',
    'paymentRefusals(first: 1) { edges { cursor } }',
  ])('%s is for operators', async (field) => {
    expect(codeOf(await ask(me(), `{ ${field} }`))).toBe('FORBIDDEN');
    expect(codeOf(await ask('operator', `{ ${field} }`))).toBeUndefined();
  });

  test('a cursor of one customer’s list does not open another’s', async () => {
    const { data } = await ask(me(), '{ receipts(first: 1) { pageInfo { endCursor } } }');
    const { endCursor: after } = (data as { receipts: { pageInfo: { endCursor: string } } }).receipts.pageInfo;
    const query = 'query ($after: String) { receipts(first: 1, after: $after) { edges { cursor } } }';
    expect(codeOf(await ask(me(), query, { after }))).toBeUndefined();
    expect(codeOf(await ask(stranger.userId, query, { after }))).toBe('INVALID_INPUT');
  });
});
