import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { Subjects } from '../../infra/nats/subjects.ts';
import { brokerNamespace } from '../../infra/postgres/broker-namespace.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let nats: Nats;
let subjects: Subjects;

beforeAll(async () => {
  database = await openTestDatabase();
  nats = await connectNats(process.env['COMMONPOOL_TEST_NATS_URL'] as string, 'outbox-relay-test');
  subjects = new Subjects(await brokerNamespace(database.dataSource));
  await ensureStreams(nats.manager, subjects);
});
afterAll(async () => {
  await nats.close();
  await database.close();
});

const emit = (...numbers: number[]) =>
  database.transactions.run(async (tx) => {
    for (const n of numbers) tx.emit({ subject: 'test.happened', payload: { n } });
  });
const left = async () => (await database.dataSource.query<unknown[]>('SELECT 1 FROM outbox')).length;

describe('the relay', () => {
  test('publishes committed events to live followers, in order, and clears the outbox', async () => {
    const heard = new NatsEventFeed(nats, subjects).subscribe('test.*');
    await nats.connection.flush();
    await emit(1, 2, 3);
    expect(await new OutboxRelay(database.dataSource, nats, subjects).execute()).toBe(3);
    const numbers: unknown[] = [];
    for (let i = 0; i < 3; i += 1) numbers.push((await heard.next()).value.payload['n']);
    await heard.return?.();
    expect(numbers).toEqual([1, 2, 3]);
    expect(await left()).toBe(0);
  });

  test('shares the work with a second relay, and publishes nothing twice', async () => {
    const heard = new NatsEventFeed(nats, subjects).subscribe('test.*');
    await nats.connection.flush();
    await emit(...Array.from({ length: 1_200 }, (_, i) => i));
    const relays = [
      new OutboxRelay(database.dataSource, nats, subjects),
      new OutboxRelay(database.dataSource, nats, subjects),
    ];
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
    await expect(new OutboxRelay(database.dataSource, away, subjects).execute()).rejects.toThrow();
    expect(await left()).toBe(1);
    expect(await new OutboxRelay(database.dataSource, nats, subjects).execute()).toBe(1);
  });
});

test('processes on one database have one name on the broker, and two instances that share it do not hear each other', async () => {
  const other = await openTestDatabase();
  const { dataSource } = database;
  const names = await Promise.all([brokerNamespace(other.dataSource), brokerNamespace(other.dataSource)]);
  expect(names[1]).toBe(names[0]);
  expect(names[0]).not.toBe(await brokerNamespace(dataSource));

  const theirs = new Subjects(names[0]);
  await ensureStreams(nats.manager, theirs);
  const heard = new NatsEventFeed(nats, theirs).subscribe('>');
  await nats.connection.flush();
  await emit(1);
  expect(await new OutboxRelay(dataSource, nats, subjects).execute()).toBe(1);
  await other.transactions.run((tx) => {
    tx.emit({ subject: 'test.happened', payload: { n: 2 } });
    return Promise.resolve();
  });
  expect(await new OutboxRelay(other.dataSource, nats, theirs).execute()).toBe(1);
  expect((await heard.next()).value).toMatchObject({ subject: 'test.happened', payload: { n: 2 } });
  await heard.return?.();
  await other.close();
});
