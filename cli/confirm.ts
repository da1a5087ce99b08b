import { createInterface } from 'node:readline/promises';
import { UsageFault } from './faults.ts';

/** Returns when a person says yes. Nobody is asked where no person can answer; `--yes` is for that. */
export async function confirm(question: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UsageFault('There is no terminal to ask on, so nothing was signed. Give --yes to sign without asking.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const said = await terminal.question(`${question} [y/N] `);
    if (!/^y(es)?$/i.test(said.trim())) throw new UsageFault('Nothing was signed.');
  } finally {
    terminal.close();
  }
}
