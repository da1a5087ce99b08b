import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** A fault that needs no stack trace: its message says what to do. */
export class SetupFault extends Error {}

/** Says what is done and how long it took. */
export function timed(say, what, work) {
  say(`${what} ...`);
  const start = performance.now();
  work();
  say(`  done in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Runs a script's work and turns its faults into one readable line and an exit code. */
export async function orExplain(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof SetupFault ? error.message : error);
    process.exit(1);
  }
}
