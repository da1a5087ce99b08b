import { join } from 'node:path';
import { startEmbeddedNats, startEmbeddedPostgres } from '../../infra/embedded/index.ts';

/** Starts both servers, says where they are, and waits to be killed. */
const folder = process.argv[2] ?? '';
const postgres = await startEmbeddedPostgres({ dataFolder: join(folder, 'postgres'), durable: true });
const nats = await startEmbeddedNats({ dataFolder: join(folder, 'nats') });
process.stdout.write(`${JSON.stringify({ postgres: postgres.url, nats: nats.url })}\n`);
setInterval(() => {}, 1000);
