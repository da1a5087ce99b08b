import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../domain/identity/index.ts';
import {
  BatchChanged,
  BatchDigestWrong,
  BatchStateWrong,
  NothingDue,
  OwnPayout,
  SameHands,
  type Payout,
} from '../../domain/payouts/index.ts';
import { sha256Hex } from '../../domain/shared/index.ts';
import { IBAN, openPayoutHouse, type PayoutHouse } from './payout-house.ts';

let house: PayoutHouse;
let [maker, releaser]: Viewer[] = [];
beforeAll(async () => {
  house = await openPayoutHouse();
  [maker, releaser] = [await house.operator('maker'), await house.operator('releaser')];
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

async function payouts(count = 2): Promise<Payout[]> {
  const made: Payout[] = [];
  for (let i = 0; i < count; i += 1) made.push(await house.request(await house.payee(), 10_000_000n));
  return made;
}

function batchOf(due: readonly Payout[], viewer = maker as Viewer) {
  return house.payouts.createBatch.execute({ viewer, currency: 'EUR', payoutIds: due.map(({ id }) => id) });
}

function release({ id: batchId, digest }: { id: string; digest: string }, viewer = releaser as Viewer) {
  return house.payouts.releaseBatch.execute({ viewer, batchId, digest });
}

const states = async (due: readonly Payout[]) =>
  (await Promise.all(due.map((payout) => house.payout(payout)))).map(({ state }) => state);

test('one operator makes a batch, another releases it with the digest of its file, and only then it is sent', async () => {
  const due = await payouts(3);
  const batch = await batchOf(due);
  expect(batch).toMatchObject({ state: 'open', payouts: 3, totalMicros: 30_000_000n });
  expect(await states(due)).toEqual(['requested', 'requested', 'requested']);
  const { text } = await house.payouts.readBatchFile.execute({ viewer: releaser as Viewer, batchId: batch.id });
  expect(sha256Hex(text)).toBe(batch.digest);
  expect(text.match(new RegExp(IBAN, 'g'))).toHaveLength(3);
  for (const { id } of due) expect(text).toContain(`"${id}","iban","${IBAN}","Ada Lovelace","10.00","EUR"`);
  expect(await release({ id: batch.id, digest: sha256Hex(text) })).toMatchObject({ state: 'released' });
  expect(await states(due)).toEqual(['sent', 'sent', 'sent']);
});

test('a member who calls themselves a formula is only text in the file', async () => {
  const member = await house.members.join();
  await house.fund(member.viewer, 10_000_000n);
  const evil = {
    kind: 'reference',
    account: '+49 30 1234567',
    holder: '=HYPERLINK("http://evil.example","Ada")',
  } as const;
  await house.setDestination(member, evil);
  await house.db.clock.advance(72 * 3_600_000);
  const batch = await batchOf([await house.request(member, 10_000_000n)]);
  const { text } = await house.payouts.readBatchFile.execute({ viewer: maker as Viewer, batchId: batch.id });
  expect(text).toContain(`"'+49 30 1234567","'=HYPERLINK(""http://evil.example"",""Ada"")"`);
  await release(batch);
});

test('every look at the file is on record, and it stays the same when its payouts have ended', async () => {
  const due = await payouts(1);
  const batch = await batchOf(due);
  const read = (viewer: Viewer) => house.payouts.readBatchFile.execute({ viewer, batchId: batch.id });
  const first = await read(maker as Viewer);
  await release(batch);
  const ending = { state: 'settled', reference: null } as const;
  await house.payouts.decidePayout.execute({ viewer: maker as Viewer, payoutId: due[0]!.id, ending });
  expect((await read(releaser as Viewer)).text).toBe(first.text);
  const disclosed = await house.payouts.batches.disclosuresOf(batch.id);
  expect(disclosed.map(({ operatorId }) => operatorId)).toEqual([releaser!.userId, maker!.userId]);
});

describe('the second hand must be another’s', () => {
  test('not the one who made it, nor another account of the same person', async () => {
    const batch = await batchOf(await payouts(1));
    await expect(release(batch, maker)).rejects.toThrow(SameHands);
    await expect(release(batch, await house.operator('maker'))).rejects.toThrow(SameHands);
    await release(batch);
  });

  test('not one to whom a payout in it goes, nor another account of theirs', async () => {
    const payee = await house.payee(100_000_000n, { person: 'payee' });
    const batch = await batchOf([await house.request(payee, 10_000_000n), ...(await payouts(1))]);
    await expect(release(batch, { ...payee.viewer, isOperator: true })).rejects.toThrow(OwnPayout);
    await expect(release(batch, await house.operator('payee'))).rejects.toThrow(OwnPayout);
    await release(batch);
  });

  test('not one who has another file before them', async () => {
    const due = await payouts(1);
    const batch = await batchOf(due);
    await expect(release({ id: batch.id, digest: sha256Hex('another file') })).rejects.toThrow(BatchDigestWrong);
    expect(await states(due)).toEqual(['requested']);
  });
});

test('what was held or taken back meanwhile stops the batch, which is discarded and made anew without it', async () => {
  const due = (await payouts(3)) as [Payout, Payout, Payout];
  const batch = await batchOf(due);
  await house.payouts.cancelPayout.execute({
    viewer: { userId: due[0].userId, isOperator: false, sessionId: null },
    payoutId: due[0].id,
  });
  await expect(release(batch)).rejects.toThrow(BatchChanged);
  const hold = { viewer: releaser as Viewer, payoutId: due[1].id, reason: 'dispute-open' } as const;
  await house.payouts.holdPayout.execute(hold);
  await expect(release(batch)).rejects.toThrow(BatchChanged);
  const discard = { viewer: releaser as Viewer, batchId: batch.id };
  await house.payouts.discardBatch.execute(discard);
  expect((await house.payouts.discardBatch.execute(discard)).state).toBe('discarded');
  await expect(release(batch)).rejects.toThrow(BatchStateWrong);
  await expect(house.payouts.readBatchFile.execute(discard)).rejects.toThrow(BatchStateWrong);
  await expect(batchOf([due[1], due[2]])).rejects.toThrow(NothingDue);
  await release(await batchOf([due[2]]));
  expect(await states(due)).toEqual(['cancelled', 'requested', 'sent']);
});

test('released twice at once, it is sent once, and the same release again is answered with it', async () => {
  const due = await payouts(2);
  const batch = await batchOf(due);
  const third = await house.operator();
  const released = await Promise.allSettled([
    release(batch),
    release(batch, third),
    release(batch),
    release(batch, third),
  ]);
  expect(released.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  const steps = await house.payouts.payoutSteps.ofPayouts(due.map(({ id }) => id));
  expect(steps.filter(({ kind }) => kind === 'sent')).toHaveLength(2);
});

test('batches made at once never share a payout', async () => {
  const due = await payouts(4);
  const all = { viewer: maker as Viewer, currency: 'EUR', payoutIds: null };
  const made = await Promise.allSettled([1, 2, 3].map(() => house.payouts.createBatch.execute(all)));
  const batches = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(batches.reduce((sum, batch) => sum + batch.payouts, 0)).toBe(due.length);
  for (const one of made) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(NothingDue);
  for (const batch of batches) await release(batch);
  expect(new Set(await states(due))).toEqual(new Set(['sent']));
  await expect(house.payouts.createBatch.execute(all)).rejects.toThrow(NothingDue);
});
