import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Case } from '../../domain/cases/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Leg } from '../../domain/ledger/index.ts';
import { newId } from '../../domain/shared/index.ts';
import type { Customer } from '../revenue/market.ts';
import { openCaseHouse, type CaseHouse } from './case-house.ts';

let house: CaseHouse;
let [first, second]: Viewer[] = [];
beforeAll(async () => {
  house = await openCaseHouse();
  [first, second] = [await house.operator('first'), await house.operator('second')];
});
afterEach(async () => {
  expect(await house.faults()).toEqual([]);
});
afterAll(() => house.close());

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

/** A customer to whom too much was booked, and the journal that did it. */
async function overpaid(): Promise<{ customer: Customer; account: string; journal: string }> {
  const customer = await house.market.customer();
  const { id } = await house.market.topUp(customer.viewer, 5_000n, randomUUID());
  return { customer, account: `customer:${customer.viewer.userId}:EUR`, journal: `top-up:${id}` };
}

const backTo = (account: string, amountMicros = 1_000n) => [
  { account: 'external:EUR', amountMicros },
  { account, amountMicros: -amountMicros },
];

async function proposed(): Promise<{ one: Case; account: string }> {
  const { account, journal } = await overpaid();
  return { one: await house.propose(first as Viewer, backTo(account), journal), account };
}

test('a correction is posted once a second operator approves exactly its legs, and links its journal', async () => {
  const { one, account } = await proposed();
  expect(one).toMatchObject({ state: 'decided', outcome: 'correct', needsSecond: true, reviewerId: first?.userId });
  expect(await house.balance(account)).toBe(5_000n);
  expect(await house.approve(one, second as Viewer)).toMatchObject({ state: 'closed', secondId: second?.userId });
  expect(await house.balance(account)).toBe(4_000n);
  expect(await house.journalsOf(one)).toEqual([`correction:${one.id}`]);
  expect(await house.approve(one, second as Viewer)).toMatchObject({ state: 'closed' });
  expect(await house.balance(account)).toBe(4_000n);
});

test('the proposer cannot approve, nor with another account of theirs, and neither can reject', async () => {
  const { one, account } = await proposed();
  const again = await house.operator('first');
  for (const viewer of [first as Viewer, again]) {
    expect(await refusal(house.approve(one, viewer))).toBe('SECOND_OPERATOR_REQUIRED');
    expect(await refusal(house.reject(one, viewer))).toBe('SECOND_OPERATOR_REQUIRED');
  }
  expect(await house.balance(account)).toBe(5_000n);
  expect(await house.reject(one, second as Viewer)).toMatchObject({ state: 'closed', outcome: 'reject' });
  expect(await house.balance(account)).toBe(5_000n);
  expect(await refusal(house.approve(one, second as Viewer))).toBe('CASE_STATE');
});

test('another digest, and a version instead of one, approve nothing', async () => {
  const { one, account } = await proposed();
  expect(await refusal(house.approve({ id: one.id, digest: 'f'.repeat(64) }, second as Viewer))).toBe(
    'CORRECTION_DIGEST',
  );
  expect(await refusal(house.confirm(one, second as Viewer))).toBe('CORRECTION_DIGEST');
  expect(await house.balance(account)).toBe(5_000n);
});

test('two operators who approve at once post once', async () => {
  const { one, account } = await proposed();
  const others = [second as Viewer, await house.operator(), await house.operator()];
  const said = await Promise.allSettled(others.map((viewer) => house.approve(one, viewer)));
  expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await house.balance(account)).toBe(4_000n);
});

test.each(['pot', 'draws', 'settled'])('owners’ money in `%s:` is not corrected by hand', async (kind) => {
  const { journal } = await overpaid();
  const legs = backTo(`${kind}:${newId()}`);
  expect(await refusal(house.propose(first as Viewer, legs, journal))).toBe('CORRECTION_FORBIDDEN');
});

test('what is held or on its way out is not corrected by hand', async () => {
  const { customer, journal } = await overpaid();
  for (const account of [`held:${customer.viewer.userId}:EUR`, 'payable:EUR']) {
    expect(await refusal(house.propose(first as Viewer, backTo(account), journal))).toBe('CORRECTION_FORBIDDEN');
  }
});

test('legs that do not balance, accounts and journals that are none, and other currencies are named', async () => {
  const { account, journal } = await overpaid();
  const propose = (legs: Leg[], of = journal) => refusal(house.propose(first as Viewer, legs, of));
  const [out, into] = backTo(account) as [Leg, Leg];
  expect(await propose([out, { ...into, amountMicros: -999n }])).toBe('INVALID_INPUT');
  expect(await propose([out, out, into])).toBe('INVALID_INPUT');
  expect(await propose([out, { ...into, account: `customer:${newId()}:USD` }])).toBe('INVALID_INPUT');
  expect(await propose([out, { ...into, account: 'nobody:EUR' }])).toBe('INVALID_INPUT');
  expect(await propose([out, { ...into, account: `${account}\0:EUR` }])).toBe('INVALID_INPUT');
  expect(await propose([out, { ...into, account: `customer:${newId()}:EUR` }])).toBe('NOT_FOUND');
  expect(await propose([out, into], 'top-up:unknown')).toBe('NOT_FOUND');
});

test('no account goes below its floor, and the case waits as it was', async () => {
  const { account, journal } = await overpaid();
  const one = await house.propose(first as Viewer, backTo(account, 5_001n), journal);
  expect(await refusal(house.approve(one, second as Viewer))).toBe('INSUFFICIENT_BALANCE');
  expect(await house.read(one)).toMatchObject({ state: 'decided', version: one.version });
  await house.cases.withdrawCase.execute({ viewer: first as Viewer, caseId: one.id });
});

test('an operator neither proposes nor approves what moves their own money', async () => {
  const { customer, account, journal } = await overpaid();
  const self = { ...customer.viewer, isOperator: true };
  expect(await refusal(house.propose(self, backTo(account), journal))).toBe('OWN_CASE');
  const one = await house.propose(first as Viewer, backTo(account), journal);
  expect(await refusal(house.approve(one, self))).toBe('OWN_CASE');
  await house.cases.withdrawCase.execute({ viewer: first as Viewer, caseId: one.id });
  expect(await refusal(house.approve(one, second as Viewer))).toBe('CASE_STATE');
});

test('a customer whose balance is corrected upwards pays what they had parked', async () => {
  const { id } = await house.market.publish();
  const { customer, account, journal } = await overpaid();
  const [inboxId] = await house.market.report(customer, id, 1);
  const more = await house.market.report(customer, id, 2);
  await house.market.money.postUsage.execute([inboxId as bigint, ...more]);
  expect(await house.balance(account)).toBe(5_000n - 2n * 1_999n);
  const legs = [
    { account: 'external:EUR', amountMicros: -1_000n },
    { account, amountMicros: 1_000n },
  ];
  await house.approve(await house.propose(first as Viewer, legs, journal), second as Viewer);
  await house.market.postFunded();
  expect(await house.balance(account)).toBe(5_000n + 1_000n - 3n * 1_999n);
});
