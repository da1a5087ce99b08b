import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { EarningsInsufficient, IdempotencyKeyReused, PersonUnproved } from '../../domain/revenue/index.ts';
import { InvalidInput, NotFound } from '../../domain/shared/index.ts';
import { openMarket, type Market, type Terms } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterEach(async () => {
  expect(await market.faults()).toEqual([]);
});
afterAll(() => market.close());

/** A version that has earned 1401 for its owners: 700, 420 and 280. */
async function earned(terms: Terms = {}) {
  const model = await market.publish(terms);
  const customer = await market.customer(1_999n);
  await market.money.postUsage.execute(await market.report(customer, model.id, 1));
  return model;
}

test('a draw moves earned money out of the pot, and the rest stays to be drawn', async () => {
  const model = await earned();
  const [owner] = model.owners as [never];
  const draw = await market.draw(owner, model.id, 300n);
  expect(draw).toMatchObject({ amountMicros: 300n, currency: 'EUR', modelVersionId: model.id });
  expect(await market.earnings(owner, model.id)).toMatchObject({
    drawnMicros: 300n,
    earnedMicros: 700n,
    availableMicros: 400n,
  });
  expect(await market.money.accounts.balance(`pot:${model.id}`)).toBe(1_401n);
  expect(await market.money.accounts.balance(`draws:${model.id}`)).toBe(-300n);
  expect(await market.money.accounts.balance(`drawn:${draw.userId}:EUR`)).toBe(300n);
});

test('one micro more than what was earned is refused, and nothing moves', async () => {
  const model = await earned();
  const owner = model.owners[0]!;
  await expect(market.draw(owner, model.id, 701n)).rejects.toThrow(EarningsInsufficient);
  await market.draw(owner, model.id, 700n);
  await expect(market.draw(owner, model.id, 1n)).rejects.toThrow(EarningsInsufficient);
});

test('ten draws at once never take more than was earned', async () => {
  const model = await earned();
  const owner = model.owners[0]!;
  const draws = await Promise.allSettled(Array.from({ length: 10 }, () => market.draw(owner, model.id, 200n)));
  expect(draws.filter((draw) => draw.status === 'fulfilled')).toHaveLength(3);
  expect((await market.earnings(owner, model.id)).availableMicros).toBe(100n);
});

test('draws and postings at once leave the books right', async () => {
  const model = await earned();
  const customer = await market.customer(1_000_000n);
  const batches: bigint[][] = [];
  for (let i = 0; i < 6; i += 1) batches.push(await market.report(customer, model.id, 20));
  await Promise.all([
    ...batches.map((ids) => market.money.postUsage.execute(ids)),
    ...model.owners.map((owner) => market.draw(owner, model.id, 100n)),
    ...Array.from({ length: 4 }, () => market.faults()),
  ]);
  const lines = await Promise.all(model.owners.map((owner) => market.earnings(owner, model.id)));
  expect(lines[0]?.revenueMicros).toBe(121n * 1_401n);
  expect(lines.map((line) => line.drawnMicros)).toEqual([100n, 100n, 100n]);
});

test('the same key draws once, also when both come at once, and refuses another amount or version', async () => {
  const model = await earned();
  const other = await earned();
  const owner = model.owners[0]!;
  const [one, two] = await Promise.all([1, 2].map(() => market.draw(owner, model.id, 50n, 'rent')));
  expect(one?.id).toBe(two?.id);
  await expect(market.draw(owner, model.id, 51n, 'rent')).rejects.toThrow(IdempotencyKeyReused);
  await expect(market.draw(owner, other.id, 50n, 'rent')).rejects.toThrow(NotFound);
  expect((await market.earnings(owner, model.id)).drawnMicros).toBe(50n);
});

test('earnings of an unproved account accrue but cannot be drawn', async () => {
  const model = await earned({ proved: false });
  const owner = model.owners[1]!;
  await expect(market.draw(owner, model.id, 1n)).rejects.toThrow(PersonUnproved);
  await market.members.prove(owner.userId);
  await market.draw(owner, model.id, 420n);
});

test('nobody draws from a version they own no part of, nor nothing, nor less', async () => {
  const model = await earned();
  const stranger = (await market.customer()).viewer;
  await expect(market.draw(stranger, model.id, 1n)).rejects.toThrow(NotFound);
  await expect(market.draw(model.owners[0]!, model.id, 0n)).rejects.toThrow(InvalidInput);
  await expect(market.draw(model.owners[0]!, model.id, -5n)).rejects.toThrow(InvalidInput);
});

test('the database itself refuses a draw past what was earned', async () => {
  const model = await earned();
  const attempt = market.db.transactions.run((tx) =>
    market.money.pots.addDrawn(tx, model.id, model.owners[2]!.userId, 281n),
  );
  await expect(attempt).rejects.toThrow('passed what the owner had earned');
});

test('a top-up with the same key counts once, and with another amount is refused', async () => {
  const { viewer } = await market.customer();
  const [one, two] = await Promise.all([1, 2].map(() => market.topUp(viewer, 500n, 'invoice-1')));
  expect(one?.id).toBe(two?.id);
  expect(await market.money.accounts.balance(`customer:${viewer.userId}:EUR`)).toBe(500n);
  await expect(market.topUp(viewer, 501n, 'invoice-1')).rejects.toThrow(IdempotencyKeyReused);
});

test('draws that race the close of their version are taken from where the money is, before it or after it', async () => {
  for (let i = 0; i < 8; i += 1) {
    const { id, owners } = await market.publish();
    await market.money.postUsage.execute(await market.report(await market.customer(100_000n), id, 3));
    await market.drain(id);
    const draws = owners.map((owner) => market.draw(owner, id, 100n));
    await Promise.all([...draws, market.money.closeVersion.execute(id), ...owners.map((o) => market.draw(o, id, 1n))]);
    const left = (await Promise.all(owners.map((owner) => market.earnings(owner, id)))).map((e) => e.availableMicros);
    const [drawn, settled] = await Promise.all(
      ['draws', 'settled'].map((kind) => market.money.accounts.balance(`${kind}:${id}`)),
    );
    expect([drawn, settled]).toEqual([0n, left.reduce((a, b) => a + b)]);
  }
});
