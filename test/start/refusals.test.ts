import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explainListening, openDataFolder, StartFault } from '../../infra/start/index.ts';
import { parseAddresses } from '../../infra/nats/address.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool start '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a data folder is made with its parents, and others may pass through it but list nothing', async () => {
  const path = join(folder, 'some', 'where');
  await openDataFolder(path);
  await openDataFolder(path);
  expect((await stat(path)).mode & 0o077).toBe(0o011);
  expect(await readdir(path)).toEqual([]);
});

test('a data folder that is a file, below a file or in /proc is refused by the name of its variable', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  for (const path of [file, join(file, 'below'), '/proc/no-folder-here']) {
    const refused = await openDataFolder(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartFault);
    expect(String(refused)).toMatch(/COMMONPOOL_DATA should be a folder .* and .* is not \(E[A-Z]+: .*\)\.$/);
    expect(String(refused)).toContain(path);
  }
});

test('a port that is taken, and a host that is not here, are told with the variable to set', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)),
  );
  expect(await refusalOf('127.0.0.1', port)).toBe(
    `Port ${port} is in use; set PORT to another, or 0 for any free one.`,
  );
  taken.close();
  // An address kept for documentation, which no machine has; and a name that never resolves.
  for (const host of ['192.0.2.1', 'no-such-host.invalid']) {
    expect(await refusalOf(host, 0)).toContain(`This machine has no address ${host}`);
  }
});

test('an error of another kind is not explained away', () => {
  const unknown = new Error('something else');
  expect(explainListening(unknown, { host: '127.0.0.1', port: 1 })).toBe(unknown);
});

test.each([
  ['nats://one:4222', { servers: ['one:4222'] }],
  ['nats://me:se%40cret@one:4222', { servers: ['one:4222'], user: 'me', pass: 'se@cret', inboxPrefix: '_INBOX.me' }],
  ['nats://me%2Etoo:secret@one', { servers: ['one'], user: 'me.too', pass: 'secret' }],
  ['nats://to%2Fken@one', { servers: ['one'], token: 'to/ken' }],
  [
    'tls://me:secret@one:4222',
    { servers: ['one:4222'], user: 'me', pass: 'secret', inboxPrefix: '_INBOX.me', tls: {} },
  ],
  ['nats://one:4222, tls://[::1]:4223', { servers: ['one:4222', '[::1]:4223'], tls: {} }],
])('%s means these servers, with TLS as a condition where it says so', (url, addresses) => {
  expect(parseAddresses(url)).toEqual(addresses);
});

async function refusalOf(host: string, port: number): Promise<string> {
  const server = createServer();
  const error = await new Promise((resolve) => server.once('error', resolve).listen(port, host));
  return (explainListening(error, { host, port }) as Error).message;
}
