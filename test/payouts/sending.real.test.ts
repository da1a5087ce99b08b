import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_TRIES, PayoutUnderWay, SendDuePayouts, type Payout } from '../../domain/payouts/index.ts';
import { WebhookSigner } from '../../infra/crypto/webhook-signer.ts';
import { HttpWebhookProvider } from '../../infra/payouts/webhook-provider.ts';
import { Crew } from '../../infra/worker/crew.ts';
import { IBAN, openPayoutHouse, type PayoutHouse } from './payout-house.ts';
import { Receiver, SECRET, silence, status } from './receiver.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const IMPATIENT_MS = 300;
let house: PayoutHouse;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  house = await openPayoutHouse({
    COMMONPOOL_PAYOUT_WEBHOOK_URL: receiver.url,
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: SECRET,
  });
});
beforeEach(() => receiver.answers(status(200)));
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

/** Without chance. */
function sender(timeoutMs = 15_000): SendDuePayouts {
  const { payouts, attempts, orders, recordMoves } = house.payouts;
  const provider = new HttpWebhookProvider(receiver.url, new WebhookSigner([SECRET]), timeoutMs);
  return new SendDuePayouts(house.db.transactions, payouts, attempts, orders, provider, recordMoves, () => 0);
}

const aPayout = async (micros = 10_000_000n) => house.request(await house.payee(), micros);

const outcomes = async ({ id }: Payout) => {
  const attempts = await house.payouts.attempts.ofPayouts([id]);
  return attempts.map(({ outcome, httpStatus }) => httpStatus ?? outcome);
};

test('a due payout is posted, signed and with all that its provider needs, and counts as sent on 2xx', async () => {
  const payout = await aPayout();
  receiver.answers(status(202));
  expect(await sender().execute()).toBe(1);
  expect(await house.payout(payout)).toMatchObject({ state: 'sent', route: 'webhook', sentAt: expect.any(Date) });
  const [received] = receiver.received.filter(({ id }) => id === payout.id);
  expect(received?.event).toMatchObject({
    type: 'org.commonpool.payout.requested.v1',
    id: payout.id,
    data: {
      payoutId: payout.id,
      amountMicros: '10000000',
      currency: 'EUR',
      destination: { kind: 'iban', account: IBAN, holder: 'Ada Lovelace' },
    },
  });
  expect(received?.event.data.destination).not.toHaveProperty('salt');
  expect(await outcomes(payout)).toEqual([202]);
  expect(await sender().execute()).toBe(0);
});

test('failing, falling silent and failing otherwise it is tried again on schedule under one id, until it is taken', async () => {
  const payout = await aPayout();
  receiver.answers(status(500), silence, status(302, { location: 'http://127.0.0.1:9/' }), status(503), status(200));
  const waitsMs = [0, 5 * SECOND, 300 * SECOND, 1_800 * SECOND, 2 * HOUR];
  for (const [at, waitMs] of waitsMs.entries()) {
    if (waitMs > 60 * SECOND) {
      await house.db.clock.advance(waitMs - 60 * SECOND);
      expect(await sender().execute()).toBe(0);
      await house.db.clock.advance(60 * SECOND);
    } else await house.db.clock.advance(waitMs);
    // The second reply is silence, which is all that a short patience hears.
    expect(await sender(at === 1 ? IMPATIENT_MS : undefined).execute()).toBe(1);
    expect(await outcomes(payout)).toHaveLength(at + 1);
  }
  expect(await outcomes(payout)).toEqual([500, 'timed-out', 302, 503, 200]);
  expect(receiver.idsOf(payout.id)).toEqual(Array.from({ length: 5 }, () => payout.id));
  expect((await house.payout(payout)).state).toBe('sent');
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`]);
});

test('after the last try it is held, and an operator who lets it go on begins the tries anew', async () => {
  const payout = await aPayout();
  receiver.answers(status(500));
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    expect(await sender().execute()).toBe(1);
    await house.db.clock.advance(25 * HOUR);
  }
  expect(await house.payout(payout)).toMatchObject({ state: 'requested', holdReason: 'provider-unreachable' });
  expect(await sender().execute()).toBe(0);
  expect(await outcomes(payout)).toHaveLength(MOST_TRIES);
  receiver.answers(status(200));
  await house.payouts.releasePayout.execute({ viewer: await house.operator(), payoutId: payout.id });
  expect(await sender().execute()).toBe(1);
  expect(await house.payout(payout)).toMatchObject({ state: 'sent', holdReason: null });
});

test('410 stops the tries at once', async () => {
  const payout = await aPayout();
  receiver.answers(status(410));
  await sender().execute();
  expect(await house.payout(payout)).toMatchObject({ state: 'requested', holdReason: 'provider-refused' });
  await house.db.clock.advance(48 * HOUR);
  expect(await sender().execute()).toBe(0);
});

describe('a provider that asks for time gets it', () => {
  test.each([
    [429, '600', 600],
    [502, '90', 90],
    [504, 'a date', 900],
  ])('%i with Retry-After %s', async (code, retryAfter, seconds) => {
    const payout = await aPayout();
    const asked = () => (retryAfter === 'a date' ? new Date(Date.now() + seconds * SECOND).toUTCString() : retryAfter);
    receiver.answers((response) => response.writeHead(code, { 'retry-after': asked() }).end());
    const before = (await house.db.clock.now()).getTime();
    await sender().execute();
    const { nextTryAt } = await house.payout(payout);
    expect(nextTryAt.getTime() - before).toBeGreaterThanOrEqual((seconds - 5) * SECOND);
    expect(nextTryAt.getTime() - before).toBeLessThan((seconds + 60) * SECOND);
    receiver.answers(status(200));
    await house.db.clock.advance(HOUR);
    await sender().execute();
  });

  test('500 has no say in it', async () => {
    const payout = await aPayout();
    receiver.answers(status(500, { 'retry-after': '3600' }));
    const before = (await house.db.clock.now()).getTime();
    await sender().execute();
    expect((await house.payout(payout)).nextTryAt.getTime() - before).toBeLessThan(30 * SECOND);
    receiver.answers(status(200));
    await house.db.clock.advance(HOUR);
    await sender().execute();
  });
});

test('an answer without end is cut off, and its status counts', async () => {
  const payout = await aPayout();
  receiver.answers((response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(2_000)), 5);
    response.once('close', () => clearInterval(more));
  });
  await sender(5_000).execute();
  expect((await house.payout(payout)).state).toBe('sent');
});

test('several workers at once hand each payout over once', async () => {
  const due = [await aPayout(), await aPayout(), await aPayout(), await aPayout()];
  receiver.answers((response) => setTimeout(() => response.writeHead(200).end(), 50));
  await Promise.all(Array.from({ length: 5 }, () => sender(5_000).execute()));
  for (const payout of due) {
    expect(receiver.idsOf(payout.id)).toEqual([payout.id]);
    expect((await house.payout(payout)).state).toBe('sent');
  }
});

test('what is held is not sent, and what was tried is not taken back, nor put into a batch', async () => {
  const payee = await house.payee();
  const payout = await house.request(payee, 10_000_000n);
  const operator = await house.operator();
  await house.payouts.holdPayout.execute({ viewer: operator, payoutId: payout.id, reason: 'identity-check' });
  expect(await sender().execute()).toBe(0);
  await house.payouts.releasePayout.execute({ viewer: operator, payoutId: payout.id });
  receiver.answers(silence);
  await sender(IMPATIENT_MS).execute();
  const cancel = house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: payout.id });
  await expect(cancel).rejects.toThrow(PayoutUnderWay);
  await expect(house.sendByHand(payout)).rejects.toMatchObject({ code: 'PAYOUTS_NOT_DUE' });
});

test('a hold that comes while the provider is asked comes too late for this try only', async () => {
  const operator = await house.operator();
  const holdDuring = async (code: number) => {
    const payout = await aPayout();
    receiver.answers((response) => {
      void house.payouts.holdPayout
        .execute({ viewer: operator, payoutId: payout.id, reason: 'suspected-fraud' })
        .then(() => response.writeHead(code).end());
    });
    await sender(5_000).execute();
    return house.payout(payout);
  };
  expect(await holdDuring(200)).toMatchObject({ state: 'sent', holdReason: null });
  expect(await holdDuring(500)).toMatchObject({ state: 'requested', holdReason: 'suspected-fraud' });
});

test('when the provider has it although no answer came, an operator says how it ended; not while it is asked', async () => {
  const payout = await aPayout();
  const operator = await house.operator();
  const settle = () =>
    house.payouts.decidePayout.execute({
      viewer: operator,
      payoutId: payout.id,
      ending: { state: 'settled', reference: 'P-1' },
    });
  let refused: unknown = null;
  receiver.answers(() => void settle().catch((error: unknown) => (refused = error)));
  await sender(5_000).execute();
  expect(refused).toBeInstanceOf(PayoutUnderWay);
  expect((await settle()).state).toBe('settled');
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`, `payout-settled:${payout.id}`]);
  const steps = await house.payouts.payoutSteps.ofPayouts([payout.id]);
  expect(steps.map(({ kind }) => kind)).toEqual(['requested', 'sent', 'settled']);
});

test('a worker sends by itself what is requested', async () => {
  const { feed, logger } = house.ground;
  const crew = new Crew(house.payouts.wired.jobs ?? [], feed, logger);
  const payout = await aPayout();
  for (const until = Date.now() + 20_000; Date.now() < until && (await house.payout(payout)).state !== 'sent';) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await crew.stop();
  expect((await house.payout(payout)).state).toBe('sent');
});

test('one whose details do not open holds up no other, and is held after its last try', async () => {
  const [broken, sound] = [await aPayout(), await aPayout()];
  await house.db.dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL session_replication_role = replica`);
    await manager.query(`UPDATE payout_destinations SET sealed = '\\x00' WHERE id = $1`, [broken.destinationId]);
  });
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    await expect(sender().execute()).rejects.toMatchObject({ code: 'KEY_UNREADABLE' });
    await house.db.clock.advance(60 * SECOND);
  }
  expect((await house.payout(sound)).state).toBe('sent');
  await sender().execute();
  expect(await house.payout(broken)).toMatchObject({ state: 'requested', holdReason: 'provider-unreachable' });
  expect(receiver.idsOf(broken.id)).toEqual([]);
});
