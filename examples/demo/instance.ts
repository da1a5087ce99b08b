import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A Commonpool process of its own, as `npm start` would run it, with its data in one folder. */
export interface Instance {
  readonly url: string;
  readonly process: ChildProcess;
  setupToken(): Promise<string>;
  /** SIGTERM, and waits until it has drained. */
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

export interface InstanceOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly startWithinMs?: number;
}

/** Starts `dist/main.js` and waits for its one line on standard output, `Commonpool is ready at <url>`. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const child = spawn(process.execPath, ['--enable-source-maps', join(options.root, 'dist', 'main.js')], {
    cwd: options.root,
    env: { ...process.env, COMMONPOOL_DATA: options.dataFolder, PORT: '0', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
    log.push(line);
    if (log.length > 400) log.shift();
  });
  const url = await ready(child, log, options.startWithinMs ?? 60_000);
  return {
    url,
    process: child,
    setupToken: async () => (await readFile(join(options.dataFolder, 'setup-token'), 'utf8')).trim(),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

async function ready(child: ChildProcess, log: readonly string[], withinMs: number): Promise<string> {
  const said = (reason: string) => new Error(`The service did not start: ${reason}\n${log.slice(-30).join('\n')}`);
  return new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(said(`no word within ${withinMs / 1000} s`));
    }, withinMs);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(said(`it ended with code ${String(code)}`));
    });
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const match = /^Commonpool is ready at (\S+)$/.exec(line);
      if (!match) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(match[1] as string);
    });
  });
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
