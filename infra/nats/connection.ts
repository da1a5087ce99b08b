import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { parseAddresses } from './address.ts';

export interface Nats {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
  /** Tells of each time the connection was lost and made again, until what it answers is called. */
  onReconnect(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Connects and reconnects for ever: PostgreSQL holds the truth, so a lost broker costs speed, never an event. Where a
 * wrong address should be told, `reachNats` comes first.
 */
export async function connectNats(url: string, name: string): Promise<Nats> {
  const connection = await connect({
    ...parseAddresses(url),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    waitOnFirstConnect: true,
    timeout: 10_000,
  });
  const listeners = new Set<() => void>();
  void tellReconnects(connection, listeners);
  return {
    connection,
    jetstream: jetstream(connection),
    manager: await jetstreamManager(connection),
    onReconnect: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      if (!connection.isClosed()) await connection.drain().catch(() => connection.close());
    },
  };
}

/** Until the connection is closed. */
async function tellReconnects(connection: NatsConnection, listeners: ReadonlySet<() => void>): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type === 'reconnect') for (const listener of listeners) listener();
  }
}
