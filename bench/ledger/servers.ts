import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedNats, startEmbeddedPostgres, type EmbeddedServer } from '../../infra/embedded/index.ts';
import { processMicros } from './cpu.ts';
import { query } from './query.ts';

/** The one PostgreSQL and the one NATS of a run. */
export interface Servers {
  readonly natsUrl: string;
  /** Processor time of the NATS server so far; null where the system does not tell. */
  natsMicros(): number | null;
  /** A new, empty database; answers its address. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** Durable, or the numbers mean nothing: whoever measured with `fsync` off measured memory. */
const REQUIRED = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' } as const;

/** `statements`: PostgreSQL keeps count of what each statement costs, which itself costs a little. */
export async function startServers(folder: string, statements: boolean): Promise<Servers> {
  const dataFolder = join(folder, 'postgres');
  let postgres = await startEmbeddedPostgres({ dataFolder, durable: true });
  if (statements) {
    await query(postgres.url, `ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataFolder, durable: true });
  }
  await assertDurable(postgres);
  const nats = await startEmbeddedNats({ dataFolder: join(folder, 'nats'), durable: true });
  return {
    natsUrl: nats.url,
    natsMicros: () => processMicros(Number(readFileSync(join(nats.folder, 'nats.pid'), 'utf8'))),
    database: async (name) => {
      await query(postgres.url, `CREATE DATABASE ${name}`);
      const url = new URL(postgres.url);
      url.pathname = `/${name}`;
      if (statements) await query(url.href, 'CREATE EXTENSION pg_stat_statements');
      return url.href;
    },
    stop: async () => {
      await nats.stop();
      await postgres.stop();
    },
  };
}

async function assertDurable({ url }: EmbeddedServer): Promise<void> {
  for (const [name, wanted] of Object.entries(REQUIRED)) {
    const [row] = await query<Record<string, string>>(url, `SHOW ${name}`);
    if (row?.[name] !== wanted)
      throw new Error(`PostgreSQL has ${name} = ${row?.[name]}; a benchmark needs ${wanted}.`);
  }
}
