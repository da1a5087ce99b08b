import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PersonAlreadyProved } from '../../domain/identity/index.ts';
import { Forbidden } from '../../domain/shared/index.ts';
import { openIdentity, type Member, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());

test('the same evidence is the same person, however it is typed; nothing of it is stored', async () => {
  const { viewer } = await identity.operator();
  const [one, two, three] = [
    await identity.join('account-one'),
    await identity.join('account-two'),
    await identity.join('else'),
  ];
  const vouch = (member: Member, evidence: string) =>
    identity.vouchForPerson.execute({ viewer, userId: member.viewer.userId, evidence });
  await vouch(one, 'ID X-4711 822');
  await vouch(two, 'id x4711822');
  await vouch(three, 'ID Y-1');
  await vouch(one, 'IDX4711822');
  await expect(vouch(one, 'ID Y-1')).rejects.toThrow(PersonAlreadyProved);
  await expect(
    identity.vouchForPerson.execute({ viewer: one.viewer, userId: one.viewer.userId, evidence: 'mine' }),
  ).rejects.toThrow(Forbidden);

  const newcomer = await identity.join('newcomer');
  const ids = [one, two, three, newcomer].map((member) => member.viewer.userId);
  const persons = await identity.db.transactions.run((tx) => identity.persons.ofUsers(tx, ids));
  const [a, b, c, d] = ids.map((id) => persons.get(id));
  expect(a).toBe(b);
  expect(new Set([a, c, d]).size).toBe(3);
  expect(d).toBeNull();
  for (const table of ['persons', 'users', 'outbox', 'identity_secrets']) {
    expect(JSON.stringify(await identity.db.dataSource.query(`SELECT * FROM ${table}`))).not.toMatch(/4711/);
  }
});
