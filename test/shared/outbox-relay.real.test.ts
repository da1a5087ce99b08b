import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let nats: Nats;
const run = randomUUID();

beforeAll(async () => {
  database = await openTestDatabase();
  nats = await connectNats(process.env['COMMONPOOL_TEST_NATS_URL'] as string, 'outbox-relay-test');
  await ensureStreams(nats.manager);
});
afterAll(async () => {
  await nats.close();
  await database.close();
});

const emit = (...numbers: number[]) =>
  database.transactions.run(async (tx) => {
    for (const n of numbers) tx.emit({ subject: `test.${run}.happened`, payload: { n } });
  });
const left = async () => (await database.dataSource.query<unknown[]>('SELECT 1 FROM outbox')).length;

describe('the relay', () => {
  test('publishes committed events to live followers, in order, and clears the outbox', async () => {
    const heard = new NatsEventFeed(nats).subscribe(`test.${run}.*`);
    await nats.connection.flush();
    await emit(1, 2, 3);
    expect(await new OutboxRelay(database.dataSource, nats).execute()).toBe(3);
    const numbers: unknown[] = [];
    for (let i = 0; i < 3; i += 1) numbers.push((await heard.next()).value.payload['n']);
    await heard.return?.();
    expect(numbers).toEqual([1, 2, 3]);
    expect(await left()).toBe(0);
  });

  test('shares the work with a second relay, and publishes nothing twice', async () => {
    const heard = new NatsEventFeed(nats).subscribe(`test.${run}.*`);
    await nats.connection.flush();
    await emit(...Array.from({ length: 1_200 }, (_, i) => i));
    const relays = [new OutboxRelay(database.dataSource, nats), new OutboxRelay(database.dataSource, nats)];
    await Promise.all(relays.map((relay) => relay.execute()));
    const seen = new Set<unknown>();
    for (let i = 0; i < 1_200; i += 1) seen.add((await heard.next()).value.payload['n']);
    await heard.return?.();
    expect(seen.size).toBe(1_200);
    expect(await left()).toBe(0);
  });

  test('keeps the events while the broker is away', async () => {
    const away = await connectNats(process.env['COMMONPOOL_TEST_NATS_URL'] as string, 'away');
    await away.connection.close();
    await emit(7);
    await expect(new OutboxRelay(database.dataSource, away).execute()).rejects.toThrow();
    expect(await left()).toBe(1);
    expect(await new OutboxRelay(database.dataSource, nats).execute()).toBe(1);
  });
});
