import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { InsufficientBalance } from '../../domain/ledger/index.ts';
import {
  DestinationMissing,
  DestinationWaiting,
  OwnPayout,
  PayoutBelowMinimum,
  PayoutStateWrong,
} from '../../domain/payouts/index.ts';
import { IdempotencyKeyReused, PersonUnproved } from '../../domain/revenue/index.ts';
import { Forbidden, InvalidInput, newId, NotFound } from '../../domain/shared/index.ts';
import { openPayoutHouse, WAIT_MS, type PayoutHouse } from './payout-house.ts';

let house: PayoutHouse;
beforeAll(async () => {
  house = await openPayoutHouse();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const settled = { state: 'settled', reference: 'SEPA-1' } as const;
const returned = { state: 'returned', reason: 'account-closed', reference: null } as const;

test('money goes from the wallet on its way, out by two hands, and has arrived, to the micro', async () => {
  const payee = await house.payee(100_000_000n);
  const [payableBefore, externalBefore] = [await house.balance('payable'), await house.balance('external')];
  const payout = await house.request(payee, 30_120_000n);
  expect(payout).toMatchObject({ state: 'requested', source: 'owner', amountMicros: 30_120_000n, holdReason: null });
  expect([await house.wallet(payee), await house.balance('payable')]).toEqual([
    69_880_000n,
    payableBefore + 30_120_000n,
  ]);

  await house.sendByHand(payout);
  expect(await house.payout(payout)).toMatchObject({ state: 'sent', route: 'manual', sentAt: expect.any(Date) });
  const operator = await house.operator();
  await house.payouts.decidePayout.execute({ viewer: operator, payoutId: payout.id, ending: settled });
  expect(await house.payout(payout)).toMatchObject({
    state: 'settled',
    reference: 'SEPA-1',
    endedAt: expect.any(Date),
  });
  expect(await house.balance('payable')).toBe(payableBefore);
  expect(await house.balance('external')).toBe(externalBefore + 30_120_000n);
  expect(await house.wallet(payee)).toBe(69_880_000n);
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`, `payout-settled:${payout.id}`]);
});

test('what comes back is in the wallet again by a further journal, and why is known', async () => {
  const payee = await house.payee(50_000_000n);
  const payout = await house.request(payee, 50_000_000n);
  await house.sendByHand(payout);
  const operator = await house.operator();
  const back = await house.payouts.decidePayout.execute({ viewer: operator, payoutId: payout.id, ending: returned });
  expect(back).toMatchObject({ state: 'returned', returnReason: 'account-closed' });
  expect(await house.wallet(payee)).toBe(50_000_000n);
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`, `payout-returned:${payout.id}`]);
  const steps = await house.payouts.payoutSteps.ofPayouts([payout.id]);
  expect(steps.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['requested', null],
    ['sent', null],
    ['returned', 'account-closed'],
  ]);
});

test('its payee takes a request back, once, and nobody else does', async () => {
  const payee = await house.payee(50_000_000n);
  const payout = await house.request(payee, 10_000_000n);
  const stranger = await house.payee();
  const cancel = (who: typeof payee) => house.payouts.cancelPayout.execute({ viewer: who.viewer, payoutId: payout.id });
  await expect(cancel(stranger)).rejects.toThrow(NotFound);
  await Promise.all([cancel(payee), cancel(payee)]);
  expect(await house.wallet(payee)).toBe(50_000_000n);
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`, `payout-returned:${payout.id}`]);
  await house.sendByHand(await house.request(payee, 5_000_000n, { key: 'sent' }));
  const [sent] = (await house.payouts.payouts.ofUser(payee.viewer.userId, { limit: 1, direction: 'forward' })).items;
  const late = house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: sent!.id });
  await expect(late).rejects.toThrow(PayoutStateWrong);
});

test('of requests at once none takes more than is there', async () => {
  const payee = await house.payee(50_000_000n);
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => house.request(payee, 20_000_000n)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(InsufficientBalance);
  expect(await house.wallet(payee)).toBe(10_000_000n);
});

test('the same key takes out once, also when both come at once, and refuses another input', async () => {
  const payee = await house.payee(100_000_000n);
  await house.fund(payee.viewer, 50_000_000n, 'builder');
  const asked = await Promise.all(Array.from({ length: 5 }, () => house.request(payee, 20_000_000n, { key: 'rent' })));
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  expect(await house.wallet(payee)).toBe(80_000_000n);
  await expect(house.request(payee, 20_010_000n, { key: 'rent' })).rejects.toThrow(IdempotencyKeyReused);
  const other = house.request(payee, 20_000_000n, { key: 'rent', source: 'builder' });
  await expect(other).rejects.toThrow(IdempotencyKeyReused);
});

describe('nothing leaves a wallet', () => {
  test('of an account that no person was proved for', async () => {
    const member = await house.members.join({ person: null });
    await house.fund(member.viewer, 50_000_000n);
    await house.setDestination(member);
    await house.db.clock.advance(WAIT_MS);
    await expect(house.request(member, 20_000_000n)).rejects.toThrow(PersonUnproved);
    await house.members.prove(member.viewer.userId);
    await house.request(member, 20_000_000n);
  });

  test('without a destination, or to one that is new', async () => {
    const member = await house.members.join();
    await house.fund(member.viewer, 50_000_000n);
    await expect(house.request(member, 20_000_000n)).rejects.toThrow(DestinationMissing);
    await house.setDestination(member);
    await house.db.clock.advance(WAIT_MS - 60_000);
    await expect(house.request(member, 20_000_000n)).rejects.toThrow(DestinationWaiting);
    await house.db.clock.advance(60_000);
    await house.request(member, 20_000_000n);
  });

  test.each([
    ['below the minimum', 4_990_000n, PayoutBelowMinimum],
    ['in parts of a cent', 5_000_001n, InvalidInput],
    ['of nothing', 0n, InvalidInput],
    ['of less than nothing', -5_000_000n, InvalidInput],
    ['of more than is there', 100_010_000n, InsufficientBalance],
  ])('%s', async (_what, amountMicros, refusal) => {
    const payee = await house.payee();
    await expect(house.request(payee, amountMicros)).rejects.toThrow(refusal);
    expect(await house.wallet(payee)).toBe(100_000_000n);
  });

  test('in a currency that the instance does not keep', async () => {
    const { viewer } = await house.payee();
    const ask = { viewer, source: 'owner', currency: 'USD', amountMicros: 5_000_000n, idempotencyKey: 'usd' } as const;
    await expect(house.payouts.requestPayout.execute(ask)).rejects.toThrow(InvalidInput);
  });
});

test('a builder’s earnings and a customer’s unused balance leave the same way, each from its own wallet', async () => {
  const payee = await house.payee(10_000_000n);
  await house.fund(payee.viewer, 20_000_000n, 'builder');
  await house.fund(payee.viewer, 3_330_000n, 'customer');
  await house.request(payee, 20_000_000n, { source: 'builder' });
  const ask = { userId: payee.viewer.userId, source: 'customer', currency: 'EUR', idempotencyKey: 'refund' } as const;
  const rest = await house.db.transactions.run((tx) =>
    house.payouts.openPayout.execute(tx, { ...ask, amountMicros: 3_330_000n }),
  );
  expect(rest).toMatchObject({ source: 'customer', amountMicros: 3_330_000n });
  const wallets = [house.wallet(payee), house.wallet(payee, 'builder'), house.wallet(payee, 'customer')];
  expect(await Promise.all(wallets)).toEqual([10_000_000n, 0n, 0n]);
  await house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: rest.id });
  expect(await house.wallet(payee, 'customer')).toBe(3_330_000n);
});

test('a caller’s transaction that fails takes the payout with it', async () => {
  const payee = await house.payee(10_000_000n);
  const ask = { userId: payee.viewer.userId, source: 'owner', currency: 'EUR', idempotencyKey: 'gone' } as const;
  const failing = house.db.transactions.run(async (tx) => {
    await house.payouts.openPayout.execute(tx, { ...ask, amountMicros: 10_000_000n });
    throw new Error('the caller failed');
  });
  await expect(failing).rejects.toThrow('the caller failed');
  expect(await house.wallet(payee)).toBe(10_000_000n);
});

describe('an operator', () => {
  test('holds a payout with a reason that its payee sees, and it does not leave until another lets it go on', async () => {
    const payee = await house.payee();
    const payout = await house.request(payee, 10_000_000n);
    const operator = await house.operator();
    const act = { viewer: operator, payoutId: payout.id };
    await house.payouts.holdPayout.execute({ ...act, reason: 'suspected-fraud' });
    expect(await house.payout(payout)).toMatchObject({ state: 'requested', holdReason: 'suspected-fraud' });
    await expect(house.sendByHand(payout)).rejects.toMatchObject({ code: 'PAYOUTS_NOT_DUE' });
    await house.payouts.releasePayout.execute(act);
    await expect(house.payouts.releasePayout.execute(act)).rejects.toThrow(PayoutStateWrong);
    await house.sendByHand(payout);
    await expect(house.payouts.holdPayout.execute({ ...act, reason: 'dispute-open' })).rejects.toThrow(
      PayoutStateWrong,
    );
  });

  test('decides nothing about their own money, from whichever account of theirs', async () => {
    const payee = await house.payee(100_000_000n, { person: 'operator’s own' });
    const self = { ...payee.viewer, isOperator: true };
    const secondAccount = await house.operator('operator’s own');
    const payout = await house.request(payee, 10_000_000n);
    const { payouts } = house;
    await payouts.holdPayout.execute({ viewer: self, payoutId: payout.id, reason: 'identity-check' });
    for (const viewer of [self, secondAccount]) {
      await expect(payouts.releasePayout.execute({ viewer, payoutId: payout.id })).rejects.toThrow(OwnPayout);
    }
    await payouts.releasePayout.execute({ viewer: await house.operator(), payoutId: payout.id });
    await house.sendByHand(payout);
    for (const viewer of [self, secondAccount]) {
      const decide = payouts.decidePayout.execute({ viewer, payoutId: payout.id, ending: returned });
      await expect(decide).rejects.toThrow(OwnPayout);
    }
  });

  test('cannot end what was not sent, nor change an end; saying the same end again is no fault', async () => {
    const payout = await house.request(await house.payee(), 10_000_000n);
    const act = { viewer: await house.operator(), payoutId: payout.id };
    const decide = (ending: typeof settled | typeof returned) => house.payouts.decidePayout.execute({ ...act, ending });
    await expect(decide(settled)).rejects.toThrow(PayoutStateWrong);
    await house.sendByHand(payout);
    const ends = await Promise.allSettled([decide(settled), decide(returned), decide(settled)]);
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    const end = await house.payout(payout);
    await decide(end.state === 'settled' ? settled : returned);
    await expect(decide(end.state === 'settled' ? returned : settled)).rejects.toThrow(PayoutStateWrong);
    expect(await house.moved(payout)).toHaveLength(2);
  });

  test('is who it takes: a member holds, ends and sends nothing', async () => {
    const payee = await house.payee();
    const { viewer } = payee;
    const { id: payoutId } = await house.request(payee, 10_000_000n);
    const { payouts } = house;
    const acts = [
      () => payouts.holdPayout.execute({ viewer, payoutId, reason: 'identity-check' }),
      () => payouts.releasePayout.execute({ viewer, payoutId }),
      () => payouts.decidePayout.execute({ viewer, payoutId, ending: settled }),
      () => payouts.createBatch.execute({ viewer, currency: 'EUR', payoutIds: null }),
      () => payouts.releaseBatch.execute({ viewer, batchId: newId(), digest: '' }),
      () => payouts.discardBatch.execute({ viewer, batchId: newId() }),
      () => payouts.readBatchFile.execute({ viewer, batchId: newId() }),
    ];
    for (const act of acts) await expect((async () => act())()).rejects.toThrow(Forbidden);
  });
});
