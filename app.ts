import type { Logger } from 'pino';
import { join } from 'node:path';
import type { Authenticate } from './api/http/caller.ts';
import type { MetricsParts } from './api/http/metrics.ts';
import { createApiServer, type ApiServer } from './api/server.ts';
import { createWorkerServer } from './api/worker-server.ts';
import { checkOfSelf } from './domain/audit/index.ts';
import type { EnsureSetupToken } from './domain/identity/index.ts';
import { FileBlobs } from './infra/blobs/file-blobs.ts';
import type { Config } from './infra/config.ts';
import { assertRootKey } from './infra/crypto/root-key-canary.ts';
import { LocalRootKey } from './infra/crypto/root-key.ts';
import { connectNats } from './infra/nats/connection.ts';
import { NatsEventFeed } from './infra/nats/event-feed.ts';
import { OutboxRelay } from './infra/nats/outbox-relay.ts';
import { reachNats } from './infra/nats/reach.ts';
import { ensureStreams } from './infra/nats/streams.ts';
import { Subjects } from './infra/nats/subjects.ts';
import { brokerNamespace } from './infra/postgres/broker-namespace.ts';
import { createDataSource, migrate } from './infra/postgres/data-source.ts';
import { identityCollections } from './infra/postgres/identity/index.ts';
import { OutboxMetrics } from './infra/postgres/outbox-metrics.ts';
import { reachPostgres } from './infra/postgres/reach.ts';
import { PostgresTransactions } from './infra/postgres/transactions.ts';
import { explainListening } from './infra/start/index.ts';
import { Crew } from './infra/worker/crew.ts';
import { frozenChecks, wireAudit } from './wiring/audit.ts';
import { wireBilling } from './wiring/billing.ts';
import { wireCases } from './wiring/cases.ts';
import { wireGovernance } from './wiring/governance.ts';
import { wireIdentity } from './wiring/identity.ts';
import { wireImports } from './wiring/imports.ts';
import { wireMandates } from './wiring/mandates.ts';
import { wireModels } from './wiring/models.ts';
import { wireMoney } from './wiring/money.ts';
import { wireNotices } from './wiring/notices.ts';
import type { Ground, Wired } from './wiring/parts.ts';
import { wirePayouts } from './wiring/payouts.ts';
import { wirePools } from './wiring/pools.ts';
import { wireTreasuries } from './wiring/treasuries.ts';
import { wireTraining } from './wiring/training.ts';
import { wireVaults } from './wiring/vaults.ts';

const GRACE_MS = 10_000;

/** Servers of others mean several processes with a balancer before them, which must see that one of them leaves. */
const NOTICE_MS = 2_000;

export interface App {
  readonly url: string;
  /** The first operator's one-time token, while the instance has none. */
  readonly setupToken: string | null;
  /** Resolves with true when the setup token is used while this process runs, and with false when that cannot be known. */
  readonly claimed: Promise<boolean>;
  /** Takes no new work, finishes what it has, then lets go of the servers. */
  stop(): Promise<void>;
}

/** `nudge` is called after each commit that left events, and does nothing in a process without background work. */
interface Relay {
  readonly outbox: OutboxRelay;
  nudge: () => void;
}

export interface Addresses {
  readonly databaseUrl: string;
  readonly natsUrl: string;
}

/** Brings one process up: its parts in their one order, then its doors, then its background work. */
export async function startApp(config: Config, addresses: Addresses, logger: Logger): Promise<App> {
  const { ground, relay, close } = await openGround(config, addresses, logger);
  try {
    return await openApp(ground, relay, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openApp(ground: Ground, relay: Relay, close: () => Promise<void>): Promise<App> {
  const { config, dataSource, transactions, rootKey } = ground;
  const { wrappedSecrets } = identityCollections(dataSource);
  const source = config.rootKey ? 'COMMONPOOL_ROOT_KEY' : config.rootKeyFile;
  await assertRootKey(transactions, wrappedSecrets, rootKey, source);
  const { wired, authenticate, ensureSetupToken } = await wireContexts(ground);
  const server = config.roles.includes('api')
    ? await openApi(ground, wired, authenticate)
    : createWorkerServer(() => answers(ground), measured(ground, wired));
  const { url } = await server.listen(config.port, config.host).catch((error: unknown) => {
    throw explainListening(error, config);
  });
  const work = config.roles.includes('worker') ? startWork(ground, wired, relay) : null;
  return {
    url,
    ...(await awaitOperator(ground, ensureSetupToken)),
    stop: async () => {
      await server.close(GRACE_MS, config.databaseUrl ? NOTICE_MS : 0);
      await work?.stop();
      for (const part of wired) await part.close?.();
      await close();
    },
  };
}

function openApi(ground: Ground, wired: readonly Wired[], authenticate: Authenticate): Promise<ApiServer> {
  const { config, feed, logger } = ground;
  return createApiServer({
    resolvers: wired.flatMap((part) => part.resolvers),
    nodes: wired.flatMap((part) => part.nodes),
    mounts: wired.flatMap((part) => part.mounts ?? []),
    authenticate,
    instance: config.instance,
    eventFeed: feed,
    logger,
    ready: () => answers(ground),
    measured: measured(ground, wired),
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
  });
}

function measured({ config, dataSource }: Ground, wired: readonly Wired[]): MetricsParts {
  const sources = [new OutboxMetrics(dataSource), ...wired.flatMap((part) => part.metrics ?? [])];
  return { sources, token: config.metricsToken };
}

function startWork({ feed, logger }: Ground, wired: readonly Wired[], relay: Relay): { stop(): Promise<void> } {
  const relayed = { name: 'relay outbox', job: () => relay.outbox.execute(), idleMs: 1_000 };
  const crew = new Crew([relayed, ...wired.flatMap((part) => part.jobs ?? [])], feed, logger);
  relay.nudge = () => crew.nudge(relayed.name);
  const attendants = wired.flatMap((part) => part.attendants ?? []);
  for (const attendant of attendants) attendant.start();
  return {
    stop: async () => {
      await Promise.all([crew.stop(), ...attendants.map((attendant) => attendant.stop())]);
    },
  };
}

/** Whether what requests need is there. Throws, or waits, while it is not. */
async function answers({ dataSource, nats }: Ground): Promise<boolean> {
  await dataSource.query('SELECT 1');
  await nats.connection.flush();
  return true;
}

/** Each context is built on those below it, and registers with them what must happen in their transactions. */
async function wireContexts(ground: Ground) {
  const identity = wireIdentity(ground);
  const notices = wireNotices(ground);
  const governance = wireGovernance(ground, identity, notices);
  const vaults = wireVaults(ground, identity);
  const imports = wireImports(ground, identity, vaults);
  const pools = wirePools(ground, identity, governance, vaults);
  const training = await wireTraining(ground, identity, governance, vaults, pools);
  const models = wireModels(ground, governance, pools, training, vaults);
  const mandates = wireMandates(ground, identity, pools, models);
  const money = wireMoney(ground, identity, models, mandates);
  const treasuries = wireTreasuries(ground, identity, governance, pools, models, money);
  const billing = wireBilling(ground, identity, { ...models, pools: pools.pools }, money);
  const payouts = wirePayouts(ground, identity, notices, money, [billing.refunds]);
  const cases = wireCases(ground, identity, notices, money);
  const audit = wireAudit(ground, money, [
    ...frozenChecks(ground),
    checkOfSelf('mandates-agree', 9, mandates.auditMandates),
    checkOfSelf('billing-agrees', 9, billing.auditBilling),
    checkOfSelf('payouts-agree', 9, payouts.auditPayouts),
    checkOfSelf('cases-agree', 9, cases.auditCases),
    checkOfSelf('statements-telescope', 10, money.auditStatements),
  ]);
  const paid = [mandates, money, treasuries, billing, payouts, cases, audit];
  const contexts = [identity, notices, governance, vaults, imports, pools, training, models, ...paid];
  return {
    wired: contexts.map((context): Wired => context.wired),
    authenticate: (token: string) => identity.authenticate.execute(token),
    ensureSetupToken: identity.ensureSetupToken,
  };
}

/** Listens before it asks, since somebody may use the token in between. */
async function awaitOperator({ feed }: Ground, ensureSetupToken: EnsureSetupToken) {
  const appointments = feed.facts('identity.operator.*');
  const setupToken = await ensureSetupToken.execute();
  if (setupToken === null) await appointments.return?.();
  const claimed = appointments.next().then(async ({ done }) => {
    await appointments.return?.();
    return !done;
  });
  return { setupToken, claimed };
}

async function openGround(config: Config, { databaseUrl, natsUrl }: Addresses, logger: Logger) {
  const rootKey = config.rootKey
    ? LocalRootKey.fromBase64(config.rootKey)
    : await LocalRootKey.fromFile(config.rootKeyFile);
  await reachPostgres(databaseUrl, logger);
  await reachNats(natsUrl, logger);
  const dataSource = await createDataSource(databaseUrl);
  await migrate(dataSource);
  const nats = await connectNats(natsUrl, `commonpool-${config.roles.join('-')}`);
  const subjects = new Subjects(await brokerNamespace(dataSource));
  if (config.roles.includes('worker')) await ensureStreams(nats.manager, subjects);
  const relay: Relay = { outbox: new OutboxRelay(dataSource, nats, subjects), nudge: () => {} };
  const transactions = new PostgresTransactions(dataSource, () => relay.nudge());
  const blobs = await FileBlobs.open(join(config.dataFolder, 'blobs'));
  const feed = new NatsEventFeed(nats, subjects);
  const ground: Ground = { config, dataSource, transactions, nats, subjects, feed, rootKey, blobs, logger };
  const close = async () => {
    await nats.close();
    await dataSource.destroy();
  };
  return { ground, relay, close };
}
