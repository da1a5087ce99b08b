import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { completions, questionIn } from './completions.ts';
import type { Configuration } from './configuration.ts';
import { Fresh } from './fresh.ts';
import { HostedModel } from './hosted-model.ts';
import { Instance } from './instance.ts';
import type { Log } from './log.ts';
import { openMetering } from './metering.ts';
import type { Spool } from './spool/spool.ts';
import { TicketOffice } from './ticket-office.ts';

/** So long may a key that was revoked, or a version that was suspended, still be answered. */
const FRESH_MS = 3_000;
const GRACE_MS = 10_000;

export interface Gateway {
  readonly url: string;
  /** Rejects if the gateway cannot go on metering, so that it must not go on answering. */
  readonly ended: Promise<void>;
  /** Answers what has begun, sends what is in the spool for a while, and lets go of it. */
  stop(): Promise<void>;
}

export async function startGateway(configuration: Configuration, log: Log): Promise<Gateway> {
  const metering = await openMetering(configuration, log);
  try {
    const instance = new Instance(configuration.instanceUrl, configuration.token);
    const tickets = new TicketOffice(instance, log);
    const parts = { instance, tickets, spool: metering.spool, log };
    const server = await listening(await readyToAnswer(configuration, parts), configuration);
    const stop = async () => {
      await drained(server);
      await tickets.stop(GRACE_MS);
      await metering.close();
    };
    return { url: addressOf(server, configuration.host), ended: metering.ended, stop };
  } catch (error) {
    // Whatever keeps it from answering now, what it answered before is still owed to the owners.
    await metering.close();
    throw error;
  }
}

async function readyToAnswer(
  configuration: Configuration,
  parts: { instance: Instance; tickets: TicketOffice; spool: Spool; log: Log },
): Promise<Express> {
  const { instance } = parts;
  const loaded = await Promise.all(configuration.modelVersionIds.map((id) => HostedModel.load(instance, id)));
  return completions({
    models: new Map(loaded.map((model) => [model.id, model])),
    facts: new Fresh((id) => instance.model(id), FRESH_MS),
    introspections: new Fresh((asked) => instance.introspect(...questionIn(asked)), FRESH_MS),
    alwaysTickets: configuration.alwaysTickets,
    ...parts,
  });
}

function listening(app: RequestListener, { port, host }: Configuration): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app).once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** `close` drops the connections that idle now; those that fall idle later must be dropped as they do. */
async function drained(server: Server): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  const overdue = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(overdue);
}
