import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const LOADER = fileURLToPath(new URL('./typescript-loader.mjs', import.meta.url));

export interface RunningProgram {
  readonly pid: number;
  /** The next line on standard output; fails with what was said on standard error when the program ends before. */
  nextLine(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** All of standard error so far. */
  said(): string;
  /** Its exit code, once all that it said was read. */
  readonly ended: Promise<number | null>;
}

/** Runs a TypeScript file in a Node process of its own, from its source. */
export function runProgram(path: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProgram {
  const child = spawn(process.execPath, ['--import', LOADER, '--enable-source-maps', path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    nextLine: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`${path} ended without a further line:\n${words}`);
      return line.value;
    },
    kill: (signal) => void child.kill(signal),
    said: () => words,
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}
