import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Customer } from '../../examples/demo/actors/customer.ts';
import { bringModelLive, type LiveModel } from '../../examples/demo/loop.ts';
import { ownersShareMicros } from '../../examples/demo/metering.ts';
import type { UsageEvent } from '../../examples/gateway/usage-event.ts';
import { DeliveryFailed, sendUsage } from '../../examples/gateway/webhook.ts';
import { setTestStage, Silence, type TestStage } from '../support/stage.ts';

jest.setTimeout(180_000);

const SIZE = { honest: 3, records: 600, hostedQueries: 0, partnerQueries: 0, votingPeriodMs: 1_000 };
const BATCHES = 120;
const BATCH = 10;

let stage: TestStage;
let live: LiveModel;

beforeAll(async () => {
  stage = await setTestStage();
  live = await bringModelLive(stage, SIZE, new Silence());
});
afterAll(async () => {
  await Promise.all([live.people.operator, live.people.builder].map((actor) => actor.close()));
  await Promise.all(live.people.parts.map(({ member }) => member.close()));
  await stage.close();
});

test('kill -9 in the middle of the metering, three times, loses no call and charges none twice', async () => {
  const { people, model } = live;
  const { version } = model;
  const customer = people.customers[0] as Customer;
  await people.operator.topsUp(customer, 100_000_000n, version.currency, 'one payment');
  const key = await customer.makesKey('kill test');
  const gateway = await people.operator.registersGateway('killed');
  const caller = { modelVersionId: version.id, customerId: customer.userId, keyId: key.id, queries: 1 };
  const events: UsageEvent[] = Array.from({ length: BATCHES * BATCH }, (_, i) => ({
    id: randomUUID(),
    time: new Date().toISOString(),
    sequence: i + 1,
    ...caller,
  }));

  const progress = { delivered: 0 };
  const deliver = async (batch: readonly UsageEvent[]) => {
    const { webhookSecret: secret, source } = gateway;
    for (;;) {
      try {
        const results = await sendUsage({ url: `${stage.instance.url}/webhooks/usage`, secret, source, events: batch });
        expect(results.every(({ status }) => status === 'accepted' || status === 'duplicate')).toBe(true);
        progress.delivered += 1;
        return;
      } catch (error) {
        if (!(error instanceof DeliveryFailed)) throw error;
        await delay(100);
      }
    }
  };
  const sending = (async () => {
    for (let i = 0; i < BATCHES; i += 1) await deliver(events.slice(i * BATCH, (i + 1) * BATCH));
  })();
  for (const killAfter of [20, 50, 80]) {
    for (; progress.delivered < killAfter;) await delay(1);
    await stage.killAndRestart();
  }
  await sending;

  await settled();
  const lines = await customer.usage();
  expect(lines.filter(({ state }) => state === 'posted')).toHaveLength(events.length);
  expect(lines).toHaveLength(events.length);
  const price = BigInt(version.pricePerQueryMicros);
  const paid = 100_000_000n - (await customer.balanceMicros(version.currency));
  expect(paid).toBe(price * BigInt(events.length));
  const owner = live.members[0]?.member;
  const pot = BigInt((await owner?.earningsIn(version.id))?.revenueMicros ?? -1);
  expect(pot).toBe(ownersShareMicros(version) * BigInt(events.length));
  const audit = await people.operator.audits();
  expect(audit).toMatchObject({ entriesSumMicros: '0', balancesSumMicros: '0', faults: [] });
  expect((await people.operator.gateways()).flatMap(({ sequenceGaps }) => sequenceGaps)).toEqual([]);
});

/** Until nothing waits: what the killed broker lost is found by the sweeper. */
async function settled(): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if ((await live.people.operator.backlog()).pending === '0') return;
    await delay(100);
  }
  throw new Error('Accepted usage was not posted within 30 s.');
}
