import { expect, test } from '@jest/globals';
import { newId } from '../../domain/shared/index.ts';
import { RefundHands1765000009500 } from '../../infra/postgres/billing/refund-hands.migration.ts';
import { openTestDatabase } from '../support/database.ts';

test('refunds of an instance that knew one hand only are kept as they are, and those that wait take two', async () => {
  const db = await openTestDatabase();
  const runner = db.dataSource.createQueryRunner();
  const migration = new RefundHands1765000009500();
  const [customer, operator] = [newId(), newId()];
  const insert = (state: string, closedBy: string | null) =>
    runner.query(
      `INSERT INTO balance_refunds
         (id, customer_id, currency, amount_micros, idempotency_key, state, requested_at, closed_by, closed_at, evidence)
       VALUES ($1, $2, 'EUR', 1, $3, $4, now(), $5::uuid, CASE WHEN $5 IS NOT NULL THEN now() END,
         CASE WHEN $5 IS NOT NULL THEN 'x' END)`,
      [newId(), customer, `${state} ${closedBy}`, state, closedBy],
    );
  try {
    await migration.down(runner);
    await insert('requested', null);
    await insert('settled', operator);
    await insert('settled', customer);
    await insert('returned', customer);
    await migration.up(runner);
    const rows = `SELECT state, one_hand FROM balance_refunds ORDER BY state, closed_by`;
    expect(await runner.query(rows)).toEqual([
      { state: 'requested', one_hand: false },
      { state: 'returned', one_hand: true },
      { state: 'settled', one_hand: true },
      { state: 'settled', one_hand: true },
    ]);
    const settle = `UPDATE balance_refunds SET state = 'settled', closed_by = $1, closed_at = now(), evidence = 'x'
      WHERE state = 'requested'`;
    await expect(runner.query(settle, [operator])).rejects.toThrow('requested does not become settled');

    await runner.query(
      `UPDATE balance_refunds SET state = 'approved', approved_by = $1, approved_at = now() WHERE state = 'requested'`,
      [operator],
    );
    await migration.down(runner);
    await migration.up(runner);
    expect((await runner.query(rows))[0]).toEqual({ state: 'requested', one_hand: false });
  } finally {
    await runner.release();
    await db.close();
  }
});
