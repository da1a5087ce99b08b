import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Payout } from '../../domain/payouts/index.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';

let house: PayoutHouse;
beforeAll(async () => {
  house = await openPayoutHouse();
});
afterAll(() => house.close());

const run = (sql: string, ...values: unknown[]) => house.db.dataSource.query(sql, values);
const requested = async () => house.request(await house.payee(), 10_000_000n);

async function sent(): Promise<Payout> {
  const payout = await requested();
  await house.sendByHand(payout);
  return payout;
}

describe('PostgreSQL itself refuses', () => {
  test.each([
    ['to send without a batch', `state = 'sent', sent_at = commonpool_now()`],
    ['to send by a route of no batch', `state = 'sent', sent_at = commonpool_now(), route = 'manual'`],
    ['to send by a webhook that was never tried', `state = 'sent', sent_at = commonpool_now(), route = 'webhook'`],
    ['to settle what was not sent', `state = 'settled', ended_at = commonpool_now(), sent_at = commonpool_now()`],
    ['to cancel without saying when', `state = 'cancelled'`],
    ['another amount', `amount_micros = amount_micros + 1`],
    ['another payee', `user_id = gen_random_uuid()`],
    ['another destination', `destination_id = (SELECT id FROM payout_destinations WHERE id <> destination_id LIMIT 1)`],
    ['a reason that nobody knows', `hold_reason = 'because'`],
    ['a reference before an end', `reference = 'P-1'`],
  ])('%s', async (_what, change) => {
    const payout = await requested();
    await expect(run(`UPDATE payouts SET ${change} WHERE id = $1`, payout.id)).rejects.toThrow();
    expect((await house.payout(payout)).state).toBe('requested');
  });

  test.each([
    ['to take back what was sent', `state = 'cancelled', sent_at = NULL, ended_at = commonpool_now()`],
    ['to hold what was sent', `hold_reason = 'dispute-open'`],
    ['to return it without a reason', `state = 'returned', ended_at = commonpool_now()`],
    ['to send it again', `state = 'requested', sent_at = NULL`],
    ['to send it at another time', `state = 'settled', ended_at = commonpool_now(), sent_at = requested_at`],
    ['to change it without an end', `reference = 'P-1'`],
  ])('%s', async (_what, change) => {
    const payout = await sent();
    await expect(run(`UPDATE payouts SET ${change} WHERE id = $1`, payout.id)).rejects.toThrow();
  });

  test('to change an end', async () => {
    const payout = await sent();
    const ending = { state: 'settled', reference: null } as const;
    await house.payouts.decidePayout.execute({ viewer: await house.operator(), payoutId: payout.id, ending });
    for (const change of [`reference = 'P-2'`, `state = 'returned', return_reason = 'other'`, `ended_at = now()`]) {
      await expect(run(`UPDATE payouts SET ${change} WHERE id = $1`, payout.id)).rejects.toThrow('does not become');
    }
  });

  test('a batch that its maker releases, and payouts of a batch that is open', async () => {
    const payout = await requested();
    const maker = await house.operator();
    const all = { viewer: maker, currency: 'EUR', payoutIds: [payout.id] };
    const { id } = await house.payouts.createBatch.execute(all);
    const release = `UPDATE payout_batches SET state = 'released', ended_by = $2, ended_at = commonpool_now() WHERE id = $1`;
    await expect(run(release, id, maker.userId)).rejects.toThrow('payout_batches_two_hands');
    const send = `UPDATE payouts SET state = 'sent', sent_at = commonpool_now() WHERE id = $1`;
    await expect(run(send, payout.id)).rejects.toThrow('release of its batch');
    await expect(run(`UPDATE payout_batches SET digest = repeat('0', 64) WHERE id = $1`, id)).rejects.toThrow();
  });

  test('a request to a destination that still waits, was cancelled, or is another’s', async () => {
    const { destinationId, userId } = await requested();
    const waiting = await house.setDestination(await house.members.join());
    const insert = (destination: string, payee: string) =>
      run(
        `INSERT INTO payouts (id, user_id, source, currency, amount_micros, destination_id, idempotency_key, requested_at,
           state, tries, next_try_at)
         VALUES (gen_random_uuid(), $2, 'owner', 'EUR', 1, $1, gen_random_uuid(), commonpool_now(), 'requested', 0, now())`,
        destination,
        payee,
      );
    await insert(destinationId, userId);
    await expect(insert(waiting.id, waiting.userId)).rejects.toThrow('usable destination of its payee');
    await expect(insert(destinationId, waiting.userId)).rejects.toThrow('usable destination of its payee');
    await house.payouts.cancelDestination.execute({
      viewer: { userId, isOperator: false, sessionId: null },
      destinationId,
    });
    await expect(insert(destinationId, userId)).rejects.toThrow('usable destination of its payee');
  });

  test('to make a destination usable sooner, to bring one back, or to lose any row', async () => {
    const member = await house.members.join();
    const { id } = await house.setDestination(member);
    for (const change of ['usable_at = set_at', `last4 = '0000'`, 'version = 7', `sealed = '\\x00'`]) {
      await expect(run(`UPDATE payout_destinations SET ${change} WHERE id = $1`, id)).rejects.toThrow(
        'only cancelled once',
      );
    }
    await house.payouts.cancelDestination.execute({ viewer: member.viewer, destinationId: id });
    const back = run(`UPDATE payout_destinations SET cancelled_at = NULL WHERE id = $1`, id);
    await expect(back).rejects.toThrow('only cancelled once');
    const tables = ['payout_destinations', 'payouts', 'payout_batches', 'payout_attempts', 'payout_steps'];
    for (const table of [...tables, 'payout_disclosures', 'payout_callbacks']) {
      await expect(run(`DELETE FROM ${table}`)).rejects.toThrow('never changed or deleted');
      await expect(run(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('never changed or deleted');
    }
    await expect(run(`UPDATE payout_steps SET at = now()`)).rejects.toThrow('never changed or deleted');
  });
});
