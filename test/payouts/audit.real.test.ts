import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { accountKeys } from '../../domain/ledger/index.ts';
import { AuditPayouts, type Payout } from '../../domain/payouts/index.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { openPayoutHouse, type PayoutHouse } from './payout-house.ts';

let house: PayoutHouse;
beforeEach(async () => {
  house = await openPayoutHouse();
});
afterEach(() => house.close());

const audit = () => house.payouts.auditPayouts.execute();

/** Past every guard, as a broken disk or a hand in the tables would. */
async function force(sql: string, ...values: unknown[]): Promise<void> {
  await house.db.dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL session_replication_role = replica`);
    await manager.query(sql, values);
  });
}

async function sent(): Promise<Payout> {
  const payout = await house.request(await house.payee(), 10_000_000n);
  await house.sendByHand(payout);
  return payout;
}

test('finds nothing where nothing is wrong, in any state', async () => {
  await house.request(await house.payee(), 10_000_000n);
  const payout = await sent();
  const ending = { state: 'settled', reference: null } as const;
  await house.payouts.decidePayout.execute({ viewer: await house.operator(), payoutId: payout.id, ending });
  expect(await audit()).toEqual([]);
});

test('names the account when more or less is on its way than it holds', async () => {
  await sent();
  const legs = [
    { account: accountKeys.payable('EUR'), amountMicros: -1n },
    { account: accountKeys.external('EUR'), amountMicros: 1n },
  ];
  const strange = { key: 'strange:1', kind: 'strange', currency: 'EUR', legs };
  await house.db.transactions.run((tx) => house.postJournals.execute(tx, [strange]));
  expect(await audit()).toEqual(['account payable:EUR: it holds 9999999, but 10000000 are on their way out']);

  const { accounts, journals } = postgresLedger(house.ground.dataSource);
  const others = [{ openMicros: async () => -1n }];
  const { transactions } = house.db;
  const withClaims = new AuditPayouts(transactions, house.payouts.payouts, accounts, journals, ['EUR'], others);
  expect(await withClaims.execute()).toEqual([]);
});

test('names a payout whose journals do not say what its state says', async () => {
  const payout = await sent();
  await force(
    `UPDATE payouts SET state = 'returned', return_reason = 'other', ended_at = commonpool_now() WHERE id = $1`,
    payout.id,
  );
  const faults = await audit();
  expect(faults[0]).toContain('account payable:EUR');
  expect(faults).toContainEqual(
    `payout ${payout.id}: it is returned, but journal payout-returned:${payout.id} is missing, too many or of another amount`,
  );
  expect(faults).toContainEqual(`payout ${payout.id}: it is returned, but its log ends with sent`);
});

test('names a payout whose journal is of another amount', async () => {
  const payout = await house.request(await house.payee(), 10_000_000n);
  await force(`UPDATE payouts SET amount_micros = 20000000 WHERE id = $1`, payout.id);
  expect((await audit())[1]).toContain(`payout ${payout.id}: it is requested, but journal payout:${payout.id}`);
});

test('names a payout that left by one hand, and one that left by none', async () => {
  const payout = await sent();
  await house.db.dataSource.query(`ALTER TABLE payout_batches DROP CONSTRAINT payout_batches_two_hands`);
  await force(`UPDATE payout_batches SET ended_by = created_by`);
  expect(await audit()).toEqual([
    `payout ${payout.id}: it was sent, but not by the release of a batch that another operator had made`,
  ]);
  await force(`UPDATE payouts SET route = 'webhook', batch_id = NULL WHERE id = $1`, payout.id);
  expect(await audit()).toEqual([
    `payout ${payout.id}: it was sent, but no try to hand it to the provider is on record`,
  ]);
});

test('is right while payouts move', async () => {
  const payees = [await house.payee(), await house.payee(), await house.payee()];
  const busy = payees.map(async (payee) => {
    for (let i = 0; i < 6; i += 1) {
      const payout = await house.request(payee, 10_000_000n);
      if (i % 2 === 0) await house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: payout.id });
    }
  });
  const looking = Array.from({ length: 6 }, async () => expect(await audit()).toEqual([]));
  await Promise.all([...busy, ...looking]);
});
