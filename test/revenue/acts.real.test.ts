import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FundReserveCommand } from '../../domain/revenue/index.ts';
import { openMarket, type Market } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(async () => {
  expect(await market.faults()).toEqual([]);
  await market.close();
});

const fund = (changed: Partial<FundReserveCommand> = {}) =>
  market.money.fundReserve.execute({
    viewer: market.operator,
    source: 'external',
    currency: 'EUR',
    amountMicros: 1_000n,
    idempotencyKey: randomUUID(),
    ...changed,
  });
const reserve = async () => (await market.money.readBalance.ofReserve(market.operator, 'EUR')).balanceMicros;

test('the reserve is funded from outside or from fees, once per key, and never with fees that are not there', async () => {
  const before = await reserve();
  const idempotencyKey = 'q1';
  const [one, other] = await Promise.all([fund({ idempotencyKey }), fund({ idempotencyKey })]);
  expect(one.id).toBe(other.id);
  expect((await reserve()) - before).toBe(1_000n);
  await expect(fund({ idempotencyKey, source: 'platform' })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  await expect(fund({ idempotencyKey, amountMicros: 1n })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });

  const model = await market.publish();
  await market.money.postUsage.execute(await market.report(await market.customer(10_000n), model.id, 2));
  const fees = (await market.money.readBalance.ofPlatform(market.operator, 'EUR')).balanceMicros;
  await expect(fund({ source: 'platform', amountMicros: fees + 1n })).rejects.toMatchObject({
    code: 'INSUFFICIENT_BALANCE',
  });
  await fund({ source: 'platform', amountMicros: fees });
  expect((await reserve()) - before).toBe(1_000n + fees);
});

test('what funds the reserve must be an amount in a currency of the books, and by an operator', async () => {
  const customer = await market.customer();
  await expect(fund({ viewer: customer.viewer })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(fund({ amountMicros: 0n })).rejects.toMatchObject({ field: ['amountMicros'] });
  await expect(fund({ currency: 'XXX' })).rejects.toMatchObject({ field: ['currency'] });
  await expect(fund({ idempotencyKey: '' })).rejects.toMatchObject({ field: ['idempotencyKey'] });
  expect(() => market.money.readBalance.ofReserve(customer.viewer, 'EUR')).toThrow('Only an operator');
});

test('a version is drained once, on record with who and why', async () => {
  const { id } = await market.publish();
  const drain = (reason: string) =>
    market.money.drainVersion.execute({ viewer: market.operator, modelVersionId: id, reason });
  await expect(drain('')).rejects.toMatchObject({ field: ['reason'] });
  await Promise.all([drain('superseded'), drain('superseded')]);
  await drain('again, for another reason');
  expect(await market.money.drainings.ofVersions([id])).toMatchObject([
    { modelVersionId: id, operatorId: market.operator.userId, reason: 'superseded' },
  ]);
});
