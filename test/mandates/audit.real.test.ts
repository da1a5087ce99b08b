import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse();
});
afterAll(() => house.close());

const PRICE = 1_999n;

/** As somebody with the whole database in hand could: no trigger is asked. */
async function tamper(statement: string, id: string): Promise<void> {
  await house.db.dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL session_replication_role = 'replica'`);
    await manager.query(statement, [id]);
  });
}

const audit = () => house.mandates.auditMandates.execute();

test('the audit names the first offender of each kind, and nothing when all is right', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const { userId } = customer.viewer;
  const limit = { viewer: customer.viewer, currency: 'EUR', dailyMicros: 10n * PRICE, monthlyMicros: null };
  await house.mandates.setSpendingLimit.execute(limit);
  const mandate = await house.mandate(customer, model.id);
  const [open, released, captured] = [
    await house.buy(customer, model.id),
    await house.buy(customer, model.id),
    await house.buy(customer, model.id),
  ];
  await house.release(released.id);
  await house.spend(customer, captured);
  await house.post(captured.id);
  expect(await audit()).toEqual([]);

  const counts = `UPDATE spending_counts SET spent_micros = spent_micros - 1 WHERE customer_id = $1`;
  await tamper(counts, userId);
  expect(await audit()).toEqual([
    expect.stringMatching(`spending of customer ${userId} in EUR, .* counts 3997, .* 3998`),
  ]);
  await tamper(counts.replace('- 1', '+ 1'), userId);

  const days = `UPDATE mandate_days SET held_micros = held_micros + 1 WHERE series_id = $1`;
  await tamper(days, mandate.seriesId);
  expect(await audit()).toEqual([
    expect.stringMatching(`mandate series ${mandate.seriesId} on .* it counts 2000 held`),
  ]);
  await tamper(days.replace('+ 1', '- 1'), mandate.seriesId);

  const reopened = `UPDATE tickets SET state = 'open', captured_micros = NULL, resolved_at = NULL, release_reason = NULL WHERE id = $1`;
  await tamper(reopened, released.id);
  expect(await audit()).toEqual([
    `account held:${userId}:EUR: it holds 1999, but its unresolved tickets hold 3998`,
    `ticket ${released.id}: it is open, but journal ticket-release:${released.id} moves its hold as well`,
    expect.stringContaining('mandate series'),
    expect.stringContaining('spending of customer'),
  ]);
  await tamper(
    `UPDATE tickets SET state = 'released', captured_micros = 0, resolved_at = now(), release_reason = 'x' WHERE id = $1`,
    released.id,
  );

  const invented = `UPDATE tickets SET state = 'expired', captured_micros = max_price_micros, resolved_at = now() WHERE id = $1`;
  await tamper(invented, open.id);
  expect((await audit())[1]).toBe(
    `ticket ${open.id}: it is expired, but journal ticket-expired:${open.id} does not move its hold so`,
  );
  await tamper(reopened, open.id);

  const legs = [
    { account: `held:${userId}:EUR`, amountMicros: -1n },
    { account: `customer:${userId}:EUR`, amountMicros: 1n },
  ];
  const odd = { key: 'odd', kind: 'odd', currency: 'EUR', legs };
  await house.db.transactions.run((tx) => house.money.postJournals.execute(tx, [odd]));
  expect(await audit()).toEqual([`account held:${userId}:EUR: it holds 1998, but its unresolved tickets hold 1999`]);
});

test('the audit finds nothing wrong while tickets are bought, released and posted beside it', async () => {
  const fresh = await openTicketHouse();
  const model = await fresh.publish();
  const customer = await fresh.buyer(model.id, 10_000_000n);
  const ended = new AbortController();
  const traffic = [1, 2, 3].map(async () => {
    for (let i = 0; !ended.signal.aborted; i += 1) {
      const ticket = await fresh.buy(customer, model.id);
      if (i % 2 === 0) await fresh.release(ticket.id);
      else if ((await fresh.spend(customer, ticket)) === 'accepted') await fresh.post(ticket.id);
    }
  });
  for (let i = 0; i < 15; i += 1) expect(await fresh.mandates.auditMandates.execute()).toEqual([]);
  ended.abort();
  await Promise.all(traffic);
  await fresh.close();
});
