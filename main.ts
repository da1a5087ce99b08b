import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Logger } from 'pino';
import { startApp, type Addresses, type App } from './app.ts';
import { loadConfig, type Config } from './infra/config.ts';
import { startEmbeddedNats, startEmbeddedPostgres } from './infra/embedded/index.ts';
import { createLogger } from './infra/logging.ts';
import { openDataFolder, StartFault } from './infra/start/index.ts';

/** The person must act, so they get a sentence and no stack trace. */
const EXIT_START_FAULT = 2;

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger(config.logLevel);
  await openDataFolder(config.dataFolder);
  const servers = await startServers(config);
  const app = await startApp(config, servers, logger).catch(async (error: unknown) => {
    await servers.stop();
    throw error;
  });
  await keepSetupToken(config, app, logger);
  const stopping = stopOnSignal(logger, async () => {
    await app.stop();
    await servers.stop();
  });
  void servers.ended.then((name) => {
    if (stopping()) return;
    logger.fatal(
      { server: name },
      'a server that was started here has ended; stopping, so that all start again together',
    );
    process.exit(1);
  });
  process.stdout.write(`Commonpool is ready at ${app.url}\n`);
}

interface Servers extends Addresses {
  /** Resolves with the name of the first server that ends, asked or not; never for servers that are not ours. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** PostgreSQL and NATS of our own, unless others are configured. */
async function startServers(config: Config): Promise<Servers> {
  const { databaseUrl, natsUrl, dataFolder, durable } = config;
  if (databaseUrl && natsUrl) {
    return { databaseUrl, natsUrl, ended: new Promise(() => {}), stop: () => Promise.resolve() };
  }
  const [postgres, nats] = await Promise.all([
    startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres'), durable }),
    startEmbeddedNats({ dataFolder: join(dataFolder, 'nats'), durable }),
  ]);
  return {
    databaseUrl: postgres.url,
    natsUrl: nats.url,
    ended: Promise.race([postgres.ended.then(() => 'postgres'), nats.ended.then(() => 'nats-server')]),
    stop: async () => {
      await nats.stop();
      await postgres.stop();
    },
  };
}

/**
 * In a file that only its owner can read, until the token is used. A process that does not hear of it, because NATS was
 * away or it had stopped, leaves the file to the next start; the token in it is worth nothing by then.
 */
async function keepSetupToken({ dataFolder }: Config, { setupToken, claimed }: App, logger: Logger): Promise<void> {
  const path = join(dataFolder, 'setup-token');
  await rm(path, { force: true });
  if (!setupToken) return;
  await writeFile(path, `${setupToken}\n`, { mode: 0o600 });
  claimed
    .then(async (used) => {
      if (used) await rm(path, { force: true });
    })
    .catch((error: unknown) => logger.warn({ err: error, path }, 'the used setup token could not be removed'));
  process.stderr.write(
    `This instance has no operator yet. Become the first:\n  npx commonpool init --token-file '${path}'\n`,
  );
}

/** Answers whether a stop was asked for. */
function stopOnSignal(logger: Logger, stop: () => Promise<void>): () => boolean {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping: no new work is taken');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'could not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
  return () => stopping;
}

main().catch((error: unknown) => {
  const forThePerson = error instanceof StartFault;
  process.stderr.write(forThePerson ? `${error.message}\n` : `${inspect(error)}\n`);
  process.exit(forThePerson ? EXIT_START_FAULT : 1);
});
