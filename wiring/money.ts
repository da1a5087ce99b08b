import { mountGateway } from '../api/gateway/index.ts';
import { ledgerResolvers } from '../api/ledger/index.ts';
import { meteringNodes, meteringResolvers } from '../api/metering/index.ts';
import { revenueNodes, revenueResolvers } from '../api/revenue/index.ts';
import { mountUsageWebhook } from '../api/webhooks/index.ts';
import { AuditNow, WatchChecks } from '../domain/audit/index.ts';
import { ledgerChecks, PostJournals, WatchBatches, type Accounts, type Journals } from '../domain/ledger/index.ts';
import {
  AuthenticateGateway,
  CreateApiKey,
  fundedSubject,
  FundPayer,
  InboxMetrics,
  IntrospectApiKey,
  meteringChecks,
  QueueDrained,
  QueueMetrics,
  RecordUsage,
  RegisterGateway,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
  type UsageQueue,
} from '../domain/metering/index.ts';
import {
  auditVersionOf,
  CloseVersion,
  CountedPosting,
  DrainVersion,
  DrawEarnings,
  MatureShares,
  OpenPot,
  PostFunded,
  PostUsage,
  ReadBalance,
  ReadUsage,
  RecordTopUp,
  RefundUsage,
  revenueChecks,
  revenueWatches,
  SettleUsage,
  SweepUsage,
} from '../domain/revenue/index.ts';
import { StandardWebhookSignatures } from '../infra/crypto/webhook-signature.ts';
import { UsageLag } from '../infra/nats/usage-lag.ts';
import { NatsUsageQueue } from '../infra/nats/usage-queue.ts';
import { UsageConsumer } from '../infra/nats/usage-consumer.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { LedgerMetrics } from '../infra/postgres/ledger/ledger-metrics.ts';
import { PostgresInboxAge } from '../infra/postgres/metering/inbox-age.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import { postgresModels } from '../infra/postgres/models/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import { PostgresSnapshots } from '../infra/postgres/snapshots.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Ground, Wired } from './parts.ts';

/** What money needs of the versions that earn it. */
type SoldModels = Pick<Models, 'modelVersions' | 'publishedHandlers' | 'openModelArtefact'>;

/** Ledger, metering and revenue together: from a signed delivery to everybody's balance. */
export function wireMoney(
  ground: Ground,
  identity: Identity,
  models: SoldModels,
  queue: UsageQueue = new NatsUsageQueue(ground.nats, ground.subjects, ground.logger),
) {
  const { dataSource, nats, subjects, logger } = ground;
  const { accounts, journals } = postgresLedger(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const metering = wireMetering(ground, identity, models, queue);
  const context = {
    ...metering,
    accounts,
    journals,
    postJournals,
    ...wireRevenue(ground, identity, models, { ...metering, queue }, { accounts, journals, postJournals }),
    ...wireProofs(ground),
  };
  const wired: Wired = {
    resolvers: [...ledgerResolvers(journals), ...meteringResolvers(context), ...revenueResolvers(context)],
    nodes: [...meteringNodes(context), ...revenueNodes(context)],
    mounts: [mountUsageWebhook(context), mountGateway({ ...context, ...models, log: logger })],
    jobs: [
      { name: 'sweep usage', job: (signal) => context.sweepUsage.execute(signal), idleMs: 5_000 },
      {
        name: 'post funded usage',
        job: () => context.postFunded.execute(),
        idleMs: 1_000,
        wakeOn: [`${fundedSubject}.`],
      },
      { name: 'mature shares', job: () => context.matureShares.execute(), idleMs: 60_000 },
      { name: 'close versions', job: () => context.closeVersion.due(), idleMs: 60_000 },
    ],
    attendants: [new UsageConsumer(nats, subjects, context.postUsage, logger)],
    metrics: [
      new InboxMetrics(context.inbox, new PostgresInboxAge(dataSource)),
      new QueueMetrics(new UsageLag(nats, subjects)),
      new LedgerMetrics(dataSource),
      context.postUsage,
    ],
  };
  return { ...context, wired };
}

type Metering = ReturnType<typeof wireMetering> & { readonly queue: UsageQueue };

interface Books {
  readonly accounts: Accounts;
  readonly journals: Journals;
  readonly postJournals: PostJournals;
}

/** From accepted events to everybody's balance. */
function wireRevenue(ground: Ground, identity: Identity, models: SoldModels, metering: Metering, books: Books) {
  const { transactions: tx, dataSource, config, logger } = ground;
  const { inbox, fundedPayers, fundPayer, queue } = metering;
  const { accounts, journals, postJournals } = books;
  const { pots, potLives, freeMonths, refunds, draws, topUps } = postgresRevenue(dataSource);
  const { modelVersions } = models;
  const maturity = { windowMs: config.maturityMs };
  const settleUsage = new SettleUsage(inbox, modelVersions, pots, freeMonths, postJournals, maturity);
  const postUsage = new CountedPosting(new PostUsage(tx, inbox, settleUsage));
  const sweepUsage = new SweepUsage(inbox, queue, postUsage, (err, inboxId) =>
    logger.error({ err, inboxId: inboxId.toString() }, 'an accepted call failed to be posted and will be tried again'),
  );
  models.publishedHandlers.push(new OpenPot(pots));
  return {
    pots,
    draws,
    postUsage,
    postFunded: new PostFunded(tx, fundedPayers, inbox, settleUsage),
    sweepUsage,
    matureShares: new MatureShares(tx, pots, potLives, maturity),
    drainVersion: new DrainVersion(tx, modelVersions, pots, potLives),
    closeVersion: new CloseVersion(tx, pots, potLives, postJournals, maturity),
    refundUsage: new RefundUsage(inbox, journals, pots, potLives, refunds, postJournals, fundPayer),
    drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
    readUsage: new ReadUsage(inbox, modelVersions, journals),
    readBalance: new ReadBalance(accounts),
    recordTopUp: new RecordTopUp(tx, topUps, identity.users, postJournals, fundPayer, config.currencies),
  };
}

/** How the books prove themselves: all rules at once, one version's, and those that are watched while the instance runs. */
function wireProofs({ dataSource, nats, subjects }: Ground) {
  const snapshots = new PostgresSnapshots(dataSource);
  const { books, ledgerProofs, newBatches, numberedJournals, bookReader } = postgresLedger(dataSource);
  const { chargedUsage, meteringProofs } = postgresMetering(dataSource);
  const { potBooks, potProofs } = postgresRevenue(dataSource);
  const readers = {
    usage: chargedUsage,
    journals: numberedJournals,
    book: bookReader,
    accountBooks: bookReader,
    versions: postgresModels(dataSource).publishedVersions,
    potBooks,
    potProofs,
    waivers: [],
  };
  const ofMetering = meteringChecks(meteringProofs);
  const checks = [...ledgerChecks(ledgerProofs), ...ofMetering, ...revenueChecks(readers)];
  const queueDrained = new QueueDrained(new UsageLag(nats, subjects));
  const small = [...checks.filter(({ name }) => QUICK.has(name)), queueDrained];
  return {
    books,
    checks: [...checks, queueDrained],
    watches: [
      new WatchBatches(newBatches),
      ...revenueWatches(snapshots, readers),
      new WatchChecks('states', snapshots, small),
    ],
    auditMoney: new AuditNow(snapshots, books, checks),
    auditVersion: auditVersionOf(snapshots, readers),
  };
}

/** They read what is waiting, parked or summed up already, and so can be asked every few seconds. */
const QUICK: ReadonlySet<string> = new Set([
  'inbox-one-place',
  'pending-fresh',
  'conflict-reported',
  'currency-balanced',
]);

function wireMetering(ground: Ground, identity: Identity, { modelVersions }: SoldModels, queue: UsageQueue) {
  const { transactions: tx, dataSource, rootKey } = ground;
  const { gateways, apiKeys, inbox, fundedPayers } = postgresMetering(dataSource);
  return {
    gateways,
    inbox,
    apiKeys,
    fundedPayers,
    fundPayer: new FundPayer(fundedPayers, inbox),
    registerGateway: new RegisterGateway(tx, gateways, rootKey),
    rotateGatewaySecret: new RotateGatewaySecret(tx, gateways, rootKey),
    revokeGateway: new RevokeGateway(tx, gateways),
    createApiKey: new CreateApiKey(tx, apiKeys),
    revokeApiKey: new RevokeApiKey(tx, apiKeys),
    authenticateGateway: new AuthenticateGateway(gateways),
    introspectApiKey: new IntrospectApiKey(apiKeys),
    verifyDelivery: new VerifyDelivery(gateways, rootKey, new StandardWebhookSignatures()),
    recordUsage: new RecordUsage(tx, inbox, apiKeys, identity.users, modelVersions, queue),
  };
}
