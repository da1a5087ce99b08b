import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { HouseApi } from '../support/house-api.ts';
import { openMarketApi } from './market-api.ts';
import { openMarket, type Customer, type Market } from './market.ts';

let market: Market;
let api: HouseApi;
let model: { id: string; owners: Viewer[]; builder: Viewer };
let customer: Customer;
let calls: bigint[];
let modelVersionId: string;
let stranger: Viewer;

beforeAll(async () => {
  market = await openMarket();
  api = await openMarketApi(market);
  model = await market.publish({ prices: { freeQueriesPerMonth: 1 } });
  modelVersionId = toNodeId('ModelVersion', model.id);
  customer = await market.customer(1_000_000n);
  stranger = (await market.customer()).viewer;
  calls = await market.report(customer, model.id, 3);
  await market.money.postUsage.execute(calls);
  await market.draw(model.owners[0]!, model.id, 400n);
});
afterAll(async () => {
  await api.close();
  await market.close();
});

const codeOf = async (who: Viewer, query: string, variables = {}) =>
  (await api.ask(who, query, variables)).errors?.[0]?.extensions.code;

test('an owner reads earnings, days, months, statement and the year’s CSV, and all say the same', async () => {
  const [owner] = model.owners as [Viewer];
  const now = await market.db.clock.now();
  const year = now.getUTCFullYear();
  const { data } = await api.ask(
    owner,
    `query ($id: ID!, $year: Int!) {
      earnings(first: 1) { edges { node { state earnedMicros maturedMicros closingMicros drawnMicros availableMicros closedAt } } }
      days: earningsByPeriod(modelVersionId: $id, unit: DAY, first: 5) { edges { node { period calls earnedMicros final } } }
      months: earningsByMonth(currency: "EUR", first: 5) { edges { node { period calls earnedMicros currency } } }
      statement(currency: "EUR", year: $year) { basis openingMicros closingMicros lines { kind count amountMicros modelVersionId } }
      yearlyStatement(year: $year, currency: "EUR") { basis incomeMicros drawnMicros closingMicros final csv marked: csv(bom: true) digest }
    }`,
    { id: modelVersionId, year },
  );
  const day = now.toISOString().slice(0, 10);
  expect(data).toMatchObject({
    earnings: {
      edges: [
        {
          node: {
            state: 'OPEN',
            earnedMicros: '1401',
            maturedMicros: '1401',
            closingMicros: null,
            drawnMicros: '400',
            availableMicros: '1001',
            closedAt: null,
          },
        },
      ],
    },
    days: { edges: [{ node: { period: day, calls: '3', earnedMicros: '1401', final: false } }] },
    months: { edges: [{ node: { period: day.slice(0, 7), calls: '3', earnedMicros: '1401', currency: 'EUR' } }] },
    statement: {
      basis: 'EARNED',
      openingMicros: '0',
      closingMicros: '1001',
      lines: [
        { kind: 'EARNED', count: '3', amountMicros: '1401', modelVersionId },
        { kind: 'DRAWN', count: '1', amountMicros: '-400', modelVersionId },
      ],
    },
    yearlyStatement: {
      basis: 'PAYABLE',
      incomeMicros: '1401',
      drawnMicros: '400',
      closingMicros: '1001',
      final: false,
    },
  });
  const { csv, marked, digest } = (data as { yearlyStatement: Record<'csv' | 'marked' | 'digest', string> })
    .yearlyStatement;
  expect(marked).toBe(`\uFEFF${csv}`);
  expect(digest).toBe(createHash('sha256').update(csv).digest('hex'));
  expect(csv).toContain(`,"matured","${modelVersionId}","","1401","0.001401","","","1401","0.001401","EUR"\r\n`);
});

const EXPLAIN = `query ($inboxId: BigInt!) { explainUsage(inboxId: $inboxId) {
  state version { id pricePerQueryMicros } charge { rule priceMicros } paid { feeMicros builderMicros shareMicros shareTo }
  revenue { beforeMicros afterMicros } owner { weight exactNumerator exactDenominator } refunds { amountMicros } } }`;

test('the same call is explained to each as far as it is theirs', async () => {
  const inboxId = calls[1]!.toString();
  const ask = async (who: Viewer) => (await api.ask(who, EXPLAIN, { inboxId })).data;
  const priced = { charge: { rule: 'UNITS', priceMicros: '1999' }, paid: { feeMicros: '199', shareTo: 'POT' } };
  expect(await ask(model.owners[2]!)).toMatchObject({
    explainUsage: {
      ...priced,
      version: { id: modelVersionId, pricePerQueryMicros: '1999' },
      revenue: { beforeMicros: '0', afterMicros: '1401' },
      owner: { weight: '2', exactNumerator: '2802', exactDenominator: '10' },
    },
  });
  expect(await ask(customer.viewer)).toMatchObject({ explainUsage: { ...priced, revenue: null, owner: null } });
  expect(await ask(market.operator)).toMatchObject({ explainUsage: { ...priced, owner: null } });
  expect(await codeOf(stranger, EXPLAIN, { inboxId })).toBe('NOT_FOUND');
});

test('a customer sees units, what was free and what a next call costs; owners see calls and no caller', async () => {
  const seen = await api.ask(
    customer.viewer,
    `query ($id: ID!) {
      usage(first: 3) { edges { node { inboxId queries inputTokens free chargedMicros refundedMicros } } }
      modelVersion(id: $id) { freeQueriesPerMonth freeQueriesLeft pot { state } }
      quoteUsage(modelVersionId: $id, queries: 2) { priceMicros rule freeQueriesLeft currency }
    }`,
    { id: modelVersionId },
  );
  expect(seen).toMatchObject({
    data: {
      usage: {
        edges: [
          { node: { inboxId: calls[2]!.toString(), free: false, chargedMicros: '1999', refundedMicros: '0' } },
          { node: { free: false } },
          { node: { inboxId: calls[0]!.toString(), queries: 1, inputTokens: 0, free: true, chargedMicros: '0' } },
        ],
      },
      modelVersion: { freeQueriesPerMonth: 1, freeQueriesLeft: 0, pot: null },
      quoteUsage: { priceMicros: '3998', rule: 'UNITS', freeQueriesLeft: 0, currency: 'EUR' },
    },
  });
  const list = `query ($id: ID!) { modelCalls(modelVersionId: $id, first: 1) { edges { node { inboxId priceMicros shareMicros } } pageInfo { hasNextPage } } }`;
  expect(await api.ask(model.owners[1]!, list, { id: modelVersionId })).toMatchObject({
    data: {
      modelCalls: { edges: [{ node: { priceMicros: '1999', shareMicros: '1401' } }], pageInfo: { hasNextPage: true } },
    },
  });
  expect(await codeOf(customer.viewer, list, { id: modelVersionId })).toBe('NOT_FOUND');
  const days = `query ($id: ID!) { earningsByPeriod(modelVersionId: $id, unit: DAY, first: 1) { edges { cursor } } }`;
  expect(await codeOf(customer.viewer, days, { id: modelVersionId })).toBe('NOT_FOUND');
});

test('a pot is shown to owners, builder and operators, with why it was drained, and to nobody else', async () => {
  const pot = `query ($id: ID!) { modelVersion(id: $id) { state pot { state revenueMicros matureMicros drainedAt closedAt drainReason } } }`;
  const ask = (who: Viewer) => api.ask(who, pot, { id: modelVersionId });
  for (const who of [model.owners[0]!, model.builder, market.operator]) {
    expect(await ask(who)).toMatchObject({
      data: {
        modelVersion: {
          state: 'LIVE',
          pot: { state: 'OPEN', revenueMicros: '2802', matureMicros: '2802', drainReason: null },
        },
      },
    });
  }
  expect(await ask(stranger)).toMatchObject({ data: { modelVersion: { pot: null } } });

  const drain = `mutation ($input: DrainModelVersionInput!) { drainModelVersion(input: $input) { pot { state drainReason } userErrors { code field } } }`;
  const input = { modelVersionId, reason: 'version 2 is out' };
  expect(await api.ask(model.builder, drain, { input })).toMatchObject({
    data: { drainModelVersion: { pot: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect(await api.ask(market.operator, drain, { input: { ...input, reason: '' } })).toMatchObject({
    data: { drainModelVersion: { userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }] } },
  });
  expect(await api.ask(market.operator, drain, { input })).toMatchObject({
    data: { drainModelVersion: { pot: { state: 'DRAINING', drainReason: 'version 2 is out' }, userErrors: [] } },
  });
  expect(await ask(model.owners[0]!)).toMatchObject({
    data: {
      modelVersion: { state: 'RETIRED', pot: { state: 'DRAINING', drainReason: 'version 2 is out', closedAt: null } },
    },
  });
  await market.money.closeVersion.execute(model.id);
  const closed = `{ earnings(first: 1) { edges { node { state closingMicros closedAt availableMicros } } } }`;
  expect(await api.ask(model.owners[2]!, closed)).toMatchObject({
    data: {
      earnings: {
        edges: [
          { node: { state: 'CLOSED', closingMicros: '1', availableMicros: '561', closedAt: expect.any(String) } },
        ],
      },
    },
  });
});

test('operators fund the reserve and decide about late calls; nobody else does', async () => {
  const fund = `mutation ($input: FundReserveInput!) { fundReserve(input: $input) { funding { amountMicros source } reserveMicros userErrors { code field } } }`;
  const input = { currency: 'EUR', amountMicros: '500', source: 'EXTERNAL', idempotencyKey: 'march' };
  expect(await api.ask(market.operator, fund, { input })).toMatchObject({
    data: {
      fundReserve: { funding: { amountMicros: '500', source: 'EXTERNAL' }, reserveMicros: '500', userErrors: [] },
    },
  });
  expect(await api.ask(market.operator, fund, { input: { ...input, amountMicros: '501' } })).toMatchObject({
    data: { fundReserve: { userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] } },
  });
  expect(await api.ask(stranger, fund, { input })).toMatchObject({
    data: { fundReserve: { funding: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect(await codeOf(stranger, '{ reserveBalance(currency: "EUR") { balanceMicros } }')).toBe('FORBIDDEN');

  const [late] = await market.report(customer, model.id, 1);
  await market.money.postUsage.execute([late!]);
  const settle = `mutation ($input: SettleParkedUsageInput!) { settleParkedUsage(input: $input) { results { inboxId status } userErrors { code field } } }`;
  const decided = { ids: [late!.toString(), calls[0]!.toString()], decision: 'WAIVE', note: 'too late' };
  expect(await api.ask(stranger, settle, { input: decided })).toMatchObject({
    data: { settleParkedUsage: { results: null, userErrors: [{ code: 'FORBIDDEN' }] } },
  });
  expect(await api.ask(market.operator, settle, { input: decided })).toMatchObject({
    data: {
      settleParkedUsage: {
        results: [
          { inboxId: late!.toString(), status: 'WAIVED' },
          { inboxId: calls[0]!.toString(), status: 'NOT_CLOSED' },
        ],
      },
    },
  });
});
