import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import { AckPolicy } from '@nats-io/jetstream';
import { Client } from 'pg';
import { startEmbeddedNats, startEmbeddedPostgres } from '../../infra/embedded/index.ts';
import { seeProcess, waitForEnd } from '../../infra/embedded/processes.ts';
import { connectNats } from '../../infra/nats/connection.ts';
import { ensureStreams } from '../../infra/nats/streams.ts';
import { durableOf, Subjects } from '../../infra/nats/subjects.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';

const START_SERVERS = fileURLToPath(new URL('./start-servers.ts', import.meta.url));
const subjects = new Subjects('words');
const folders: string[] = [];
const programs: RunningProgram[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonpool test with spaces-'));
  chmodSync(folder, 0o711);
  folders.push(folder);
});

afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.kill('SIGKILL');
    await program.ended;
  }
});

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('kill -9 of the starter leaves no server behind, and the next start finds all that was acknowledged', async () => {
  const { program, postgres, nats } = await startInProgram();
  await remember(postgres, nats, 'kept');
  const servers = serverPids();

  program.kill('SIGKILL');

  for (const pid of servers) expect(await waitForEnd(pid, 10_000)).toBe(true);
  await expectRemembered('kept');
});

test('a start after the leash itself was killed stops the orphans first and keeps the data', async () => {
  const { program, postgres, nats } = await startInProgram();
  await remember(postgres, nats, 'kept by orphans');
  const servers = serverPids();

  // Held still, or it would let go of the pipe at the end of the first shell, while another still watches it.
  program.kill('SIGSTOP');
  for (const pid of leashPids()) process.kill(pid, 'SIGKILL');
  program.kill('SIGKILL');
  await program.ended;
  for (const pid of servers) expect(seeProcess(pid)).not.toBeNull();

  await expectRemembered('kept by orphans');
  for (const pid of servers) expect(seeProcess(pid)).toBeNull();
});

test('a server that was killed with kill -9 starts again on its stale lock with its data', async () => {
  const { program, postgres, nats } = await startInProgram();
  await remember(postgres, nats, 'kept by crash recovery');

  const servers = serverPids();
  for (const pid of servers) process.kill(pid, 'SIGKILL');
  for (const pid of servers) expect(await waitForEnd(pid, 10_000)).toBe(true);
  program.kill('SIGKILL');
  await program.ended;

  await expectRemembered('kept by crash recovery');
});

test('a second process on the same folder is refused with its owner named, and the first goes on', async () => {
  const { program, postgres, nats } = await startInProgram();

  const refused = new RegExp(`in use by process ${program.pid}`);
  await expect(startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: true })).rejects.toThrow(refused);
  await expect(startEmbeddedNats({ dataFolder: join(folder, 'nats') })).rejects.toThrow(refused);

  await remember(postgres, nats, 'still served');
});

test('nobody without the password gets in', async () => {
  const { postgres, nats } = await startInProgram();

  for (const url of [postgres, nats]) {
    const stranger = new URL(url);
    stranger.password = 'guessed';
    const entry = url === postgres ? answer(stranger.href, 'SELECT 1') : publishAs(stranger.href);
    await expect(entry).rejects.toThrow(/password authentication failed|Authorization Violation/i);
  }
});

test('a throw-away server leaves no file when it stops', async () => {
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: false });
  const nats = await startEmbeddedNats({ dataFolder: join(folder, 'nats'), durable: false });
  await Promise.all([postgres.stop(), nats.stop()]);
  expect(execFileSync('ls', ['-A', folder], { encoding: 'utf8' })).toBe('');
});

async function startInProgram(): Promise<{ program: RunningProgram; postgres: string; nats: string }> {
  const program = runProgram(START_SERVERS, [folder]);
  programs.push(program);
  const addresses = JSON.parse(await program.nextLine()) as { postgres: string; nats: string };
  return { program, ...addresses };
}

async function remember(postgres: string, nats: string, word: string): Promise<void> {
  await answer(postgres, `CREATE TABLE words AS SELECT '${word}' AS word`);
  const client = await connectNats(nats, 'test');
  await ensureStreams(client.manager, subjects);
  await client.jetstream.publish(subjects.usageOf(0), word);
  await client.close();
}

/** Starts both in this process, on what the killed one left. */
async function expectRemembered(word: string): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: true });
  const nats = await startEmbeddedNats({ dataFolder: join(folder, 'nats') });
  try {
    expect(await answer(postgres.url, 'SELECT word FROM words')).toEqual([{ word }]);
    const client = await connectNats(nats.url, 'test');
    await client.manager.consumers.add(subjects.usage.stream, {
      durable_name: durableOf(0),
      filter_subject: subjects.usageOf(0),
      ack_policy: AckPolicy.Explicit,
    });
    const reader = await client.jetstream.consumers.get(subjects.usage.stream, durableOf(0));
    const message = await reader.next({ expires: 5000 });
    expect(message?.string()).toBe(word);
    await client.close();
  } finally {
    await Promise.all([postgres.stop(), nats.stop()]);
  }
}

async function answer(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function publishAs(url: string): Promise<void> {
  const client = await connectNats(url, 'stranger');
  client.connection.publish(subjects.usageOf(0), 'forged');
  await client.close();
}

function serverPids(): number[] {
  const first = (path: string): number => Number(readFileSync(join(folder, path), 'utf8').split('\n')[0]);
  return [first('postgres/cluster/postmaster.pid'), first('nats/nats.pid')];
}

/** The shells between the starter and its servers. */
function leashPids(): number[] {
  const all = execFileSync('ps', ['-eww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const shells = all.filter((line) => line.includes('stop_signal=$1') || line.includes('leash'));
  return shells.filter((line) => line.includes(folder)).map((line) => Number.parseInt(line, 10));
}
