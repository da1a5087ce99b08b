import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A program of this repository in a process of its own, which has said that it is ready. */
export interface Program {
  readonly url: string;
  readonly process: ChildProcess;
  /** SIGTERM, and waits until it has drained. */
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

export interface ProgramOptions {
  readonly root: string;
  /** Below `dist/`. */
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Its line on standard output; the first group is its address. */
  readonly readyLine: RegExp;
  readonly startWithinMs?: number;
  /** For the runtime itself, such as for a profile. */
  readonly nodeArguments?: readonly string[];
}

const LINES_KEPT = 400;

/** As `npm start` and the image have it. */
const RUNTIME = ['--max-semi-space-size=64', '--enable-source-maps'];

/** Starts it and waits for its line; a start that fails is told with the last lines of its log. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { nodeArguments = [], root, path } = options;
  const child = spawn(process.execPath, [...RUNTIME, ...nodeArguments, join(root, 'dist', path)], {
    cwd: root,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    log.push(line);
    if (log.length > LINES_KEPT) log.shift();
  });
  const url = await ready(child, log, options);
  return { url, process: child, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

async function ready(child: ChildProcess, log: readonly string[], options: ProgramOptions): Promise<string> {
  const withinMs = options.startWithinMs ?? 60_000;
  const failed = (why: string) => new Error(`${options.path} did not start: ${why}\n${log.slice(-30).join('\n')}`);
  return new Promise<string>((resolve, reject) => {
    const ended = (code: number | null) => {
      clearTimeout(timer);
      reject(failed(`it ended with code ${String(code)}`));
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(failed(`no word within ${withinMs / 1000} s`));
    }, withinMs);
    child.once('exit', ended);
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const [, url] = options.readyLine.exec(line) ?? [];
      if (!url) return;
      clearTimeout(timer);
      child.off('exit', ended);
      resolve(url);
    });
  });
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
