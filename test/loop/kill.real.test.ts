import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Customer } from '../../examples/demo/actors/customer.ts';
import { bringModelLive, type LiveModel } from '../../examples/demo/loop.ts';
import { ownersShareMicros } from '../../examples/demo/metering.ts';
import type { OwnedModel, Share } from '../../examples/demo/model.ts';
import { verify, type Counted } from '../../examples/demo/verify.ts';
import type { UsageEvent } from '../../examples/gateway/usage-event.ts';
import { DeliveryFailed, sendUsage } from '../../examples/gateway/webhook.ts';
import { setTestStage, Silence, type TestStage } from '../support/stage.ts';

jest.setTimeout(180_000);

const SIZE = { honest: 3, records: 600, hostedQueries: 0, partnerQueries: 0, votingPeriodMs: 1_000 };
const BATCHES = 120;
const BATCH = 10;

let stage: TestStage;
let live: LiveModel;
let metered: Counted;

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
  const toppedUpMicros = 100_000_000n;
  await people.operator.topsUp(customer, toppedUpMicros, version.currency, 'one payment');
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
  metered = { accounts: [{ customer, key, toppedUpMicros }], accepted: events.length };
  const { books, faults } = await verify(people, live.members, model, metered, new Silence());
  expect(faults).toEqual([]);
  expect(books).toMatchObject({ usagePosted: events.length, entriesSumMicros: 0n });
  expect(books.paidMicros).toBe(BigInt(version.pricePerQueryMicros) * BigInt(events.length));
  expect(books.ownersMicros).toBe(ownersShareMicros(version) * BigInt(events.length));
});

describe('the verification of the demo', () => {
  const faultsOf = async (change: { model?: Partial<OwnedModel>; metered?: Partial<Counted> }) => {
    const model = { ...live.model, ...change.model };
    return (await verify(live.people, live.members, model, { ...metered, ...change.metered }, new Silence())).faults;
  };

  test('sees a call that was accepted and is not posted', async () => {
    expect(await faultsOf({ metered: { accepted: metered.accepted + 1 } })).not.toEqual([]);
  });

  test('sees a weight that is not the frozen one', async () => {
    const [first, second, ...others] = live.model.shares as [Share, Share, ...Share[]];
    const moved = [
      { ...first, weight: first.weight - 1_000_000n },
      { ...second, weight: second.weight + 1_000_000n },
    ];
    expect(await faultsOf({ model: { shares: [...moved, ...others] } })).toHaveLength(2);
  });

  test('sees money that came from nowhere', async () => {
    const accounts = metered.accounts.map((account) => ({ ...account, toppedUpMicros: account.toppedUpMicros + 1n }));
    expect(await faultsOf({ metered: { accounts } })).not.toEqual([]);
  });
});

/** Until nothing waits: what the killed broker lost is found by the sweeper. */
async function settled(): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if ((await live.people.operator.backlog()).pending === '0') return;
    await delay(100);
  }
  throw new Error('Accepted usage was not posted within 30 s.');
}
