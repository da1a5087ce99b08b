import { Client } from 'pg';
import type { Logger } from 'pino';
import { PATIENCE_MS, StartFault, waitForServer } from '../start/index.ts';

const CONNECT_MS = 5_000;

/** SQLSTATE classes: who asks is not let in, or there is no such database. */
const REFUSALS = ['28', '3D'];

/** Waits until the database lets us in; throws StartFault where it does not. */
export async function reachPostgres(url: string, logger: Logger, patienceMs = PATIENCE_MS): Promise<void> {
  const name = `PostgreSQL at ${new URL(url).host}`;
  await waitForServer({ name, variable: 'DATABASE_URL', patienceMs }, logger, async () => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
    // A server that goes down as it answers ends the connection once more, with nobody listening.
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (!REFUSALS.includes(code?.slice(0, 2) ?? '')) throw error;
      throw new StartFault(`${name} refuses DATABASE_URL: ${message}.`, { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
  });
}
