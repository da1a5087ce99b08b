import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { InboxState } from '../../domain/metering/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import type { Customer, Market } from '../revenue/market.ts';
import { openDesk, type Desk } from './desk.ts';

let desk: Desk;
let market: Market;
beforeAll(async () => {
  desk = await openDesk();
  ({ market } = desk);
});
afterAll(() => desk.close());

const post = (ids: readonly bigint[]) => market.money.postUsage.execute(ids);
const resume = (modelVersionId: string) =>
  market.db.dataSource.query(`UPDATE model_versions SET state = 'live' WHERE id = $1`, [modelVersionId]);
const replay = (ids: readonly bigint[], note = 'The model is live again.') =>
  market.money.replayUsage.execute({ viewer: market.operator, ids, note });
const ids = (texts: readonly bigint[]) => texts.map(String);

/** Calls of a version that was suspended before they were posted. */
async function quarantined(customer: Customer, calls: number) {
  const { id } = await market.publish();
  const inboxIds = await market.report(customer, id, calls);
  await market.suspend(id);
  await post(inboxIds);
  return { id, inboxIds };
}

async function stateOf(inboxIds: readonly bigint[]): Promise<(InboxState | undefined)[]> {
  const states = await market.db.transactions.run((tx) => market.money.parkedUsage.statesOf(tx, inboxIds));
  return inboxIds.map((id) => states.get(id));
}

test('an operator sees what is parked by state and reason, and sets quarantined calls waiting again, with a note', async () => {
  const rich = await market.customer(1_000_000n);
  const poor = await market.customer();
  const { id: live } = await market.publish();
  const unfunded = await market.report(poor, live, 3);
  const { id, inboxIds } = await quarantined(rich, 4);
  const waiting = await market.report(rich, live, 1);
  await post(unfunded);

  const list = async (filter: string) => {
    const { data } = await desk.ask(
      'operator',
      `{ parkedUsage(first: 50 ${filter}) { edges { node { inboxId state reason queries gatewayId customerId modelVersionId apiKeyId } } } }`,
    );
    const { edges } = (data as { parkedUsage: { edges: { node: { inboxId: string; reason: string | null } }[] } })
      .parkedUsage;
    return edges.map(({ node }) => node);
  };
  expect((await list('')).map(({ inboxId }) => inboxId)).toEqual(
    ids([...unfunded, ...inboxIds].toReversed().toSorted((a, b) => Number(b - a))),
  );
  expect((await list('state: UNFUNDED')).map(({ inboxId }) => inboxId)).toEqual(ids(unfunded.toReversed()));
  expect(await list('state: QUARANTINED')).toEqual(await list('reason: "MODEL_NOT_LIVE"'));
  expect(await list('state: UNFUNDED, reason: "MODEL_NOT_LIVE"')).toEqual([]);
  expect(await list('state: POSTED')).toEqual([]);

  await resume(id);
  const queued = market.queued.length;
  const input = {
    ids: [
      ...ids(inboxIds.slice(0, 3)),
      ...ids(unfunded.slice(0, 1)),
      ...ids(waiting),
      '999999',
      ...ids(inboxIds.slice(0, 1)),
    ],
    note: ' The model is live again. ',
  };
  const answer = await desk.ask(
    'operator',
    `mutation ($input: ReplayUsageInput!) { replayUsage(input: $input) {
       replay { id note inboxIds reasons operatorId replayedAt } results { inboxId status } userErrors { code } } }`,
    { input },
  );
  expect(answer).toMatchObject({
    data: {
      replayUsage: {
        userErrors: [],
        replay: {
          note: 'The model is live again.',
          inboxIds: ids(inboxIds.slice(0, 3)),
          reasons: ['MODEL_NOT_LIVE', 'MODEL_NOT_LIVE', 'MODEL_NOT_LIVE'],
        },
        results: [
          ...ids(inboxIds.slice(0, 3)).map((inboxId) => ({ inboxId, status: 'REPLAYED' })),
          { inboxId: String(unfunded[0]), status: 'UNFUNDED' },
          { inboxId: String(waiting[0]), status: 'PENDING' },
          { inboxId: '999999', status: 'UNKNOWN' },
        ],
      },
    },
  });
  expect(market.queued.slice(queued)).toEqual(inboxIds.slice(0, 3));
  expect(await stateOf(inboxIds)).toEqual(['pending', 'pending', 'pending', 'quarantined']);
  await post(inboxIds);
  expect(await stateOf(inboxIds)).toEqual(['posted', 'posted', 'posted', 'quarantined']);
  expect(await market.faults()).toEqual([]);
  const kept = '{ usageReplays(first: 5) { edges { node { note inboxIds } } } }';
  expect(await desk.ask('operator', kept)).toMatchObject({
    data: { usageReplays: { edges: [{ node: { note: 'The model is live again.' } }] } },
  });
});

test('posted, waiting and unknown ids move nothing, and nothing is recorded', async () => {
  const customer = await market.customer(1_000_000n);
  const { id } = await market.publish();
  const inboxIds = await market.report(customer, id, 2);
  await post(inboxIds.slice(0, 1));
  const count = async () => (await market.money.replays.all({ limit: 100, direction: 'forward' })).items.length;
  const before = await count();
  const queued = market.queued.length;
  const { replay: kept, results } = await replay([...inboxIds, 10n ** 15n, -1n]);
  expect(kept).toBeNull();
  expect(results.map(({ status }) => status)).toEqual(['posted', 'pending', 'unknown', 'unknown']);
  expect([await count(), market.queued.length]).toEqual([before, queued]);
});

test('what still stands in the way puts them back, and each decision is kept', async () => {
  const { inboxIds } = await quarantined(await market.customer(1_000_000n), 2);
  await replay(inboxIds, 'First try.');
  await post(inboxIds);
  expect(await stateOf(inboxIds)).toEqual(['quarantined', 'quarantined']);
  await replay(inboxIds, 'Second try.');
  const { items } = await market.money.replays.all({ limit: 2, direction: 'forward' });
  expect(items.map(({ note, inboxIds: of }) => [note, of])).toEqual([
    ['Second try.', inboxIds],
    ['First try.', inboxIds],
  ]);
});

test('two operators at once: each call is set waiting once, by one of them', async () => {
  const { inboxIds } = await quarantined(await market.customer(1_000_000n), 50);
  const queued = market.queued.length;
  const both = await Promise.all([replay(inboxIds, 'One.'), replay(inboxIds.toReversed(), 'Other.')]);
  const moved = both.flatMap(({ replay: kept }) => kept?.inboxIds ?? []);
  expect(moved.toSorted((a, b) => Number(a - b))).toEqual(inboxIds);
  expect(market.queued.length - queued).toBe(50);
});

test('the states of all accepted calls sum to their total, also while they are posted', async () => {
  const customer = await market.customer(10_000n);
  const { id } = await market.publish();
  const reading = async () => {
    const { acceptedTotal, ...states } = await market.money.parkedUsage.states();
    expect(Object.values(states).reduce((sum, one) => sum + one, 0n)).toBe(acceptedTotal);
    return acceptedTotal;
  };
  const before = await reading();
  await quarantined(customer, 3);
  const work = (async () => {
    for (let i = 0; i < 10; i += 1) await post(await market.report(customer, id, 5));
  })();
  for (let i = 0; i < 15; i += 1) await reading();
  await work;
  expect((await reading()) - before).toBe(53n);
  const states =
    '{ usageStates { acceptedTotal posted pending unfunded quarantined } usageBacklog { unfunded quarantined } }';
  const { data } = await desk.ask('operator', states);
  const { usageStates, usageBacklog } = data as { usageStates: object; usageBacklog: object };
  expect(usageStates).toMatchObject(usageBacklog);
});

test('a thousand ids are taken at most, a reason must be given, and only operators decide or look', async () => {
  const viewer = { ...market.operator, isOperator: false };
  await expect(replay([])).rejects.toThrow(InvalidInput);
  await expect(replay(Array.from({ length: 1_001 }, (_, i) => BigInt(i)))).rejects.toThrow(InvalidInput);
  await expect(replay([1n], '   ')).rejects.toThrow(InvalidInput);
  await expect(market.money.replayUsage.execute({ viewer, ids: [1n], note: 'x' })).rejects.toThrow('operator');
  expect((await replay(Array.from({ length: 1_000 }, (_, i) => BigInt(10 ** 12 + i)))).results).toHaveLength(1_000);
  for (const query of [
    '{ parkedUsage(first: 1) { edges { cursor } } }',
    '{ usageStates { posted } }',
    '{ usageReplays(first: 1) { edges { cursor } } }',
  ]) {
    const { errors } = await desk.ask(market.operator.userId, query);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  await expect(market.db.dataSource.query('DELETE FROM usage_replays')).rejects.toThrow('never changed');
});
