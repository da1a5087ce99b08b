import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  givingDigest,
  withdrawingDigest,
  type Consent,
  type ConsentScope,
  type Permit,
} from '../../domain/consents/index.ts';
import { newId, type Id, type Tx } from '../../domain/shared/index.ts';
import type { Dataset, VaultRecord } from '../../domain/vaults/index.ts';
import {
  aDataset,
  aMember,
  aScope,
  all,
  comment,
  give,
  openHouse,
  outboxSubjects,
  withdraw,
  type House,
} from '../vaults/house.ts';

let house: House;
const ended: Consent[] = [];
let refuseWithdrawal = false;

beforeAll(async () => {
  house = await openHouse();
  house.withdrawnHandlers.push({
    async consentWithdrawn(_: Tx, consent: Consent) {
      if (refuseWithdrawal) throw new Error('what rests on the consent could not be ended');
      ended.push(consent);
    },
  });
});

beforeEach(() => {
  refuseWithdrawal = false;
  ended.length = 0;
});

afterAll(async () => {
  await house.close();
});

async function given(scopeChanges: Partial<ConsentScope> = {}, records = 450) {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId, records);
  const scope = aScope(scopeChanges);
  const consent = await give(house, member, dataset.id, scope);
  return { member, dataset, scope, consent };
}

interface Use {
  readonly dataset: Pick<Dataset, 'id'>;
  readonly consent: Pick<Consent, 'id'>;
  readonly scope: ConsentScope;
}

function mint(
  { dataset, consent, scope }: Use,
  changes: { scopeDigest?: string; purpose?: string } = {},
): Promise<Permit> {
  const { scopeDigest, purpose } = scope;
  const asked = { consentId: consent.id, datasetId: dataset.id, scopeDigest, purpose, actor: 'pools.evaluate' };
  return house.transactions.run((tx) => house.mintPermit.forConsent(tx, { ...asked, ...changes }));
}

async function logOf(userId: Id, datasetId: Id | null = null) {
  const page = await house.accessLog.pageOf(userId, datasetId, { limit: 100, direction: 'forward' });
  return page.items.map(({ result, actor, purpose, consentId }) => ({ result, actor, purpose, consentId }));
}

test('under a consent only the named stream and fields are read, and the member sees the use', async () => {
  const use = await given();
  const permit = await mint(use);
  const records = await all(house.openVault.records(permit, 'reddit.comments'));
  expect(records).toEqual(Array.from({ length: 450 }, (_, i) => ({ id: comment(i)['id'], body: comment(i)['body'] })));
  await expect(all(house.openVault.records(permit, 'reddit.posts'))).rejects.toMatchObject({
    code: 'CONSENT_STREAM_NOT_COVERED',
  });
  const entry = {
    result: 'allowed',
    actor: 'pools.evaluate',
    purpose: 'train a text model',
    consentId: use.consent.id,
  };
  expect(await logOf(use.member.userId)).toEqual([entry]);
});

test('each refusal has its own code, and a row in the log that outlives the rollback', async () => {
  const use = await given();
  const other = await aDataset(house, use.member.userId, 1);
  const strangers = await given();
  const attempts: [string, () => Promise<Permit>][] = [
    ['CONSENT_SCOPE_MISMATCH', () => mint(use, { scopeDigest: 'b'.repeat(64) })],
    ['CONSENT_PURPOSE_MISMATCH', () => mint(use, { purpose: 'sell it' })],
    ['CONSENT_WRONG_DATASET', () => mint({ ...use, dataset: other })],
    ['CONSENT_MISSING', () => mint({ ...use, consent: { id: newId() } })],
    ['CONSENT_WRONG_DATASET', () => mint({ ...strangers, dataset: use.dataset })],
  ];
  for (const [code, attempt] of attempts) await expect(attempt()).rejects.toMatchObject({ code });
  const results = (await logOf(use.member.userId)).map((entry) => entry.result);
  expect(results).toEqual(attempts.map(([code]) => code).toReversed());
  expect((await logOf(use.member.userId, other.id)).map((entry) => entry.result)).toEqual(['CONSENT_WRONG_DATASET']);
  expect(await logOf(strangers.member.userId)).toEqual([]);
});

test('a withdrawal in the middle of reading stops it at the next batch, for good, and the log shows it', async () => {
  const use = await given({}, 1_000);
  const permit = await mint(use);
  const read: VaultRecord[] = [];
  const reading = async () => {
    for await (const record of house.openVault.records(permit, 'reddit.comments')) {
      read.push(record);
      if (read.length !== 250) continue;
      await withdraw(house, use.member, use.consent.id);
    }
  };
  await expect(reading()).rejects.toMatchObject({ code: 'CONSENT_WITHDRAWN' });
  expect(read).toHaveLength(400);
  await expect(all(house.openVault.records(permit, 'reddit.comments'))).rejects.toMatchObject({
    code: 'CONSENT_WITHDRAWN',
  });
  await expect(mint(use)).rejects.toMatchObject({ code: 'CONSENT_WITHDRAWN' });
  const results = (await logOf(use.member.userId)).map((entry) => entry.result);
  expect(results).toEqual(['CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN', 'CONSENT_WITHDRAWN', 'allowed']);
});

test('an erasure in the middle of reading stops it at the next batch', async () => {
  const use = await given({}, 1_000);
  const permit = await mint(use);
  let read = 0;
  const reading = async () => {
    for await (const _ of house.openVault.records(permit, 'reddit.comments')) {
      read += 1;
      if (read === 10) await house.eraseDataset.execute({ viewer: use.member.viewer, datasetId: use.dataset.id });
    }
  };
  await expect(reading()).rejects.toMatchObject({ code: 'DATASET_ERASED' });
  expect(read).toBe(200);
  await expect(mint(use)).rejects.toMatchObject({ code: 'DATASET_ERASED' });
  await expect(give(house, use.member, use.dataset.id, use.scope)).rejects.toMatchObject({ code: 'DATASET_ERASED' });
});

test('what looks like a permit, but was not minted, opens nothing', async () => {
  const use = await given();
  const permit = await mint(use);
  const { userId, datasetId, purpose, actor, consentId } = permit;
  const imitation = { userId, datasetId, purpose, actor, consentId, streams: 'all' } as unknown as Permit;
  await expect(all(house.openVault.records(imitation, 'reddit.comments'))).rejects.toMatchObject({
    code: 'PERMIT_REQUIRED',
  });
});

test('withdrawing is final and repeatable, and what rests on the consent ends in the same transaction', async () => {
  const { member, consent } = await given();
  refuseWithdrawal = true;
  await expect(withdraw(house, member, consent.id)).rejects.toThrow('could not be ended');
  expect((await house.consents.byId(consent.id))?.state).toBe('given');
  refuseWithdrawal = false;
  const withdrawn = await withdraw(house, member, consent.id);
  expect(withdrawn.state).toBe('withdrawn');
  expect(ended.map(({ id }) => id)).toEqual([consent.id]);
  expect((await withdraw(house, member, consent.id)).withdrawnAt).toEqual(withdrawn.withdrawnAt);
  const subjects = (await outboxSubjects(house.database)).filter((s) => s === `consents.withdrawn.${consent.id}`);
  expect(subjects).toHaveLength(1);
});

test('another’s consent cannot be withdrawn, and another’s dataset cannot be consented for', async () => {
  const { consent, dataset } = await given();
  const stranger = await aMember(house);
  await expect(withdraw(house, stranger, consent.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(give(house, stranger, dataset.id, aScope())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a signed consent and withdrawal are kept with their signatures; forged and replayed ones are refused', async () => {
  const member = await aMember(house);
  const eve = await aMember(house);
  const { id: datasetId } = await aDataset(house, member.userId, 1);
  const scope = aScope();
  const giveBy = (statementJws: string) => {
    const answer = { userId: member.userId, datasetId, scope, statementJws };
    return house.transactions.run((tx) => house.giveConsent.execute(tx, answer));
  };
  const digest = givingDigest(datasetId, scope);
  await expect(giveBy(eve.sign('consents.give', datasetId, digest))).rejects.toMatchObject({
    code: 'STATEMENT_INVALID',
  });
  for (const other of [{ scopeDigest: 'f'.repeat(64) }, { charterDigest: 'f'.repeat(64) }]) {
    const wider = givingDigest(datasetId, { ...scope, ...other });
    await expect(giveBy(member.sign('consents.give', datasetId, wider))).rejects.toMatchObject({
      code: 'STATEMENT_INVALID',
    });
  }
  const statement = member.sign('consents.give', datasetId, digest);
  const consent = await giveBy(statement);
  expect(consent.statementJws).toBe(statement);
  await expect(giveBy(statement)).rejects.toMatchObject({ code: 'STATEMENT_REPLAYED' });
  const jws = member.sign('consents.withdraw', consent.id, withdrawingDigest(consent.id));
  const act = { viewer: member.viewer, consentId: consent.id, statementJws: jws };
  expect((await house.withdrawConsent.execute(act)).withdrawalJws).toBe(jws);
});

test('a member who ever had a key cannot consent or withdraw without a signature, even when all keys are revoked', async () => {
  const { member, dataset, scope, consent } = await given();
  const answer = { userId: member.userId, datasetId: dataset.id, scope, statementJws: null };
  const unsigned = [
    () => house.transactions.run((tx) => house.giveConsent.execute(tx, answer)),
    () => house.withdrawConsent.execute({ viewer: member.viewer, consentId: consent.id, statementJws: null }),
  ];
  const missing = { code: 'STATEMENT_MISSING', field: ['statementJws'] };
  for (const act of unsigned) await expect(act()).rejects.toMatchObject(missing);
  await house.transactions.run(async (tx) => {
    const keys = await house.identity.memberKeys.ofUser(tx, member.userId);
    const ids = keys.map((key) => key.id);
    await house.identity.memberKeys.revoke(tx, ids);
  });
  for (const act of unsigned) await expect(act()).rejects.toMatchObject(missing);
  expect((await house.consents.liveOn(dataset.id)).map(({ id }) => id)).toEqual([consent.id]);
});

test('a member who never had a key consents and withdraws by the session alone, and the record says so', async () => {
  const member = await aMember(house, false);
  const { id: datasetId } = await aDataset(house, member.userId, 1);
  const answer = { userId: member.userId, datasetId, scope: aScope(), statementJws: null };
  const { id: consentId } = await house.transactions.run((tx) => house.giveConsent.execute(tx, answer));
  expect(await house.consents.byId(consentId)).toMatchObject({ state: 'given', statementJws: null });
  await house.withdrawConsent.execute({ viewer: member.viewer, consentId, statementJws: null });
  expect(await house.consents.byId(consentId)).toMatchObject({ state: 'withdrawn', withdrawalJws: null });
});

test('a refusal is a record that permits nothing and cannot be withdrawn', async () => {
  const member = await aMember(house);
  const dataset = await aDataset(house, member.userId, 1);
  const scope = aScope();
  const refuse = (action: string) => {
    const statementJws = member.sign(action, dataset.id, givingDigest(dataset.id, scope));
    const answer = { userId: member.userId, datasetId: dataset.id, scope, statementJws };
    return house.transactions.run((tx) => house.refuseConsent.execute(tx, answer));
  };
  await expect(refuse('consents.give')).rejects.toMatchObject({ code: 'STATEMENT_INVALID' });
  const consent = await refuse('consents.refuse');
  await expect(mint({ dataset, consent, scope })).rejects.toMatchObject({ code: 'CONSENT_REFUSED' });
  await expect(withdraw(house, member, consent.id)).rejects.toMatchObject({ code: 'CONSENT_REFUSED' });
});

test('the database itself keeps consents and the access log from being rewritten', async () => {
  const use = await given();
  await mint(use);
  const { dataSource } = house.database;
  const id = use.consent.id;
  for (const statement of [
    `UPDATE consents SET expires_at = expires_at + interval '1 year' WHERE id = '${id}'`,
    `UPDATE consents SET state = 'withdrawn', withdrawn_at = given_at, purpose = 'sell' WHERE id = '${id}'`,
    `DELETE FROM consents WHERE id = '${id}'`,
    `UPDATE access_entries SET result = 'allowed'`,
    `DELETE FROM access_entries`,
    `TRUNCATE access_entries`,
  ]) {
    await expect(dataSource.query(statement)).rejects.toThrow(/never changed/);
  }
  await withdraw(house, use.member, id);
  const revive = `UPDATE consents SET state = 'given', withdrawn_at = NULL WHERE id = '${id}'`;
  await expect(dataSource.query(revive)).rejects.toThrow('withdrawn once');
});

test('of many uses beside a withdrawal each is logged, and none is allowed after it', async () => {
  const use = await given({}, 1);
  const attempt = () =>
    mint(use).then(
      () => 'allowed',
      (refusal: { code: string }) => refusal.code,
    );
  const beside = Array.from({ length: 20 }, attempt);
  await withdraw(house, use.member, use.consent.id);
  const outcomes = await Promise.all(beside);
  // More at once than the pool has connections, and every one of them refused.
  const after = await Promise.all(Array.from({ length: 40 }, attempt));
  expect(new Set(after)).toEqual(new Set(['CONSENT_WITHDRAWN']));
  const page = await house.accessLog.pageOf(use.member.userId, null, { limit: 100, direction: 'forward' });
  expect(page.items.map((entry) => entry.result).toSorted()).toEqual([...outcomes, ...after].toSorted());
});

test('an expired consent permits nothing, and an open permit ends with it', async () => {
  const use = await given({}, 450);
  const permit = await mint(use);
  await house.checkPermit.assertLive(permit);
  await house.database.clock.advance(2 * 86_400_000);
  await expect(house.checkPermit.assertLive(permit)).rejects.toMatchObject({ code: 'CONSENT_EXPIRED' });
  await expect(mint(use)).rejects.toMatchObject({ code: 'CONSENT_EXPIRED' });
  expect(await house.consents.liveOn(use.dataset.id)).toEqual([]);
});
