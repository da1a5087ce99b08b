import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { mandateDigest, revocationDigest, type MandateTerms } from '../../domain/mandates/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Member } from '../governance/members.ts';
import { codesOf, openTicketHouse, type TicketHouse } from './ticket-house.ts';

let house: TicketHouse;
beforeAll(async () => {
  house = await openTicketHouse();
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const PRICE = 1_999n;
const DAY_MS = 86_400_000;

async function termsFor(modelVersionId: string, changes: Partial<MandateTerms> = {}): Promise<MandateTerms> {
  const expiresAt = new Date((await house.db.clock.now()).getTime() + DAY_MS);
  const bounds = { maxPriceMicros: 10_000n, dailyCapMicros: 100_000n, expiresAt };
  return { modelVersionId, poolId: null, apiKeyId: null, currency: 'EUR', ...bounds, ...changes };
}

function give(member: Member, terms: MandateTerms, statementJws: string | null) {
  return house.mandates.giveMandate.execute({ viewer: member.viewer, terms, statementJws });
}

test('a customer with a key signs a mandate and its revocation, over exactly its terms; without, neither counts', async () => {
  const model = await house.publish();
  const member = await house.members.join();
  const terms = await termsFor(model.id);
  const statement = { action: 'mandates.give', subject: model.id, digest: mandateDigest(terms) };
  const signed = await member.signDigest(statement);
  await expect(give(member, terms, null)).rejects.toMatchObject({ code: 'STATEMENT_MISSING' });
  const dearer = { ...terms, maxPriceMicros: 10_001n };
  await expect(give(member, dearer, signed)).rejects.toMatchObject({ code: 'STATEMENT_INVALID' });
  const mandate = await give(member, terms, signed);
  expect(mandate).toMatchObject({
    version: 1,
    statementJws: signed,
    revokedAt: null,
    customerId: member.viewer.userId,
  });
  await expect(give(member, terms, signed)).rejects.toMatchObject({ code: 'STATEMENT_REPLAYED' });

  const revoke = (statementJws: string | null, viewer = member.viewer) =>
    house.mandates.revokeMandate.execute({ viewer, mandateId: mandate.id, statementJws });
  await expect(revoke(null)).rejects.toMatchObject({ code: 'STATEMENT_MISSING' });
  const { viewer: stranger } = await house.members.join({ withKey: false });
  await expect(revoke(null, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const digest = revocationDigest(mandate.id);
  const jws = await member.signDigest({ action: 'mandates.revoke', subject: mandate.id, digest });
  const revoked = await revoke(jws);
  expect(revoked).toMatchObject({ revocationJws: jws, revokedAt: expect.any(Date) });
  expect(await revoke(null)).toEqual(revoked);
});

test('a customer who never had a key gives a mandate that is marked unsigned', async () => {
  const model = await house.publish();
  const member = await house.members.join({ withKey: false });
  expect(await give(member, await termsFor(model.id), null)).toMatchObject({ statementJws: null });
});

test('a mandate that no call could use, or that speaks of another’s things, is refused by its field', async () => {
  const model = await house.publish();
  const customer = await house.customer();
  const foreign = await house.customer();
  const past = new Date((await house.db.clock.now()).getTime() - 1);
  const far = new Date(past.getTime() + 367 * DAY_MS);
  for (const [changes, code, field] of [
    [{ modelVersionId: null }, 'INVALID_INPUT', ['modelVersionId']],
    [{ poolId: newId() }, 'INVALID_INPUT', ['modelVersionId']],
    [{ modelVersionId: newId() }, 'NOT_FOUND', ['modelVersionId']],
    [{ modelVersionId: null, poolId: newId() }, 'NOT_FOUND', ['poolId']],
    [{ apiKeyId: foreign.keyId }, 'NOT_FOUND', ['apiKeyId']],
    [{ currency: 'USD' }, 'INVALID_INPUT', ['currency']],
    [{ maxPriceMicros: -1n }, 'INVALID_INPUT', ['maxPriceMicros']],
    [{ dailyCapMicros: 10n ** 19n }, 'INVALID_INPUT', ['dailyCapMicros']],
    [{ expiresAt: past }, 'INVALID_INPUT', ['expiresAt']],
    [{ expiresAt: far }, 'INVALID_INPUT', ['expiresAt']],
  ] as const) {
    await expect(house.mandate(customer, model.id, changes)).rejects.toMatchObject({ code, field });
  }
});

test('from the commit of a revocation on nothing is sold under the mandate; what was sold before stays', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const mandate = await house.mandate(customer, model.id);
  const before = await house.buy(customer, model.id);
  const { viewer } = customer;
  const revocation = house.mandates.revokeMandate.execute({ viewer, mandateId: mandate.id, statementJws: null });
  const during = await Promise.all([
    revocation.then(() => null),
    ...Array.from({ length: 10 }, () => house.ask([house.wish(customer, model.id)])),
  ]);
  const codes = codesOf(during.flatMap((one) => one ?? []));
  expect(codes.filter((code) => code !== 'ok' && code !== 'MANDATE_REVOKED')).toEqual([]);
  expect(codesOf(await house.ask([house.wish(customer, model.id)]))).toEqual(['MANDATE_REVOKED']);
  expect(await house.spend(customer, before)).toBe('accepted');
});

test('an expired mandate sells nothing, and says so', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const soon = new Date((await house.db.clock.now()).getTime() + 60_000);
  await house.mandate(customer, model.id, { expiresAt: soon });
  expect(codesOf(await house.ask([house.wish(customer, model.id)]))).toEqual(['ok']);
  await house.db.clock.advance(60_000);
  expect(codesOf(await house.ask([house.wish(customer, model.id)]))).toEqual(['MANDATE_EXPIRED']);
});

test('a mandate for one key serves that key alone, and goes before one for all keys', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const { apiKey } = await house.money.createApiKey.execute({ viewer: customer.viewer, label: 'second' });
  const bound = await house.mandate(customer, model.id, { apiKeyId: customer.keyId });
  const second = { ...customer, keyId: apiKey.id };
  expect(codesOf(await house.ask([house.wish(second, model.id)]))).toEqual(['MANDATE_MISSING']);
  const general = await house.mandate(customer, model.id);
  const bought = [await house.buy(customer, model.id), await house.buy(second, model.id)];
  expect(bought.map((ticket) => ticket.mandateId)).toEqual([bound.id, general.id]);
});

test('a mandate for a pool serves every version of it, and no other pool’s', async () => {
  const poolId = await house.pool();
  const [first, second] = [await house.publish({ poolId }), await house.publish({ poolId, number: 2 })];
  const elsewhere = await house.publish();
  const customer = await house.customer(100_000n);
  await expect(house.mandate(customer, '', { modelVersionId: null, poolId, currency: 'USD' })).rejects.toMatchObject({
    field: ['currency'],
  });
  const mandate = await house.mandate(customer, '', { modelVersionId: null, poolId });
  const asked = [first, second, elsewhere].map((model) => house.wish(customer, model.id));
  const outcomes = await house.ask(asked);
  expect(codesOf(outcomes)).toEqual(['ok', 'ok', 'MANDATE_MISSING']);
  const own = await house.mandate(customer, second.id);
  expect((await house.buy(customer, first.id)).mandateId).toBe(mandate.id);
  expect((await house.buy(customer, second.id)).mandateId).toBe(own.id);
});

test('where the narrower mandate is used up, the wider one pays', async () => {
  const model = await house.publish();
  const customer = await house.customer(100_000n);
  const bound = await house.mandate(customer, model.id, { apiKeyId: customer.keyId, dailyCapMicros: PRICE });
  const general = await house.mandate(customer, model.id, { dailyCapMicros: PRICE });
  const outcomes = await house.ask([1, 2, 3].map(() => house.wish(customer, model.id)));
  expect(codesOf(outcomes)).toEqual(['ok', 'ok', 'MANDATE_CAP_REACHED']);
  expect(outcomes.flatMap((one) => ('ticket' in one ? [one.ticket.mandateId] : []))).toEqual([bound.id, general.id]);
});

test('a hold counts against the cap of its day at its greatest price until it ends, then at what was taken', async () => {
  const model = await house.publish();
  const customer = await house.buyer(model.id, 1_000_000n, { dailyCapMicros: 3n * PRICE });
  const three = { queries: 3, inputTokens: 0, outputTokens: 0, seconds: 0 };
  const whole = await house.buy(customer, model.id, { maxUnits: three });
  const askOne = async () => codesOf(await house.ask([house.wish(customer, model.id)]));
  expect(await askOne()).toEqual(['MANDATE_CAP_REACHED']);
  expect(await house.spend(customer, whole)).toBe('accepted');
  await house.post(whole.id);
  const second = await house.buy(customer, model.id);
  expect(await askOne()).toEqual(['ok']);
  expect(await askOne()).toEqual(['MANDATE_CAP_REACHED']);
  await house.release(second.id);
  expect(await askOne()).toEqual(['ok']);
  await house.db.clock.advance(DAY_MS);
  expect(await askOne()).toEqual(['ok']);
  await house.db.clock.advance(-DAY_MS);
});

test('a newer mandate takes the older one’s place and goes on with its day, however often it is given or revoked', async () => {
  const model = await house.publish();
  const customer = await house.customer(1_000_000n);
  const first = await house.mandate(customer, model.id, { dailyCapMicros: 2n * PRICE });
  await house.ask([1, 2].map(() => house.wish(customer, model.id)));
  const lower = await house.mandate(customer, model.id, { dailyCapMicros: PRICE });
  expect(lower).toMatchObject({ seriesId: first.id, version: 2 });
  expect(await house.mandates.mandates.byId(first.id)).toMatchObject({
    supersededBy: lower.id,
    revokedAt: lower.givenAt,
  });
  const askOne = async () => codesOf(await house.ask([house.wish(customer, model.id)]));
  expect(await askOne()).toEqual(['MANDATE_CAP_REACHED']);
  const { viewer } = customer;
  await house.mandates.revokeMandate.execute({ viewer, mandateId: lower.id, statementJws: null });
  const higher = await house.mandate(customer, model.id, { dailyCapMicros: 3n * PRICE });
  expect(higher.version).toBe(3);
  expect([await askOne(), await askOne()]).toEqual([['ok'], ['MANDATE_CAP_REACHED']]);
});

test('two first mandates at once are two versions of one series', async () => {
  const model = await house.publish();
  const customer = await house.customer();
  const given = await Promise.all([1, 2, 3, 4].map(() => house.mandate(customer, model.id)));
  expect(given.map((mandate) => mandate.version).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  expect(new Set(given.map((mandate) => mandate.seriesId)).size).toBe(1);
});

test('a customer has a hundred live mandates at most, and a replaced one makes room', async () => {
  const model = await house.publish();
  const customer = await house.customer();
  const { viewer } = customer;
  const keys: string[] = [];
  for (let i = 0; i < 100; i += 1) {
    keys.push((await house.money.createApiKey.execute({ viewer, label: 'k' })).apiKey.id);
  }
  for (const apiKeyId of keys) await house.mandate(customer, model.id, { apiKeyId });
  await expect(house.mandate(customer, model.id)).rejects.toMatchObject({ code: 'MANDATE_LIMIT_REACHED' });
  expect((await house.mandate(customer, model.id, { apiKeyId: keys[0]! })).version).toBe(2);
});
