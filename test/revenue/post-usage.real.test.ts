import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { SweepUsage } from '../../domain/revenue/index.ts';
import { openMarket, type Market } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterEach(async () => {
  expect(await market.faults()).toEqual([]);
});
afterAll(() => market.close());

const eur = {
  customer: (id: string) => market.money.accounts.balance(`customer:${id}:EUR`),
  builder: (id: string) => market.money.accounts.balance(`builder:${id}:EUR`),
};

test('a call of 1999 micros pays 199 to the platform, 399 to the builder and 1401 to the pot', async () => {
  const model = await market.publish();
  const customer = await market.customer(10_000n);
  const platform = await market.money.accounts.balance('platform:EUR');
  await market.money.postUsage.execute(await market.report(customer, model.id, 1));

  expect(await eur.customer(customer.viewer.userId)).toBe(8_001n);
  expect(await eur.builder(model.builder.userId)).toBe(399n);
  expect((await market.money.accounts.balance('platform:EUR')) - platform).toBe(199n);
  expect(await market.money.accounts.balance(`pot:${model.id}`)).toBe(1_401n);
  const earnings = await Promise.all(model.owners.map((owner) => market.earnings(owner, model.id)));
  expect(earnings.map((line) => line.availableMicros)).toEqual([700n, 420n, 280n]);
  expect(earnings.map((line) => line.sharePpm)).toEqual([500_000, 300_000, 200_000]);
});

test('an event that comes again, in the same batch or a later one, is answered as a duplicate and paid once', async () => {
  const model = await market.publish();
  const customer = await market.customer(100_000n);
  const event = await market.event(customer, model.id);
  const other = await market.event(customer, model.id);
  const before = await market.journalsOf('usage');

  const inside = await market.record([event, event, other]);
  const across = await market.record([other, event]);
  expect(inside.map((result) => result.status)).toEqual(['accepted', 'duplicate', 'accepted']);
  expect(across.map((result) => result.status)).toEqual(['duplicate', 'duplicate']);
  await market.money.postUsage.execute([...market.queued, ...market.queued]);
  expect((await market.journalsOf('usage')) - before).toBe(2);
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 2n * 1_999n);
});

test('posting the same ids again, as after a crash between commit and acknowledgement, moves nothing', async () => {
  const model = await market.publish();
  const customer = await market.customer(100_000n);
  const ids = await market.report(customer, model.id, 20);
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 20, unfunded: 0, quarantined: 0 });
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 0, unfunded: 0, quarantined: 0 });
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 20n * 1_999n);
});

test('two workers that post overlapping batches at once pay each call once', async () => {
  const models = await Promise.all([market.publish(), market.publish({ pricePerQueryMicros: 777n })]);
  const customers = await Promise.all([1, 2, 3].map(() => market.customer(10_000_000n)));
  const ids: bigint[] = [];
  for (const customer of customers)
    for (const model of models) ids.push(...(await market.report(customer, model.id, 50)));
  const before = await market.journalsOf('usage');
  const workers = [ids, ids.toReversed(), ids.slice(100), ids.slice(0, 200)];
  const results = await Promise.all(workers.map((batch) => market.money.postUsage.execute(batch)));

  expect(results.reduce((sum, result) => sum + result.posted, 0)).toBe(300);
  expect((await market.journalsOf('usage')) - before).toBe(300);
  for (const customer of customers) {
    expect(await eur.customer(customer.viewer.userId)).toBe(10_000_000n - 50n * (1_999n + 777n));
  }
});

test('a forged message with ids that no inbox row has moves nothing', async () => {
  const before = await market.journalsOf('usage');
  expect(await market.money.postUsage.execute([9_999_999n, 8_888_888n])).toEqual({
    posted: 0,
    unfunded: 0,
    quarantined: 0,
  });
  expect(await market.journalsOf('usage')).toBe(before);
});

test('calls that the balance cannot pay are parked, and paid the oldest first when money comes in', async () => {
  const model = await market.publish({ pricePerQueryMicros: 100n });
  const customer = await market.customer(250n);
  const ids = await market.report(customer, model.id, 5);
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 2, unfunded: 3, quarantined: 0 });
  expect(await eur.customer(customer.viewer.userId)).toBe(50n);
  expect((await market.money.inbox.backlog()).unfunded).toBe(3n);

  const from = market.queued.length;
  await market.topUp(customer.viewer, 100n);
  const requeued = market.queued.slice(from);
  expect(requeued).toEqual(ids.slice(2));
  expect(await market.money.postUsage.execute(requeued)).toEqual({ posted: 1, unfunded: 2, quarantined: 0 });
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.map((event) => event.state)).toEqual(['unfunded', 'unfunded', 'posted', 'posted', 'posted']);
  await market.topUp(customer.viewer, 1_000n);
  await market.money.sweepUsage.execute();
});

test('a top-up that crashes before its events are announced still gets them paid, by the sweeper', async () => {
  const model = await market.publish({ pricePerQueryMicros: 100n });
  const customer = await market.customer();
  await market.money.postUsage.execute(await market.report(customer, model.id, 2));
  await market.topUp(customer.viewer, 200n);
  await market.db.clock.advance(10_000);
  while ((await market.money.sweepUsage.execute()) > 0);
  expect(await eur.customer(customer.viewer.userId)).toBe(0n);
});

test('what no message led to is posted by the sweeper, and not before it is old enough', async () => {
  const model = await market.publish();
  const customer = await market.customer(10_000n);
  await market.report(customer, model.id, 3);
  expect(await market.money.sweepUsage.execute()).toBe(0);
  await market.db.clock.advance(6_000);
  expect(await market.money.sweepUsage.execute()).toBe(3);
  expect(await market.money.sweepUsage.execute()).toBe(0);
  expect(await eur.customer(customer.viewer.userId)).toBe(10_000n - 3n * 1_999n);
});

test('calls that fail for a fault of no decision hold up none behind them, are named, and are posted once it is mended', async () => {
  const broken = await market.publish();
  const model = await market.publish();
  const customer = await market.customer(100_000n);
  const stuck = await market.report(customer, broken.id, 5);
  await market.report(customer, model.id, 4);
  await market.db.dataSource.query(
    `ALTER TABLE pots ADD CONSTRAINT broken CHECK (model_version_id <> '${broken.id}' OR revenue_micros = 0)`,
  );
  await market.db.clock.advance(6_000);
  const { inbox, postUsage } = market.money;
  const failed: bigint[] = [];
  const sweep = new SweepUsage(inbox, postUsage, (_error, inboxId) => failed.push(inboxId), 5_000, 3);
  expect(await sweep.execute()).toBe(4);
  expect(failed).toEqual(stuck);
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 4n * 1_999n);
  expect(await sweep.execute()).toBe(0);

  await market.db.dataSource.query('ALTER TABLE pots DROP CONSTRAINT broken');
  expect(await sweep.execute()).toBe(5);
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 9n * 1_999n);
});

test('a top-up pays more parked calls than one transaction sets waiting, in bounded steps', async () => {
  const model = await market.publish({ pricePerQueryMicros: 10n });
  const customer = await market.customer();
  const ids = await market.report(customer, model.id, 1_250);
  await market.money.postUsage.execute(ids);
  const from = market.queued.length;
  await market.topUp(customer.viewer, 20_000n);
  expect(market.queued.slice(from)).toEqual(ids.slice(0, 1_000));
  expect((await market.money.inbox.backlog()).unfunded).toBeGreaterThanOrEqual(250n);
  expect(await market.money.continueRequeue.execute()).toBe(true);
  expect(await market.money.continueRequeue.execute()).toBe(false);
  expect(market.queued.slice(from)).toEqual(ids);
  await market.money.postUsage.execute(market.queued.slice(from));
  expect(await eur.customer(customer.viewer.userId)).toBe(7_500n);
});

test('a top-up names a currency in which the instance keeps its books', async () => {
  const { viewer } = await market.customer();
  const command = { viewer: market.operator, customerId: viewer.userId, amountMicros: 1n, idempotencyKey: 'usd' };
  await expect(market.billing.recordTopUp.execute({ ...command, currency: 'USD' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'This instance keeps its books in EUR.',
    field: ['currency'],
  });
});

test('calls of a suspended version are quarantined with the reason, and cost nothing', async () => {
  const model = await market.publish();
  const customer = await market.customer(10_000n);
  const ids = await market.report(customer, model.id, 2);
  await market.suspend(model.id);
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 0, unfunded: 0, quarantined: 2 });
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.map((event) => event.reason)).toEqual(['MODEL_NOT_LIVE', 'MODEL_NOT_LIVE']);
  expect(await eur.customer(customer.viewer.userId)).toBe(10_000n);
});

test('a free model is posted without a journal', async () => {
  const model = await market.publish({ pricePerQueryMicros: 0n });
  const before = await market.journalsOf('usage');
  const ids = await market.report(await market.customer(), model.id, 2);
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 2, unfunded: 0, quarantined: 0 });
  expect(await market.journalsOf('usage')).toBe(before);
});

test('a version whose owners have no weight keeps its money in the pot', async () => {
  const model = await market.publish({ weights: [0n, 0n] });
  await market.money.postUsage.execute(await market.report(await market.customer(5_000n), model.id, 1));
  expect(await market.money.accounts.balance(`pot:${model.id}`)).toBe(1_401n);
  expect((await market.earnings(model.owners[0]!, model.id)).availableMicros).toBe(0n);
});

test('a rolled-back batch leaves neither entries nor a changed state', async () => {
  const model = await market.publish();
  const customer = await market.customer(10_000n);
  const ids = await market.report(customer, model.id, 2);
  await market.db.dataSource.query(
    `ALTER TABLE pots ADD CONSTRAINT broken CHECK (model_version_id <> '${model.id}' OR revenue_micros = 0)`,
  );
  await expect(market.money.postUsage.execute(ids)).rejects.toThrow('broken');
  expect(await eur.customer(customer.viewer.userId)).toBe(10_000n);
  await market.db.dataSource.query('ALTER TABLE pots DROP CONSTRAINT broken');
  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 2, unfunded: 0, quarantined: 0 });
});

test('an event that the ledger refuses is quarantined with the code, and its neighbours are paid', async () => {
  const model = await market.publish();
  const customer = await market.customer(100_000n);
  const ids = await market.report(customer, model.id, 5);
  const legs = [
    { account: 'external:EUR', amountMicros: -1n },
    { account: `customer:${customer.viewer.userId}:EUR`, amountMicros: 1n },
  ];
  const squatter = { key: `usage:${ids[3]}`, kind: 'usage', currency: 'EUR', legs };
  await market.db.transactions.run((tx) => market.money.postJournals.execute(tx, [squatter]));

  expect(await market.money.postUsage.execute(ids)).toEqual({ posted: 4, unfunded: 0, quarantined: 1 });
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.find((event) => event.id === ids[3])?.reason).toBe('JOURNAL_KEY_REUSED');
});

test('every accepted call is posted, unfunded, quarantined or pending, and only the posted ones have journals', async () => {
  const [row] = await market.db.dataSource.query<{ wrong: string }[]>(`
    SELECT count(*) AS wrong FROM usage_events e LEFT JOIN ledger_journals j ON j.key = 'usage:' || e.id AND cardinality(j.account_ids) = 4
    WHERE (e.state = 'posted') <> (j.key IS NOT NULL)
      AND e.model_version_id NOT IN (SELECT model_version_id FROM pots WHERE revenue_micros = 0)`);
  expect(row?.wrong).toBe('0');
});
