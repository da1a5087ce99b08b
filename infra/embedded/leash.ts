import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from './account.ts';
import { EmbeddedServerFault } from './faults.ts';

/**
 * The shell between us and the server. It reads a pipe that only we hold; when we end, however we end, the pipe ends
 * too and the shell stops the server. Its own life follows the server's, so that neither is left behind.
 */
const LEASH = `
stop_signal=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & server=$!
trap 'kill -s "$stop_signal" "$server" 2>/dev/null' TERM INT HUP
{ cat >/dev/null; kill -s "$stop_signal" "$server" 2>/dev/null; } <&3 & watch=$!
exec 3<&-
while kill -0 "$server" 2>/dev/null; do wait "$server"; code=$?; done
kill "$watch" 2>/dev/null
exit "$code"
`;

const KEPT_LINES = 60;

export interface LeashedServer {
  /** What the server printed last, oldest first. */
  readonly lines: readonly string[];
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Asks the server to stop and waits for it; a server that does not is killed after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
}

export interface LeashOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stopSignal: 'INT' | 'TERM';
  readonly account?: Account | undefined;
  readonly onLine?: (line: string) => void;
}

/** Starts a server that cannot outlive this process, not even after `kill -9`. */
export function startLeashed(options: LeashOptions): LeashedServer {
  // Of its own process group, or Ctrl-C in a terminal would take the server away before we have drained.
  const shell = spawn('/bin/sh', ['-c', LEASH, 'leash', options.stopSignal, options.command, ...options.args], {
    cwd: options.cwd,
    detached: true,
    env: plainEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.account ? { uid: options.account.uid, gid: options.account.gid } : {}),
  });
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    options.onLine?.(line);
  };
  for (const stream of [shell.stdout, shell.stderr]) createInterface({ input: stream }).on('line', keep);
  shell.stdin.on('error', () => {});

  let ended = false;
  const end = new Promise<void>((resolve) => {
    const done = (): void => {
      ended = true;
      resolve();
    };
    shell.once('close', done);
    shell.once('error', (error) => {
      keep(`${options.command}: ${error.message}`);
      done();
    });
  });
  return {
    lines,
    ended: end,
    hasEnded: () => ended,
    stop: (timeoutMs = 15_000) => stopShell(shell, end, timeoutMs),
  };
}

async function stopShell(shell: ChildProcess, end: Promise<void>, timeoutMs: number): Promise<void> {
  shell.stdin?.end();
  const timer = setTimeout(() => {
    try {
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
    } catch {
      // The group ended between the timeout and the signal.
    }
  }, timeoutMs);
  await end;
  clearTimeout(timer);
}

/** No secret of ours is handed on, and messages come in English, which the starters read. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/** Waits for `ready`, which is asked again and again, and fails with the server's own words when it ends before. */
export async function waitUntilReady(
  name: string,
  server: LeashedServer,
  ready: () => Promise<boolean> | boolean,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await ready())) {
    if (server.hasEnded()) throw new EmbeddedServerFault(`${name} ended while it was starting.`, server.lines);
    if (Date.now() > deadline) {
      throw new EmbeddedServerFault(`${name} was not ready after ${timeoutMs / 1000} s.`, server.lines);
    }
    await Promise.race([server.ended, new Promise((resolve) => setTimeout(resolve, 10))]);
  }
}
