import { randomBytes } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { assertRootKey } from '../../infra/crypto/root-key-canary.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { reachNats } from '../../infra/nats/reach.ts';
import { identityCollections } from '../../infra/postgres/identity/index.ts';
import { reachPostgres } from '../../infra/postgres/reach.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

/** Nobody listens there: the port is of those that only root gives away. */
const CLOSED = '127.0.0.1:1';

let database: TestDatabase;
let nats: string;
beforeAll(async () => {
  database = await openTestDatabase();
  nats = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
});
afterAll(() => database.close());

test('servers that are there are found without a word', async () => {
  const { log, lines } = listen();
  await reachPostgres(database.url, log);
  await reachNats(nats, log);
  expect(lines).toEqual([]);
});

test.each([
  ['DATABASE_URL', reachPostgres, `postgres://me:hush@${CLOSED}/pool`, 'PostgreSQL'],
  ['NATS_URL', reachNats, `nats://me:hush@${CLOSED}`, 'NATS'],
] as const)('%s to a closed port: one line while waiting, then a sentence without the password', async (...row) => {
  const [variable, reach, url, name] = row;
  const { log, lines } = listen();
  const refused = await reach(url, log, 600).catch(String);
  const sentence = `${name} at ${CLOSED} did not answer within 0.6 s \\(.*refused.*\\)\\. Start it, or correct ${variable}\\.$`;
  expect(refused).toMatch(new RegExp(sentence, 'i'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`waiting for ${name} at ${CLOSED}`);
  expect(refused + lines.join('')).not.toContain('hush');
});

test.each([
  ['DATABASE_URL', reachPostgres, () => database.url],
  ['NATS_URL', reachNats, () => nats],
] as const)('%s with a wrong password is told at once', async (variable, reach, url) => {
  const wrong = new URL(url());
  wrong.password = 'hush';
  const refused = await reach(wrong.href, listen().log, 60_000).catch(String);
  expect(refused).toMatch(new RegExp(`refuses ${variable}: `));
  expect(refused).not.toContain('hush');
});

test('a NATS that offers no TLS is not spoken to in the clear where tls:// was asked for', async () => {
  const secured = nats.replace('nats://', 'tls://');
  await expect(reachNats(secured, listen().log, 0)).rejects.toThrow("does not support 'tls'");
});

test('a database that comes up later is waited for', async () => {
  const { hostname, port } = new URL(database.url);
  const door = createServer((socket) => {
    const behind = connect(Number(port), hostname);
    for (const end of [socket, behind]) end.on('error', () => {});
    socket.pipe(behind).pipe(socket);
  });
  const later = await freePort();
  const url = new URL(database.url);
  url.port = String(later);
  const reached = reachPostgres(url.href, listen().log, 20_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  door.listen(later, '127.0.0.1');
  await reached;
  await closed(door);
});

test('of several first starts with different root keys one wins, and the others are refused then and later', async () => {
  const { wrappedSecrets } = identityCollections(database.dataSource);
  const keys = Array.from({ length: 5 }, () => LocalRootKey.fromBase64(randomBytes(32).toString('base64')));
  const start = (key: LocalRootKey) =>
    assertRootKey(database.transactions, wrappedSecrets, key, 'COMMONPOOL_ROOT_KEY').then(
      () => 'ready',
      (error: Error) => error.message,
    );
  const first = await Promise.all(keys.map(start));
  expect(first.filter((word) => word === 'ready')).toHaveLength(1);
  for (const word of first.filter((each) => each !== 'ready')) {
    expect(word).toMatch(/^The root key in COMMONPOOL_ROOT_KEY is not the one /);
  }
  expect(await Promise.all(keys.map(start))).toEqual(first);
});

function listen() {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: pino({ level: 'info' }, sink), lines };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await closed(probe);
  return port;
}

const closed = (server: Server) => new Promise((resolve) => server.close(resolve));
