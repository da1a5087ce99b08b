import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { runProgram } from '../support/program.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';
import { Receiver, SECRET, status } from './receiver.ts';

// A worker is a process of its own, which a busy machine is slow to start.
jest.setTimeout(120_000);

const PROGRAM = fileURLToPath(new URL('sender-program.ts', import.meta.url));
const LEASE_MS = 60_000;
let house: PayoutHouse;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.open();
  house = await openPayoutHouse({
    COMMONPOOL_PAYOUT_WEBHOOK_URL: receiver.url,
    COMMONPOOL_PAYOUT_WEBHOOK_SECRET: SECRET,
  });
});
afterAll(async () => {
  await house.close();
  await receiver.close();
});

const worker = () => runProgram(PROGRAM, [house.db.url, house.ground.config.rootKeyFile, receiver.url]);

test('kill -9 after the provider took it and before that was written: sent again under the same id, and paid once', async () => {
  const payee = await house.payee(50_000_000n);
  const payout = await house.request(payee, 20_000_000n);
  const killed = worker();
  receiver.answers(() => killed.kill('SIGKILL'), status(200));
  await killed.ended;
  expect(receiver.idsOf(payout.id)).toEqual([payout.id]);
  expect(await house.payout(payout)).toMatchObject({ state: 'requested', route: 'webhook' });

  expect(await house.payouts.sendDuePayouts?.execute()).toBe(0);
  expect(receiver.idsOf(payout.id)).toHaveLength(1);
  await expect(house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: payout.id })).rejects.toMatchObject(
    {
      code: 'PAYOUT_UNDER_WAY',
    },
  );

  await house.db.clock.advance(LEASE_MS);
  expect(await worker().ended).toBe(0);
  expect(receiver.idsOf(payout.id)).toEqual([payout.id, payout.id]);
  expect(await house.payout(payout)).toMatchObject({ state: 'sent', tries: 1 });
  const attempts = await house.payouts.attempts.ofPayouts([payout.id]);
  expect(attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'delivered']);

  const { eventId, ...callback } = { eventId: 'evt-1', digest: '0'.repeat(64), payoutId: payout.id };
  const ending = { state: 'settled', reference: 'P-1' } as const;
  await house.payouts.takeCallback.execute({ eventId, ...callback, ending });
  expect(await house.moved(payout)).toEqual([`payout:${payout.id}`, `payout-settled:${payout.id}`]);
  expect(await house.wallet(payee)).toBe(30_000_000n);
  expect(await house.faults()).toEqual([]);
});

test('a worker that is killed ten times over leaves the payout held, not in the air', async () => {
  const payout = await house.request(await house.payee(), 20_000_000n);
  const { attempts, sendDuePayouts } = house.payouts;
  for (let number = 1; number <= 10; number += 1) {
    await house.db.clock.advance(LEASE_MS);
    // What a worker has written when it dies: the try, without an end.
    await house.db.dataSource.query(
      `INSERT INTO payout_attempts (payout_id, number, started_at) VALUES ($1, $2, commonpool_now())`,
      [payout.id, number],
    );
    await house.db.dataSource.query(
      `UPDATE payouts SET route = 'webhook', leased_until = commonpool_now() WHERE id = $1`,
      [payout.id],
    );
    await house.db.dataSource.query(`UPDATE payouts SET tries = $2 WHERE id = $1`, [payout.id, number - 1]);
    if (number < 10) {
      await house.db.dataSource.query(
        `UPDATE payout_attempts SET finished_at = commonpool_now(), outcome = 'lost' WHERE payout_id = $1 AND number = $2`,
        [payout.id, number],
      );
    }
  }
  expect(await sendDuePayouts?.execute()).toBe(1);
  expect(await house.payout(payout)).toMatchObject({ state: 'requested', holdReason: 'provider-unreachable' });
  expect((await attempts.ofPayouts([payout.id])).every(({ outcome }) => outcome === 'lost')).toBe(true);
  expect(receiver.idsOf(payout.id)).toEqual([]);
  expect(await house.faults()).toEqual([]);
});
