import { expect, test } from '@jest/globals';
import type { JsMsg } from '@nats-io/jetstream';
import { pino } from 'pino';
import { Gathering, IDS_PER_BATCH, IDS_PER_MESSAGE } from '../../infra/nats/batch.ts';
import { BatchPoster } from '../../infra/nats/batch-poster.ts';
import { eventually, held } from './posting.ts';

/** A poster whose batches end when the test says so, well or badly. */
class Stand {
  readonly gathering = new Gathering();
  readonly answers = new Map<JsMsg, string>();
  readonly begun: (readonly bigint[])[] = [];
  private readonly lost = new AbortController();
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;
  private readonly ends: { end: () => void; fail: () => void }[] = [];

  constructor(confirm = true) {
    const seat = {
      lost: this.lost.signal,
      confirm: () => {
        if (!confirm) this.lost.abort();
        return Promise.resolve(confirm);
      },
      release: () => Promise.resolve(),
    };
    const execute = (ids: readonly bigint[]) => {
      this.begun.push(ids);
      return new Promise<never>((resolve, reject) => {
        this.ends.push({ end: () => resolve(undefined as never), fail: () => reject(new Error('a broken page')) });
      });
    };
    const work = { postUsage: { execute }, logger: pino({ level: 'silent' }) };
    this.running = new BatchPoster(0, this.gathering, seat, work).run(this.ending.signal);
  }

  add(from: number, count: number): JsMsg {
    const ids = Array.from({ length: count }, (_, i) => String(from + i));
    const message = {
      json: () => ids,
      info: { deliveryCount: 1 },
      ack: () => this.answers.set(message, 'ack'),
      nak: () => this.answers.set(message, 'nak'),
    } as unknown as JsMsg;
    this.gathering.add(message);
    return message;
  }

  addWhole(from: number): void {
    for (let i = 0; i < IDS_PER_BATCH / IDS_PER_MESSAGE; i += 1) this.add(from + i * IDS_PER_MESSAGE, IDS_PER_MESSAGE);
  }

  end(batch: number): void {
    this.ends[batch]?.end();
  }

  fail(batch: number): void {
    this.ends[batch]?.fail();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    this.gathering.wake();
    await this.running;
  }
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 30));

test('beside a batch that is posted only a whole one is begun, and no third', async () => {
  const stand = new Stand();
  stand.add(0, 1);
  await eventually(() => stand.begun.length === 1);
  stand.add(1, 100);
  await moment();
  expect(stand.begun).toHaveLength(1);
  stand.addWhole(1_000);
  await eventually(() => stand.begun.length === 2);
  stand.addWhole(10_000);
  await moment();
  expect(stand.begun).toHaveLength(2);
  stand.end(0);
  await eventually(() => stand.begun.length === 3);
  for (const batch of [1, 2]) stand.end(batch);
  await eventually(() => stand.begun.length === 4);
  stand.end(3);
  await stand.stop();
  expect(stand.begun.flat()).toHaveLength(101 + 2 * IDS_PER_BATCH);
});

test('a message is acknowledged once its batch is posted, and put back when it failed', async () => {
  const stand = new Stand();
  const first = stand.add(0, 3);
  await eventually(() => stand.begun.length === 1);
  expect(stand.answers.size).toBe(0);
  stand.end(0);
  await eventually(() => stand.answers.get(first) === 'ack');
  const second = stand.add(3, 3);
  await eventually(() => stand.begun.length === 2);
  stand.fail(1);
  await eventually(() => stand.answers.get(second) === 'nak');
  await stand.stop();
});

test('an id is never in two batches at once', async () => {
  const stand = new Stand();
  stand.add(0, 500);
  await eventually(() => stand.begun.length === 1);
  stand.addWhole(400);
  await eventually(() => stand.begun.length === 2);
  expect(stand.begun[1]).toHaveLength(IDS_PER_BATCH - 100);
  expect(stand.begun[1]?.[0]).toBe(500n);
  for (const batch of [0, 1]) stand.end(batch);
  await stand.stop();
});

test('who is asked to stop finishes the batch in hand and begins no other', async () => {
  const stand = new Stand();
  stand.add(0, 1);
  await eventually(() => stand.begun.length === 1);
  stand.add(1, 1);
  const over = held();
  const stopped = stand.stop().then(over.end);
  await moment();
  stand.end(0);
  await stopped;
  await over.over;
  expect(stand.begun).toEqual([[0n]]);
});

test('who has lost the seat posts nothing, and leaves the messages to the next', async () => {
  const stand = new Stand(false);
  stand.add(0, 1);
  await moment();
  await stand.stop();
  expect([stand.begun, stand.answers.size]).toEqual([[], 0]);
});
