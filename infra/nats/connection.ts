import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface Nats {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  close(): Promise<void>;
}

/** Connects and reconnects for ever: PostgreSQL holds the truth, so a lost broker costs speed, never an event. */
export async function connectNats(url: string, name: string): Promise<Nats> {
  const { servers, credentials } = parse(url);
  const connection = await connect({
    servers,
    name,
    ...credentials,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    timeout: 10_000,
  });
  return {
    connection,
    jetstream: jetstream(connection),
    manager: await jetstreamManager(connection),
    close: async () => {
      if (!connection.isClosed()) await connection.drain().catch(() => connection.close());
    },
  };
}

/** `nats://user:password@host:port`, or `nats://token@host:port`; several servers are separated by commas. */
function parse(url: string): { servers: string[]; credentials: { user?: string; pass?: string; token?: string } } {
  const addresses = url.split(',').map((part) => new URL(part.trim()));
  const servers = addresses.map((address) => address.host);
  const { username, password } = addresses[0] as URL;
  if (!username) return { servers, credentials: {} };
  if (!password) return { servers, credentials: { token: decodeURIComponent(username) } };
  return { servers, credentials: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
}
