import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { StatementInvalid, StatementMissing } from '../../domain/identity/index.ts';
import { DestinationMissing } from '../../domain/payouts/index.ts';
import { NotFound } from '../../domain/shared/index.ts';
import { IBAN, openPayoutHouse, WAIT_MS, type PayoutHouse } from './payout-house.ts';

const OTHER_IBAN = 'GB82WEST12345698765432';
let house: PayoutHouse;
beforeAll(async () => {
  house = await openPayoutHouse();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const set = (member: Awaited<ReturnType<PayoutHouse['payee']>>, details = house.details(), jws: string | null = null) =>
  house.payouts.setDestination.execute({ viewer: member.viewer, currency: 'EUR', details, statementJws: jws });

test('a member with a key must sign, exactly these details, this currency and this version', async () => {
  const member = await house.members.join();
  const details = house.details();
  await expect(set(member, details)).rejects.toThrow(StatementMissing);
  const other = await house.signedDestination(member, house.details({ account: OTHER_IBAN }));
  await expect(set(member, details, other)).rejects.toThrow(StatementInvalid);
  const next = await house.signedDestination(member, details, { version: 2 });
  await expect(set(member, details, next)).rejects.toThrow(StatementInvalid);
  const stranger = await house.members.join();
  const notTheirs = await house.signedDestination(stranger, details);
  await expect(set(member, details, notTheirs)).rejects.toThrow(StatementInvalid);
  const jws = await house.signedDestination(member, details);
  const destination = await set(member, details, jws);
  expect(destination).toMatchObject({ version: 1, last4: '3000', statementId: expect.any(String) });
  expect(destination.usableAt.getTime() - destination.setAt.getTime()).toBe(WAIT_MS);
});

test('a signature that was used is refused, now and after another was set', async () => {
  const member = await house.members.join();
  const details = house.details();
  const jws = await house.signedDestination(member, details);
  await set(member, details, jws);
  await expect(set(member, details, jws)).rejects.toMatchObject({ code: expect.stringMatching(/^STATEMENT_/) });
  await house.setDestination(member, { account: OTHER_IBAN }, 2);
  await expect(set(member, details, jws)).rejects.toMatchObject({ code: expect.stringMatching(/^STATEMENT_/) });
});

test('what is to be signed is published, and a client that signs it is believed', async () => {
  const member = await house.payee();
  const details = house.details({ kind: 'reference', account: 'acct_12345678' });
  const ask = { viewer: member.viewer, currency: 'EUR', details };
  const { version, statement } = await house.payouts.destinationToSign.execute(ask);
  expect(version).toBe(2);
  const { action, subject } = statement;
  const object = { ...details, currency: 'EUR', version };
  const signed = await member.sign({ action, subject, object, version: 20 });
  expect(await set(member, details, signed)).toMatchObject({ version: 2, last4: '5678' });
});

test('details are sealed: the database holds them nowhere in clear, and they do not open in another row', async () => {
  const member = await house.members.join();
  const { id, sealed } = await house.setDestination(member, { holder: 'Grace Hopper' });
  for (const table of ['payout_destinations', 'outbox', 'member_statements']) {
    const [row] = await house.db.dataSource.query<{ text: string }[]>(
      `SELECT coalesce(string_agg(to_jsonb(t)::text, ' '), '') AS text FROM ${table} t`,
    );
    expect(row?.text).not.toContain(IBAN);
    expect(row?.text).not.toContain('Hopper');
    expect(row?.text).not.toContain(Buffer.from(IBAN).toString('hex'));
  }
  await expect(house.ground.rootKey.unwrap(sealed, `payout-destination:${id}x`)).rejects.toThrow();
});

test('the one before stays in force until the new one has waited, and then is over for ever', async () => {
  const payee = await house.payee();
  const first = await house.request(payee, 10_000_000n);
  await house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: first.id });
  const second = await house.setDestination(payee, { account: OTHER_IBAN }, 2);
  expect((await house.request(payee, 10_000_000n)).destinationId).toBe(first.destinationId);
  await house.db.clock.advance(WAIT_MS);
  expect((await house.request(payee, 10_000_000n)).destinationId).toBe(second.id);
  await house.payouts.cancelDestination.execute({ viewer: payee.viewer, destinationId: second.id });
  await expect(house.request(payee, 10_000_000n)).rejects.toThrow(DestinationMissing);
});

test('one that waits is cancelled by a session alone and never comes into force; the one before does', async () => {
  const payee = await house.payee();
  const waiting = await house.setDestination(payee, { account: OTHER_IBAN }, 2);
  const stranger = await house.members.join();
  const cancel = { destinationId: waiting.id };
  await expect(house.payouts.cancelDestination.execute({ viewer: stranger.viewer, ...cancel })).rejects.toThrow(
    NotFound,
  );
  const ended = await house.payouts.cancelDestination.execute({ viewer: payee.viewer, ...cancel });
  expect(await house.payouts.cancelDestination.execute({ viewer: payee.viewer, ...cancel })).toEqual(ended);
  await house.db.clock.advance(2 * WAIT_MS);
  expect((await house.request(payee, 10_000_000n)).destinationId).not.toBe(waiting.id);
});

test('a second new one takes the place of the first, so that no earlier one comes into force in between', async () => {
  const payee = await house.payee();
  const stolen = await house.setDestination(payee, { account: OTHER_IBAN }, 2);
  await house.db.clock.advance(WAIT_MS / 2);
  await house.setDestination(payee, {}, 3);
  await house.db.clock.advance(WAIT_MS / 2);
  expect((await house.payouts.destinations.byId(stolen.id))?.cancelledAt).toBeInstanceOf(Date);
  expect((await house.request(payee, 10_000_000n)).destinationId).not.toBe(stolen.id);
});

test('what was requested before is held when the destination changes, and goes on by an operator’s word', async () => {
  const payee = await house.payee();
  const payout = await house.request(payee, 10_000_000n);
  await house.setDestination(payee, { account: OTHER_IBAN }, 2);
  expect(await house.payout(payout)).toMatchObject({ state: 'requested', holdReason: 'destination-changed' });
  await expect(house.sendByHand(payout)).rejects.toMatchObject({ code: 'PAYOUTS_NOT_DUE' });
  await house.payouts.releasePayout.execute({ viewer: await house.operator(), payoutId: payout.id });
  await house.sendByHand(payout);
});

test('what was to go to a cancelled destination never leaves, whoever lets it go on; its payee gets it back', async () => {
  const payee = await house.payee();
  const payout = await house.request(payee, 10_000_000n);
  await house.payouts.cancelDestination.execute({ viewer: payee.viewer, destinationId: payout.destinationId });
  expect((await house.payout(payout)).holdReason).toBe('destination-changed');
  await house.payouts.releasePayout.execute({ viewer: await house.operator(), payoutId: payout.id });
  await expect(house.sendByHand(payout)).rejects.toMatchObject({ code: 'PAYOUTS_NOT_DUE' });
  await house.payouts.cancelPayout.execute({ viewer: payee.viewer, payoutId: payout.id });
  expect(await house.wallet(payee)).toBe(100_000_000n);
});

test('a change between requests holds those before it, and all go to what was in force', async () => {
  const payee = await house.payee();
  const details = house.details({ account: OTHER_IBAN });
  const jws = await house.signedDestination(payee, details, { version: 2 });
  const before = await house.request(payee, 10_000_000n);
  const [change, ...asked] = await Promise.all([
    set(payee, details, jws),
    ...Array.from({ length: 4 }, () => house.request(payee, 10_000_000n)),
  ]);
  const after = await house.request(payee, 10_000_000n);
  expect((await house.payout(before)).holdReason).toBe('destination-changed');
  expect((await house.payout(after)).holdReason).toBeNull();
  for (const { destinationId } of [before, ...asked, after]) {
    expect(destinationId).toBe(before.destinationId);
    expect(destinationId).not.toBe(change.id);
  }
});
