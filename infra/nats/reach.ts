import { jetstreamManager } from '@nats-io/jetstream';
import { connect, errors } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { PATIENCE_MS, StartFault, waitForServer } from '../start/index.ts';
import { parseAddresses } from './address.ts';

const CONNECT_MS = 5_000;

/** Waits until one of the servers lets us use its JetStream; throws StartFault where none does. */
export async function reachNats(url: string, logger: Logger, patienceMs = PATIENCE_MS): Promise<void> {
  const addresses = parseAddresses(url);
  const name = `NATS at ${addresses.servers.join(', ')}`;
  await waitForServer({ name, variable: 'NATS_URL', patienceMs }, logger, async () => {
    try {
      const connection = await connect({ ...addresses, reconnect: false, timeout: CONNECT_MS });
      try {
        await jetstreamManager(connection);
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (!(error instanceof errors.AuthorizationError)) throw error;
      throw new StartFault(`${name} refuses NATS_URL: ${error.message}.`, { cause: error });
    }
  });
}
