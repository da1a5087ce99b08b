import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect as connectHere, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RoomLimits } from '../../domain/training/index.ts';
import { BubblewrapRoom } from '../../infra/cleanroom/index.ts';
import { LIMITS, linesOf, programOf } from './compiled.ts';

const room = new BubblewrapRoom(process.cwd());
let folder: string;
let tcp: Server;
let unix: Server;
let connections = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commonpool-secrets-'));
  await writeFile(join(folder, 'root.key'), randomBytes(32), { mode: 0o600 });
  await mkdir(join(folder, 'blobs'));
  await writeFile(join(folder, 'blobs', 'object'), 'sealed');
  const listen = (at: string | number) =>
    new Promise<Server>((resolve) => {
      const server = createServer((socket) => {
        connections += 1;
        socket.destroy();
      });
      server.listen(typeof at === 'number' ? { host: '127.0.0.1', port: at } : at, () => resolve(server));
    });
  tcp = await listen(0);
  unix = await listen(join(folder, 'socket'));
  process.env['COMMONPOOL_TEST_SECRET'] = 'in the environment';
});

afterAll(async () => {
  tcp.close();
  unix.close();
  delete process.env['COMMONPOOL_TEST_SECRET'];
  await rm(folder, { recursive: true });
});

/** Runs `attempt`, the body of an async function that returns what it got hold of, and gives back what it says. */
async function inside(attempt: string, limits: Partial<RoomLimits> = {}): Promise<unknown> {
  const source = `
    const fs = await import('node:fs');
    const attempt = async () => { ${attempt} };
    const said = await attempt().catch((error) => 'refused: ' + (error.code ?? error.message));
    fs.writeSync(1, JSON.stringify(said ?? null));
    process.exit(0);`;
  const printed = await run(source, limits);
  return JSON.parse(printed.toString()) as unknown;
}

function run(source: string, limits: Partial<RoomLimits> = {}, signal = new AbortController().signal) {
  const corpus = linesOf('{"m":"a"}');
  return room.run({ algorithm: programOf(source), corpus, limits: { ...LIMITS, ...limits }, signal });
}

const quoted = (path: string) => JSON.stringify(path);

test('the room can be built here', async () => {
  await room.probe();
});

test('without bubblewrap the room is refused, with how to install it', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = folder;
  try {
    await expect(new BubblewrapRoom(folder).probe()).rejects.toMatchObject({
      code: 'CLEAN_ROOM_UNAVAILABLE',
      message: expect.stringContaining('apt-get install bubblewrap'),
    });
  } finally {
    process.env['PATH'] = path;
  }
});

test('a bubblewrap that the kernel forbids is refused, with what to allow', async () => {
  const tools = join(folder, '.tools/usr/bin');
  await mkdir(tools, { recursive: true });
  const wrap = '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\n[ "$1" = --help ]\n';
  await writeFile(join(tools, 'bwrap'), wrap);
  await chmod(join(tools, 'bwrap'), 0o755);
  const path = process.env['PATH'];
  process.env['PATH'] = tools;
  try {
    await expect(new BubblewrapRoom(folder).probe()).rejects.toMatchObject({
      code: 'CLEAN_ROOM_UNAVAILABLE',
      message: expect.stringContaining('user namespaces'),
    });
  } finally {
    process.env['PATH'] = path;
  }
});

test('the corpus goes in and the output comes out, whatever its size', async () => {
  const source = `
    let bytes = 0;
    for await (const chunk of process.stdin) bytes += chunk.length;
    process.stdout.write(String(bytes) + '\\n' + 'x'.repeat(5_000_000));`;
  async function* corpus() {
    for (let i = 0; i < 20_000; i += 1) yield 'y'.repeat(99);
  }
  const signal = new AbortController().signal;
  const printed = await room.run({ algorithm: programOf(source), corpus: corpus(), limits: LIMITS, signal });
  expect(printed.toString('utf8', 0, 7)).toBe('2000000');
  expect(printed).toHaveLength(5_000_008);
});

test('files outside of the list do not exist in the room', async () => {
  const paths = [join(folder, 'root.key'), join(folder, 'blobs/object'), folder, process.cwd(), '/etc/passwd', '/home'];
  for (const path of [...paths, '/proc/1/root/etc/passwd', `/proc/1/cwd/${folder}`, '/usr/bin/env', '/bin/sh']) {
    expect(await inside(`return fs.statSync(${quoted(path)}).size`)).toBe('refused: ENOENT');
  }
  expect(await inside(`return fs.readdirSync('/').toSorted()`)).toEqual(
    expect.arrayContaining(['dev', 'proc', 'room', 'tmp']),
  );
  expect(await inside(`return fs.readdirSync('/room').toSorted()`)).toEqual(['algorithm', 'node']);
  expect(await inside(`return fs.readdirSync('/room/algorithm')`)).toEqual(['package.json', 'program.js']);
});

test('no variable of the host is in the room, not even in its first process', async () => {
  expect(await inside(`return Object.keys(process.env).toSorted()`)).toEqual(['LD_LIBRARY_PATH', 'PWD']);
  const first = await inside(`return fs.readFileSync('/proc/1/environ', 'utf8')`);
  expect(String(first)).not.toContain('in the environment');
  expect(String(first)).not.toContain('COMMONPOOL');
});

const connect = (to: string) => `
  const net = await import('node:net');
  return await new Promise((resolve, reject) => net.connect(${to}, () => resolve('connected')).on('error', reject));`;

test('no listener of the host can be reached, by address or by socket file', async () => {
  const { port } = tcp.address() as { port: number };
  expect(await inside(connect(`{ host: '127.0.0.1', port: ${port} }`))).toBe('refused: EPERM');
  expect(await inside(connect(quoted(join(folder, 'socket'))))).toMatch(/^refused: (?:EPERM|ENOENT)$/);
  expect(await inside(connect(`{ host: '9.9.9.9', port: 443 }`))).toBe('refused: EPERM');
  expect(await inside(`const dns = await import('node:dns/promises'); return dns.resolve('example.org')`)).toMatch(
    /^refused/,
  );
  const interfaces = String(await inside(`return fs.readFileSync('/proc/net/dev', 'utf8')`));
  expect(interfaces.split('\n').filter((line) => line.includes(':'))).toEqual([expect.stringMatching(/^\s*lo:/)]);
  expect(connections).toBe(0);
});

test('a listener that the room cannot reach can be reached from outside, so the test above can fail', async () => {
  for (const to of [tcp.address() as { port: number }, { path: join(folder, 'socket') }]) {
    await new Promise<void>((resolve, reject) => {
      const socket = connectHere(to as { port: number }, () => resolve()).on('error', reject);
      socket.on('close', () => socket.destroy());
    });
  }
  expect(connections).toBe(2);
});

test('the processes of the host are out of sight and out of reach', async () => {
  const pids = (await inside(`return fs.readdirSync('/proc').filter(Number)`)) as string[];
  expect(pids.length).toBeLessThanOrEqual(2);
  expect(await inside(`return process.kill(${process.pid}, 0)`)).toBe('refused: ESRCH');
  const capabilities = String(await inside(`return fs.readFileSync('/proc/self/status', 'utf8')`));
  expect(capabilities).toMatch(/CapEff:\s+0000000000000000/);
  expect(capabilities).toMatch(/CapBnd:\s+0000000000000000/);
});

test('no process can be started, neither one nor a bomb of them', async () => {
  const spawnSelf = `
    const { spawnSync } = await import('node:child_process');
    const results = Array.from({ length: 50 }, () => spawnSync('/room/node', ['-e', '0']).error?.code ?? 'started');
    return [...new Set(results)];`;
  expect(await inside(spawnSelf)).toEqual(['EPERM']);
});

test('nothing can be written outside of a small /tmp', async () => {
  for (const path of ['/x', '/room/x', '/room/algorithm/program.js', '/room/node', '/lib/x', '/dev/shm/x', '/proc/x']) {
    expect(await inside(`fs.writeFileSync(${quoted(path)}, 'x'); return 'written'`)).toMatch(
      /^refused: (?:EROFS|EACCES|ENOENT|ETXTBSY)$/,
    );
  }
  expect(await inside(`fs.writeFileSync('/tmp/x', 'x'); return fs.readFileSync('/tmp/x', 'utf8')`)).toBe('x');
  expect(await inside(`fs.writeFileSync('/tmp/x', Buffer.alloc(64 * 2 ** 20)); return 'written'`)).toBe(
    'refused: ENOSPC',
  );
  expect(await inside(`return fs.existsSync('/tmp/x')`)).toBe(false);
});

test('a program that runs past its time is stopped, threads and all', async () => {
  const began = Date.now();
  const busy = `
    const { Worker } = await import('node:worker_threads');
    for (let i = 0; i < 4; i += 1) new Worker('for(;;);', { eval: true });
    for (;;);`;
  await expect(run(busy, { timeMs: 700 })).rejects.toMatchObject({ code: 'ROOM_TIMED_OUT' });
  expect(Date.now() - began).toBeLessThan(5_000);
  await expectNoRoomLeft();
});

test('a program that prints too much is stopped', async () => {
  // One that did not wait for its reader could reach its memory's limit before that of its output.
  const flood = `for (;;) if (!process.stdout.write('x'.repeat(65_536))) await new Promise((r) => process.stdout.once('drain', r));`;
  await expect(run(flood, { outputBytes: 1_000_000 })).rejects.toMatchObject({ code: 'ROOM_OUTPUT_TOO_LARGE' });
  await expectNoRoomLeft();
});

test('a program that wants too much memory fails, on the heap and beside it', async () => {
  const heap = `const all = []; for (;;) all.push(Array.from({ length: 100_000 }, Math.random));`;
  await expect(run(heap, { memoryMegabytes: 32 })).rejects.toMatchObject({ code: 'ROOM_FAILED' });
  const buffers = `const all = []; for (;;) all.push(Buffer.alloc(64 * 2 ** 20, 1));`;
  await expect(run(buffers, { memoryMegabytes: 32 })).rejects.toMatchObject({ code: 'ROOM_FAILED' });
});

test('what a failing program says stays in the room', async () => {
  const error = await run(`console.error('my secret'); throw new Error('my secret');`).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: 'ROOM_FAILED' });
  expect(JSON.stringify(error) + String(error)).not.toContain('secret');
});

test('a room can be stopped from outside, and a fault of the corpus stops it', async () => {
  const aborter = new AbortController();
  const waiting = run('setInterval(() => {}, 1000);', {}, aborter.signal);
  setTimeout(() => aborter.abort(), 200);
  await expect(waiting).rejects.toMatchObject({ code: 'ROOM_CANCELLED' });
  async function* torn() {
    yield '{}';
    throw new Error('the vault closed');
  }
  const algorithm = programOf('for await (const chunk of process.stdin) chunk; process.stdout.write("done");');
  const signal = new AbortController().signal;
  await expect(room.run({ algorithm, corpus: torn(), limits: LIMITS, signal })).rejects.toThrow('the vault closed');
  await expectNoRoomLeft();
});

/** No process on this machine has this test's room in its command line. */
async function expectNoRoomLeft(): Promise<void> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const pids = (await readdir('/proc')).filter(Number);
    const children = await Promise.all(
      pids.map(async (pid) => {
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(parent) === process.pid && state !== 'Z' ? pid : null;
      }),
    );
    if (children.every((pid) => pid === null)) return;
    if (Date.now() > deadline) throw new Error(`A room is left: process ${children.filter(Boolean).join(', ')}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
