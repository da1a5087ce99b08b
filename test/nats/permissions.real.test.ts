import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AckPolicy, jetstream, jetstreamManager, RetentionPolicy } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { findTool, startEmbeddedNats, type EmbeddedNats } from '../../infra/embedded/index.ts';
import { parseAddresses } from '../../infra/nats/address.ts';
import { connectNats, type Nats } from '../../infra/nats/connection.ts';
import { NatsEventFeed } from '../../infra/nats/event-feed.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { durableOf, Subjects } from '../../infra/nats/subjects.ts';
import { eventually } from './posting.ts';

const subjects = new Subjects('commonpool-test');
const { usage, events } = subjects;
const REFUSED = /permissions violation/i;
let folder: string;
let server: EmbeddedNats;
let api: Nats;
let worker: Nats;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonpool permissions-'));
  server = await startEmbeddedNats({ dataFolder: join(folder, 'nats'), durable: false });
  // The API first: it needs nothing that the worker makes.
  api = await connectNats(server.urlOf.api, 'api');
  worker = await connectNats(server.urlOf.worker, 'worker');
  await ensureStreams(worker.manager, subjects);
});
afterAll(async () => {
  await Promise.all([api.close(), worker.close()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const announced = async () => (await worker.manager.streams.info(usage.stream)).state.messages;
const told = async () => (await worker.manager.streams.info(events.stream)).state.messages;

test('an outsider without credentials, or with wrong ones, cannot connect', async () => {
  const { host } = new URL(server.url);
  for (const url of [`nats://${host}`, `nats://api:guessed@${host}`, `nats://sys:@${host}`]) {
    await expect(connect({ ...parseAddresses(url), reconnect: false })).rejects.toThrow(/authorization violation/i);
  }
});

test('the passwords are in files that only their owner can read', () => {
  expect(statSync(join(folder, 'nats', 'nats.conf')).mode & 0o777).toBe(0o600);
  const passwords = [server.url, ...Object.values(server.urlOf)].map((url) => new URL(url).password);
  expect(new Set(passwords).size).toBe(3);
});

describe('the role api', () => {
  test('announces usage, and hears events in its own inbox', async () => {
    const before = await announced();
    await api.jetstream.publish(subjects.usageOf(0), '["1"]');
    expect(await announced()).toBe(before + 1);
    const heard = new NatsEventFeed(api, subjects).subscribe('test.>');
    await api.connection.flush();
    await relay('happened');
    expect((await heard.next()).value?.subject).toBe('test.happened');
    await heard.return?.();
  });

  test('cannot publish an event', async () => {
    const before = await told();
    await expect(api.jetstream.publish(`${events.prefix}revenue.earnings.x`, '{}')).rejects.toThrow(REFUSED);
    api.connection.publish(`${events.prefix}revenue.earnings.x`, '{}');
    await api.connection.flush();
    expect(await told()).toBe(before);
  });

  test('hears announcements, and cannot make one', async () => {
    const heard = new NatsEventFeed(api, subjects).subscribe('test.>');
    await api.connection.flush();
    const refused = refusalsOf(api);
    api.connection.publish(`${subjects.livePrefix}test.forged`);
    expect(await refused).toMatch(REFUSED);
    worker.connection.publish(`${subjects.livePrefix}test.live`);
    expect((await heard.next()).value?.subject).toBe('test.live');
    await heard.return?.();
  });

  test('cannot read, make, change or empty anything', async () => {
    const { manager } = api;
    const { stream } = usage;
    const attempts = [
      () => manager.streams.info(stream),
      () => manager.streams.add({ name: 'mine', subjects: ['mine'] }),
      () => manager.streams.purge(stream),
      () => manager.streams.delete(stream),
      () => manager.streams.deleteMessage(stream, 1),
      () => manager.streams.getMessage(stream, { seq: 1 }),
      () => manager.consumers.list(stream).next(),
      () => manager.consumers.add(stream, { durable_name: 'mine', ack_policy: AckPolicy.Explicit }),
      () =>
        manager.consumers.add(stream, {
          durable_name: 'mine',
          ack_policy: AckPolicy.Explicit,
          filter_subject: subjects.usageOf(1),
        }),
      () => manager.consumers.delete(stream, durableOf(0)),
      () => api.connection.request(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${durableOf(0)}`, '1'),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(REFUSED);
    expect(await announced()).toBeGreaterThan(0);
  });

  test.each(['_INBOX.worker.>', '_INBOX.>', '>', 'commonpool-test.usage.recorded.*', '$JS.>'])(
    'cannot listen on %s',
    async (subject) => {
      await expect(listen(api, subject)).rejects.toThrow(REFUSED);
    },
  );
});

describe('the role worker', () => {
  test('cannot announce usage', async () => {
    const before = await announced();
    await expect(worker.jetstream.publish(subjects.usageOf(0), '["1"]')).rejects.toThrow(REFUSED);
    worker.connection.publish(subjects.usageOf(0), '["1"]');
    await worker.connection.flush();
    expect(await announced()).toBe(before);
  });

  test('cannot purge or delete a stream or a message, nor read one but by posting', async () => {
    const { manager } = worker;
    for (const stream of [usage.stream, events.stream]) {
      await expect(manager.streams.purge(stream)).rejects.toThrow(REFUSED);
      await expect(manager.streams.delete(stream)).rejects.toThrow(REFUSED);
      await expect(manager.streams.deleteMessage(stream, 1)).rejects.toThrow(REFUSED);
      await expect(manager.streams.getMessage(stream, { seq: 1 })).rejects.toThrow(REFUSED);
    }
    const reader = { durable_name: 'mine', ack_policy: AckPolicy.Explicit };
    await expect(manager.consumers.add(events.stream, reader)).rejects.toThrow(REFUSED);
    await expect(listen(worker, '_INBOX.api.>')).rejects.toThrow(REFUSED);
  });
});

test('a user of both roles may do both, and administers no more than they do', async () => {
  const both = await connectNats(server.url, 'both');
  await both.jetstream.publish(subjects.usageOf(0), '["2"]');
  await both.jetstream.publish(`${events.prefix}test.happened`, '{}');
  await expect(both.manager.streams.purge(usage.stream)).rejects.toThrow(REFUSED);
  await expect(both.manager.streams.delete(usage.stream)).rejects.toThrow(REFUSED);
  await both.close();
});

test('a receipt that is led astray is neither heard as an event nor taken for a request', async () => {
  const heard = new NatsEventFeed(worker, subjects).subscribe('test.>');
  await worker.connection.flush();
  await relay('before');
  const before = [await announced(), await told()] as const;
  for (const { stream } of [usage, events]) {
    for (const request of [`PURGE.${stream}`, `DELETE.${stream}`, `MSG.DELETE.${stream}`]) {
      api.connection.publish(subjects.usageOf(0), '["1"]', { reply: `$JS.API.STREAM.${request}` });
      worker.connection.publish(`${events.prefix}quiet`, '{}', { reply: `$JS.API.STREAM.${request}` });
    }
  }
  for (const prefix of [events.prefix, subjects.livePrefix]) {
    api.connection.publish(subjects.usageOf(0), '["1"]', { reply: `${prefix}test.forged` });
  }
  await eventually(async () => (await announced()) === before[0] + 8 && (await told()) === before[1] + 7);
  await relay('after');
  const subjectsHeard = [(await heard.next()).value?.subject, (await heard.next()).value?.subject];
  expect(subjectsHeard).toEqual(['test.before', 'test.after']);
  await heard.return?.();
  expect([await announced(), await told()]).toEqual([before[0] + 8, before[1] + 8]);
});

test('before any worker has made the streams the API announces to nobody, and hears so at once', async () => {
  const later = new Subjects('commonpool-later');
  const askedAt = Date.now();
  await expect(api.jetstream.publish(later.usageOf(0), '["1"]')).rejects.toThrow();
  expect(Date.now() - askedAt).toBeLessThan(2_000);
  await ensureStreams(worker.manager, later);
  await api.jetstream.publish(later.usageOf(0), '["1"]');
});

test('a stream of a version before shards is taken over with what it holds', async () => {
  const old = new Subjects('commonpool-old');
  await worker.manager.streams.add({
    name: old.usage.stream,
    subjects: [`${old.usage.prefix}*`],
    retention: RetentionPolicy.Workqueue,
  });
  await api.jetstream.publish(`${old.usage.prefix}f`, '["1"]');
  await ensureStreams(worker.manager, old);
  const { state, config } = await worker.manager.streams.info(old.usage.stream);
  expect([state.messages, config.subjects.length]).toEqual([1, 16]);
  await expect(api.jetstream.publish(`${old.usage.prefix}nobody`, '["1"]')).rejects.toThrow();
});

test('the checked-in nats.conf lets both roles in, with passwords that look like numbers', async () => {
  const passwords = { api: '50e37286', worker: '12345' };
  const broker = startOnFile(passwords);
  try {
    const port = await portOf(broker);
    for (const [user, password] of Object.entries(passwords)) {
      const nats = await connect({
        ...parseAddresses(`nats://${user}:${password}@127.0.0.1:${port}`),
        reconnect: false,
      });
      const manager = await jetstreamManager(nats);
      if (user === 'worker') await ensureStreams(manager, subjects);
      else await expect(jetstream(nats).publish(`${events.prefix}x`, '{}')).rejects.toThrow(REFUSED);
      await nats.close();
    }
  } finally {
    broker.kill('SIGKILL');
    await once(broker, 'exit');
  }
});

/** As the outbox does: an event has an id. */
function relay(event: string): Promise<unknown> {
  return worker.jetstream.publish(`${events.prefix}test.${event}`, '{}', { msgID: randomUUID() });
}

/** The next thing that the server refuses on this connection. */
async function refusalsOf(nats: Nats): Promise<string> {
  for await (const status of nats.connection.status()) if (status.type === 'error') return String(status.error);
  return '';
}

/** Fails with the server's refusal; a subscription that is allowed hears nothing and ends. */
async function listen(nats: Nats, subject: string): Promise<void> {
  const subscription = nats.connection.subscribe(subject);
  await nats.connection.flush();
  setTimeout(() => subscription.unsubscribe(), 200);
  for await (const message of subscription) throw new Error(`heard ${message.subject}`);
}

function startOnFile({ api: apiPassword, worker: workerPassword }: Record<'api' | 'worker', string>): ChildProcess {
  const args = ['-c', 'nats.conf', '-a', '127.0.0.1', '-p', '-1', '-js', '-sd', join(folder, 'file')];
  return spawn(findTool('nats-server') as string, [...args, '--ports_file_dir', folder], {
    env: { NATS_API_PASSWORD: `"${apiPassword}"`, NATS_WORKER_PASSWORD: `"${workerPassword}"` },
    stdio: 'ignore',
  });
}

async function portOf({ pid }: ChildProcess): Promise<string> {
  for (;;) {
    try {
      const ports = readFileSync(join(folder, `nats-server_${pid}.ports`), 'utf8');
      return new URL((JSON.parse(ports) as { nats: string[] }).nats[0] as string).port;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
