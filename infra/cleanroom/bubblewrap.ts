import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import {
  RoomCancelled,
  RoomFailed,
  RoomOutputTooLarge,
  RoomTimedOut,
  type CleanRoom,
  type RoomJob,
  type RoomLimits,
} from '../../domain/training/index.ts';
import { findBubblewrap, forbidden, type Bubblewrap } from './find-bubblewrap.ts';
import { roomCommand, type RoomCommand } from './room-arguments.ts';

const PROBE_LIMITS: RoomLimits = { timeMs: 10_000, memoryMegabytes: 64, outputBytes: 64 };

/** The clean room, by bubblewrap. `root` is the folder below which scripts/setup.mjs unpacks tools. */
export class BubblewrapRoom implements CleanRoom {
  private found: Promise<Bubblewrap> | undefined;

  constructor(private readonly root: string) {}

  async probe(): Promise<void> {
    const bytes = Buffer.from("process.stdout.write('ok');");
    const program = 'probe.js';
    const probe = { name: 'probe', family: '', purpose: 'training', description: '', digest: '', program } as const;
    const command = roomCommand(
      await this.bubblewrap(),
      { ...probe, files: [{ path: program, bytes, sha256: '' }] },
      PROBE_LIMITS,
    );
    const signal = new AbortController().signal;
    const printed = await runRoom(command, nothing(), PROBE_LIMITS, signal).catch((error: unknown) => error);
    if (!(printed instanceof Buffer) || printed.toString() !== 'ok') throw forbidden(String(printed));
  }

  async run(job: RoomJob): Promise<Buffer> {
    const command = roomCommand(await this.bubblewrap(), job.algorithm, job.limits);
    return runRoom(command, job.corpus, job.limits, job.signal);
  }

  /** Looked for once it is found; until then every run looks again, so that installing it needs no restart. */
  private async bubblewrap(): Promise<Bubblewrap> {
    this.found ??= findBubblewrap(this.root);
    this.found.catch(() => (this.found = undefined));
    return this.found;
  }
}

async function* nothing(): AsyncIterable<string> {}

/**
 * Starts the room, feeds the corpus, takes what is printed. Standard error is closed: it could hold a member's words.
 * The environment is empty, for the room's first process is bubblewrap itself and its variables can be read inside.
 */
async function runRoom(
  command: RoomCommand,
  corpus: AsyncIterable<string>,
  limits: RoomLimits,
  signal: AbortSignal,
): Promise<Buffer> {
  if (signal.aborted) throw new RoomCancelled();
  const child = spawn(command.file, command.args, {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', ...command.pipes.map(() => 'pipe' as const)],
  });
  let stopped: Error | undefined;
  const stop = (reason: Error) => {
    stopped ??= reason;
    killGroup(child);
  };
  const timer = setTimeout(() => stop(new RoomTimedOut(limits.timeMs)), limits.timeMs);
  const cancel = () => stop(new RoomCancelled());
  signal.addEventListener('abort', cancel);
  try {
    command.pipes.forEach((bytes, i) => quietly(child.stdio[i + 3] as Writable).end(bytes));
    const printed = collect(child.stdout as Readable, limits.outputBytes, stop);
    printed.catch(() => {});
    const fed = feed(child, corpus).catch((error: unknown) => stop(error as Error));
    const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
    if (!stopped && code !== 0) throw new RoomFailed(killedBy ?? `exit code ${code}`);
    await fed;
    if (stopped) throw stopped;
    return await printed;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    killGroup(child);
  }
}

/** Line by line, no faster than the program reads. Ends quietly when the program is gone; `close` says why. */
async function feed(child: ChildProcess, corpus: AsyncIterable<string>): Promise<void> {
  const stdin = quietly(child.stdin as Writable);
  for await (const line of corpus) {
    if (stdin.destroyed) return;
    if (!stdin.write(`${line}\n`)) await drained(stdin);
  }
  stdin.end();
}

async function drained(stream: Writable): Promise<void> {
  const either = new AbortController();
  const { signal } = either;
  await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).finally(() => {
    either.abort();
  });
}

async function collect(stdout: Readable, limitBytes: number, stop: (reason: Error) => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) stop(new RoomOutputTooLarge(limitBytes));
    else chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A pipe to a process that has died is no fault of its own: the exit tells the story. */
function quietly(stream: Writable): Writable {
  return stream.on('error', () => {});
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}
