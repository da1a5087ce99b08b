import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Json } from '../../domain/shared/index.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';
import { outcomes, PaymentDoor } from './payment-door.ts';

let market: Market;
let door: PaymentDoor;
let modelId: string;

beforeAll(async () => {
  market = await openMarket();
  door = await PaymentDoor.open(market);
  modelId = (await market.publish({ pricePerQueryMicros: 10n })).id;
  // Fees, from which `giveBack` gives.
  const dear = await market.publish({ pricePerQueryMicros: 1_000_000n });
  const funder = await market.customer(1_000_000n);
  await market.money.postUsage.execute(await market.report(funder, dear.id, 1));
});
afterAll(async () => {
  await door.close();
  // What `giveBack` gave is no refund that anybody recorded, and so the first thing that the audit names.
  expect(await market.faults()).toEqual([
    expect.stringMatching(/^journal refund:\S+: it is of kind refund, but nothing/),
  ]);
  expect(await market.billing.auditBilling.execute()).toEqual([]);
  await market.close();
});

const stand = async ({ viewer }: Customer) => {
  const { balanceMicros, owedMicros, refundableMicros } = await market.billing.readPrepaid.execute(
    viewer,
    viewer.userId,
    'EUR',
  );
  return { balanceMicros, owedMicros, refundableMicros };
};
const pay = async (customer: Customer, amountMicros: bigint) => {
  const payment = door.received(customer.viewer, amountMicros.toString());
  expect(outcomes(await door.send(payment))).toEqual(['accepted']);
  return payment;
};
const spend = async (customer: Customer, calls: number) => {
  return market.money.postUsage.execute(await market.report(customer, modelId, calls));
};
const takeBack = async (payment: Record<string, Json>) => outcomes(await door.send(door.reversed(payment)));

test('a chargeback of unspent money takes the payment back whole, and nothing is owed', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  await pay(customer, 30n);
  expect(await takeBack(payment)).toEqual(['accepted']);
  expect(await stand(customer)).toEqual({ balanceMicros: 30n, owedMicros: 0n, refundableMicros: 30n });
});

test('it takes what is left, never more, and the rest is owed; what others earned stays theirs', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  await spend(customer, 7);
  const earned = await market.money.accounts.balance(`pot:${modelId}`);
  expect(await takeBack(payment)).toEqual(['accepted']);
  expect(await stand(customer)).toEqual({ balanceMicros: 0n, owedMicros: 70n, refundableMicros: 0n });
  expect(await market.money.accounts.balance(`pot:${modelId}`)).toBe(earned);
});

test('a payment is taken back once; another event for it is refused, and a repeat is a success', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  const reversal = door.reversed(payment);
  expect(outcomes(await door.send(reversal))).toEqual(['accepted']);
  expect(outcomes(await door.send([reversal, door.reversed(payment)]))).toEqual(['duplicate', 'PAYMENT_REVERSED']);
  expect(await stand(customer)).toMatchObject({ balanceMicros: 0n, owedMicros: 0n });
});

test('twenty chargebacks of one payment at once, of two events, take it back once', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  await pay(customer, 1_000n);
  const [one, other] = [door.reversed(payment), door.reversed(payment)];
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => door.send(i % 2 ? one : other)));
  expect(answers.flatMap(outcomes).filter((word) => word === 'accepted')).toHaveLength(1);
  expect(await stand(customer)).toMatchObject({ balanceMicros: 1_000n, owedMicros: 0n });
});

test('another provider cannot take it back', async () => {
  const other = await PaymentDoor.open(market);
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  expect(outcomes(await other.send(other.reversed(payment)))).toEqual(['PAYMENT_UNKNOWN']);
  expect(await stand(customer)).toMatchObject({ balanceMicros: 100n });
  await other.close();
});

test('while something is owed nothing can be spent: money that comes in goes there first, in its own transaction', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  await spend(customer, 10);
  await takeBack(payment);
  await pay(customer, 60n);
  expect(await stand(customer)).toEqual({ balanceMicros: 0n, owedMicros: 40n, refundableMicros: 0n });
  expect(await spend(customer, 1)).toMatchObject({ posted: 0, unfunded: 1 });
  await pay(customer, 90n);
  expect(await stand(customer)).toEqual({ balanceMicros: 50n, owedMicros: 0n, refundableMicros: 50n });
  await market.postFunded();
  expect(await stand(customer)).toMatchObject({ balanceMicros: 40n });
});

test('money that reaches an indebted balance by another way is taken by the background work', async () => {
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  await spend(customer, 10);
  await takeBack(payment);
  await giveBack(customer, 30n);
  expect(await market.billing.collectDebts.execute()).toBe(1);
  expect(await market.billing.collectDebts.execute()).toBe(0);
  expect(await stand(customer)).toEqual({ balanceMicros: 0n, owedMicros: 70n, refundableMicros: 0n });
});

test('an open refund is not touched; once it is returned, the debt is paid from it', async () => {
  const { requestBalanceRefund, returnBalanceRefund } = market.billing;
  const customer = await market.customer();
  const payment = await pay(customer, 100n);
  const { viewer } = customer;
  const refund = await requestBalanceRefund.execute({
    viewer,
    currency: 'EUR',
    amountMicros: 80n,
    idempotencyKey: 'k',
  });
  await takeBack(payment);
  expect(await stand(customer)).toMatchObject({ balanceMicros: 0n, owedMicros: 80n });
  await returnBalanceRefund.execute({ viewer: market.operator, refundId: refund.id, reason: 'charged back' });
  expect(await stand(customer)).toEqual({ balanceMicros: 0n, owedMicros: 0n, refundableMicros: 0n });
});

test('in any order of payments, calls, chargebacks, refunds and gifts, each micro is where a plain model says', async () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('pay' as const), amount: fc.integer({ min: 1, max: 99 }) }),
    fc.record({ act: fc.constant('spend' as const), calls: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ act: fc.constant('take back' as const), which: fc.nat(9) }),
    fc.record({ act: fc.constant('refund' as const), amount: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ act: fc.constant('return' as const) }),
    fc.record({ act: fc.constant('give' as const), amount: fc.integer({ min: 1, max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const customer = await market.customer();
      const { viewer } = customer;
      const payments: { event: Record<string, Json>; amount: bigint; back: boolean }[] = [];
      const open: { id: string; amount: bigint }[] = [];
      const model = { balance: 0n, owed: 0n };
      const credit = (amount: bigint) => {
        model.balance += amount;
        const taken = model.owed < model.balance ? model.owed : model.balance;
        model.balance -= taken;
        model.owed -= taken;
      };
      for (const [i, step] of steps.entries()) {
        const before = await market.journalsOf('usage');
        if (step.act === 'pay') {
          payments.push({ event: await pay(customer, BigInt(step.amount)), amount: BigInt(step.amount), back: false });
          credit(BigInt(step.amount));
        } else if (step.act === 'spend') {
          await spend(customer, step.calls);
        } else if (step.act === 'take back') {
          const payment = payments[step.which];
          if (!payment) continue;
          expect(await takeBack(payment.event)).toEqual([payment.back ? 'PAYMENT_REVERSED' : 'accepted']);
          if (payment.back) continue;
          payment.back = true;
          const taken = model.balance < payment.amount ? model.balance : payment.amount;
          model.balance -= taken;
          model.owed += payment.amount - taken;
        } else if (step.act === 'refund') {
          const amountMicros = BigInt(step.amount);
          const command = { viewer, currency: 'EUR', amountMicros, idempotencyKey: `${i}` };
          const asked = market.billing.requestBalanceRefund.execute(command);
          if (model.owed > 0n) await expect(asked).rejects.toMatchObject({ code: 'DEBT_OPEN' });
          else if (amountMicros > model.balance) {
            await expect(asked).rejects.toMatchObject({ code: 'REFUND_EXCEEDS_BALANCE' });
          } else {
            open.push({ id: (await asked).id, amount: amountMicros });
            model.balance -= amountMicros;
          }
        } else if (step.act === 'return') {
          const refund = open.pop();
          if (!refund) continue;
          const command = { viewer: market.operator, refundId: refund.id, reason: 'no account' };
          await market.billing.returnBalanceRefund.execute(command);
          credit(refund.amount);
        } else {
          await giveBack(customer, BigInt(step.amount));
          await market.billing.collectDebts.execute();
          credit(BigInt(step.amount));
        }
        await market.postFunded();
        model.balance -= 10n * BigInt((await market.journalsOf('usage')) - before);
        expect(await stand(customer)).toMatchObject({ balanceMicros: model.balance, owedMicros: model.owed });
      }
    }),
    { numRuns: 12 },
  );
  expect(await market.billing.auditBilling.execute()).toEqual([]);
});

/** As the refund of a call would, but from the platform's fees alone. */
async function giveBack({ viewer }: Customer, amountMicros: bigint): Promise<void> {
  const legs = [
    { account: 'platform:EUR', amountMicros: -amountMicros },
    { account: `customer:${viewer.userId}:EUR`, amountMicros },
  ];
  const key = `refund:${viewer.userId}:${Math.random()}`;
  const draft = { key, kind: 'refund', currency: 'EUR', legs };
  await market.db.transactions.run((tx) => market.money.postJournals.execute(tx, [draft]));
}
