import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const LOADER = fileURLToPath(new URL('../support/typescript-loader.mjs', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `commonpool <args>` in a process of its own, with its profiles in `folder`. */
export function commonpool(folder: string, ...args: readonly string[]): Promise<Ran> {
  return ran(folder, args, false);
}

/** The same for a reader that stops before the first line, as `head` may. */
export function commonpoolUnread(folder: string, ...args: readonly string[]): Promise<Ran> {
  return ran(folder, args, true);
}

function ran(folder: string, args: readonly string[], unread: boolean): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...args], {
    env: { ...process.env, COMMONPOOL_CONFIG: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  if (unread) child.stdout.destroy();
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}
