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

  await market.topUp(customer.viewer, 100n);
  await market.postFunded();
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.map((event) => event.state)).toEqual(['unfunded', 'unfunded', 'posted', 'posted', 'posted']);
  expect(await market.money.postFunded.execute()).toBe(false);
  await market.topUp(customer.viewer, 1_000n);
  await market.postFunded();
  expect(await eur.customer(customer.viewer.userId)).toBe(850n);
});

test('a call that the balance could pay waits behind an older one that it cannot', async () => {
  const dear = await market.publish({ pricePerQueryMicros: 1_000n });
  const cheap = await market.publish({ pricePerQueryMicros: 10n });
  const customer = await market.customer(100n);
  const [first] = await market.report(customer, dear.id, 1);
  const [second, third] = await market.report(customer, cheap.id, 2);
  expect(await market.money.postUsage.execute([first!, second!])).toMatchObject({ posted: 0, unfunded: 2 });
  expect(await market.money.postUsage.execute([third!])).toMatchObject({ posted: 0, unfunded: 1 });
  await market.topUp(customer.viewer, 910n);
  await market.postFunded();
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.map((event) => event.state)).toEqual(['unfunded', 'posted', 'posted']);
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

test('while messages wait, the sweeper leaves to them what is not very old', async () => {
  const model = await market.publish();
  await market.report(await market.customer(10_000n), model.id, 2);
  const { inbox, postUsage } = market.money;
  const sweep = new SweepUsage(inbox, { depth: () => Promise.resolve(7) }, postUsage, () => {});
  await market.db.clock.advance(20_000);
  expect(await sweep.execute()).toBe(0);
  await market.db.clock.advance(11_000);
  expect(await sweep.execute()).toBe(2);
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
  const sweep = new SweepUsage(
    inbox,
    { depth: () => Promise.resolve(0) },
    postUsage,
    (_e, id) => failed.push(id),
    5_000,
    3,
  );
  expect(await sweep.execute()).toBe(4);
  expect(failed).toEqual(stuck);
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 4n * 1_999n);
  expect(await sweep.execute()).toBe(0);

  await market.db.dataSource.query('ALTER TABLE pots DROP CONSTRAINT broken');
  expect(await sweep.execute()).toBe(5);
  expect(await eur.customer(customer.viewer.userId)).toBe(100_000n - 9n * 1_999n);
});

test('a top-up pays more parked calls than one transaction takes, in bounded steps', async () => {
  const model = await market.publish({ pricePerQueryMicros: 10n });
  const customer = await market.customer();
  await market.money.postUsage.execute(await market.report(customer, model.id, 1_250));
  await market.postFunded();
  await market.topUp(customer.viewer, 20_000n);
  expect(await market.money.postFunded.execute()).toBe(true);
  expect(await eur.customer(customer.viewer.userId)).toBe(10_000n);
  expect(await market.money.postFunded.execute()).toBe(true);
  expect(await market.money.postFunded.execute()).toBe(false);
  expect(await eur.customer(customer.viewer.userId)).toBe(7_500n);
});

test('top-ups and posting that race leave nothing parked that the balance can pay', async () => {
  const model = await market.publish({ pricePerQueryMicros: 100n });
  const customer = await market.customer();
  const batches = await Promise.all([1, 2, 3, 4].map(() => market.report(customer, model.id, 25)));
  const funding = Array.from({ length: 10 }, () =>
    market.topUp(customer.viewer, 1_000n).then(() => market.postFunded()),
  );
  await Promise.all([...batches.map((ids) => market.money.postUsage.execute(ids)), ...funding]);
  await market.postFunded();
  expect(await eur.customer(customer.viewer.userId)).toBe(0n);
});

test('an unfunded call that the ledger refuses is quarantined alone, and those behind it are paid', async () => {
  const [full, model] = [await market.publish(), await market.publish({ pricePerQueryMicros: 10n })];
  const customer = await market.customer();
  const ids = [...(await market.report(customer, full.id, 1)), ...(await market.report(customer, model.id, 2))];
  await market.money.postUsage.execute(ids);
  const undo = await market.brim(full.builder);
  await market.topUp(customer.viewer, 10_000n);
  await market.postFunded();
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.map((event) => event.reason)).toEqual([null, null, 'BALANCE_TOO_LARGE']);
  expect(await eur.customer(customer.viewer.userId)).toBe(9_980n);
  await undo();
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
  const [model, full] = [await market.publish(), await market.publish()];
  const customer = await market.customer(100_000n);
  const [ids, [refused]] = [await market.report(customer, model.id, 3), await market.report(customer, full.id, 1)];
  const behind = await market.report(customer, model.id, 1);
  const undo = await market.brim(full.builder);

  const posted = await market.money.postUsage.execute([...ids, refused!, ...behind]);
  expect(posted).toEqual({ posted: 4, unfunded: 0, quarantined: 1 });
  const page = await market.money.inbox.ofCustomer(customer.viewer.userId, { limit: 10, direction: 'forward' });
  expect(page.items.find((event) => event.id === refused)?.reason).toBe('BALANCE_TOO_LARGE');
  await undo();
});

test('every accepted call is posted, unfunded, quarantined or pending, and only the posted ones have journals', async () => {
  const [row] = await market.db.dataSource.query<{ wrong: string }[]>(`
    SELECT count(*) AS wrong FROM usage_events e LEFT JOIN ledger_journals j ON j.key = 'usage:' || e.id AND cardinality(j.account_ids) = 4
    WHERE (e.state = 'posted') <> (j.key IS NOT NULL)
      AND e.model_version_id NOT IN (SELECT model_version_id FROM pots WHERE revenue_micros = 0)`);
  expect(row?.wrong).toBe('0');
});
