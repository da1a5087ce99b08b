import { createInterface } from 'node:readline/promises';
import { UsageFault } from './faults.ts';

/**
 * Returns when a person says yes. Nobody is asked where no person can answer; `--yes` is for that. `done` is what has
 * not happened otherwise.
 */
export async function confirm(question: string, done = 'signed'): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageFault(`There is no terminal to ask on, so nothing was ${done}. Give --yes to go on without asking.`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D close it without an answer.
  const left = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    const said = await Promise.race([terminal.question(`${question} [y/N] `), left]);
    if (!/^y(es)?$/i.test(said.trim())) throw new UsageFault(`Nothing was ${done}.`);
  } finally {
    terminal.close();
  }
}
