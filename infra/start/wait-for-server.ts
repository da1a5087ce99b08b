import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { StartFault } from './fault.ts';

const BETWEEN_MS = 500;

/** Long enough for servers that are started together with this process, short enough to be noticed. */
export const PATIENCE_MS = 30_000;

export interface AwaitedServer {
  /** With its address and without its password, such as `PostgreSQL at db:5432`. */
  readonly name: string;
  /** The environment variable that names it. */
  readonly variable: string;
  readonly patienceMs: number;
}

/**
 * Asks until the server answers, and throws StartFault when it does not in time. `ask` throws StartFault itself for
 * what waiting does not mend.
 */
export async function waitForServer(
  { name, variable, patienceMs }: AwaitedServer,
  logger: Logger,
  ask: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (error instanceof StartFault) throw error;
      if (Date.now() > deadline) {
        throw new StartFault(
          `${name} did not answer within ${patienceMs / 1000} s (${reasonOf(error)}). Start it, or correct ${variable}.`,
          { cause: error },
        );
      }
      if (attempt === 1) logger.warn({ variable, reason: reasonOf(error) }, `waiting for ${name}`);
    }
    await sleep(BETWEEN_MS);
  }
}

/** Where a name has several addresses, Node says only in `code` what happened at all of them. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message || code || String(error);
}
