import { mountGateway } from '../api/gateway/index.ts';
import { ledgerResolvers } from '../api/ledger/index.ts';
import { meteringNodes, meteringResolvers } from '../api/metering/index.ts';
import { revenueNodes, revenueResolvers } from '../api/revenue/index.ts';
import { mountUsageWebhook } from '../api/webhooks/index.ts';
import { PostJournals, type Accounts, type Journals } from '../domain/ledger/index.ts';
import {
  AuthenticateGateway,
  CreateApiKey,
  fundedSubject,
  FundPayer,
  InboxMetrics,
  IntrospectApiKey,
  QueueMetrics,
  RecordUsage,
  RegisterGateway,
  RememberedFacts,
  RememberedKeys,
  RetryUnfunded,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
  type UsageQueue,
} from '../domain/metering/index.ts';
import {
  CloseVersion,
  CountedPosting,
  DrainVersion,
  DrawEarnings,
  EarnExpiredTickets,
  MatureShares,
  OpenPot,
  PaidCalls,
  PostFunded,
  PostUsage,
  PreviewRefund,
  ReadBalance,
  ReadUsage,
  RefundUsage,
  SettleUsage,
  SweepUsage,
} from '../domain/revenue/index.ts';
import { StandardWebhookSignatures } from '../infra/crypto/webhook-signature.ts';
import { ShardLag } from '../infra/nats/shard-lag.ts';
import { UsageConsumer } from '../infra/nats/usage-consumer.ts';
import { NatsUsageQueue } from '../infra/nats/usage-queue.ts';
import { Leadership } from '../infra/postgres/leadership.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { LedgerMetrics } from '../infra/postgres/ledger/ledger-metrics.ts';
import { PostgresInboxAge } from '../infra/postgres/metering/inbox-age.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Identity } from './identity.ts';
import type { Mandates } from './mandates.ts';
import type { Models } from './models.ts';
import { wireOversight } from './oversight.ts';
import { wireOwners } from './owners.ts';
import type { Ground, Wired } from './parts.ts';
import { wireProofs } from './proofs.ts';

/** What money needs of the versions that earn it. */
type SoldModels = Pick<Models, 'modelVersions' | 'publishedHandlers' | 'openModelArtefact'>;

/** What is still there after so long shows that the worker that posts and sweeps hangs, and the others do it. */
const RESCUE_AFTER_MS = 120_000;
/** What money needs of the tickets that are sold before a call. */
type SoldTickets = Pick<
  Mandates,
  | 'claimTickets'
  | 'captureTickets'
  | 'expiredHandlers'
  | 'tickets'
  | 'spendingLimits'
  | 'seeSpending'
  | 'issueTickets'
  | 'releaseTicket'
>;

/** Ledger, metering and revenue together: from a signed delivery to everybody's balance. */
export function wireMoney(
  ground: Ground,
  identity: Identity,
  models: SoldModels,
  mandates: SoldTickets,
  queue: UsageQueue = new NatsUsageQueue(ground.nats, ground.subjects, ground.logger, ground.config.postingShards),
) {
  const { dataSource, config, nats, subjects, logger } = ground;
  const { accounts, journals, bookedLegs } = postgresLedger(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const metering = wireMetering(ground, identity, models, mandates, queue);
  const books = { accounts, journals, postJournals };
  const revenue = wireRevenue(ground, identity, models, { ...metering, queue, mandates }, books);
  const shardLag = new ShardLag(nats, subjects);
  const context = {
    ...metering,
    ...books,
    bookedLegs,
    ...revenue,
    ...wireOwners(ground, models, metering.inbox, { journals, postJournals, settleUsage: revenue.settleUsage }),
    ...wireProofs(ground, shardLag),
    shardLag,
  };
  const usageConsumer = new UsageConsumer(
    { nats, subjects, postUsage: context.postUsage, logger },
    new Leadership(dataSource, logger),
    config.postingShards,
  );
  // The sweeper is no second writer beside the first: it runs where that does.
  const sweep = (signal: AbortSignal) =>
    (usageConsumer.leads(0) ? context.sweepUsage : context.rescueUsage).execute(signal);
  const wired: Wired = {
    resolvers: [...ledgerResolvers(journals), ...meteringResolvers(context), ...revenueResolvers(context)],
    nodes: [...meteringNodes(context), ...revenueNodes(context)],
    mounts: [mountUsageWebhook(context), mountGateway({ ...context, ...models, ...mandates, log: logger })],
    jobs: [
      { name: 'sweep usage', job: sweep, idleMs: 5_000 },
      {
        name: 'post funded usage',
        job: () => context.postFunded.execute(),
        idleMs: 1_000,
        wakeOn: [`${fundedSubject}.`],
      },
      { name: 'retry unfunded usage', job: () => context.retryUnfunded.execute(), idleMs: 60_000 },
      { name: 'mature shares', job: () => context.matureShares.execute(), idleMs: 60_000 },
      { name: 'close versions', job: () => context.closeVersion.due(), idleMs: 60_000 },
      { name: 'watch sequences', job: () => context.watchSequences.execute(), idleMs: 30_000 },
      { name: 'check probes', job: () => context.checkProbes.execute(), idleMs: 30_000 },
    ],
    attendants: [usageConsumer],
    metrics: [
      new InboxMetrics(context.inbox, new PostgresInboxAge(dataSource)),
      ...(config.roles.includes('worker') ? [new QueueMetrics(context.shardLag)] : []),
      new LedgerMetrics(dataSource),
      context.postUsage,
    ],
  };
  return { ...context, tickets: mandates.tickets, wired };
}

export type Money = ReturnType<typeof wireMoney>;

type Metering = ReturnType<typeof wireMetering> & { readonly queue: UsageQueue; readonly mandates: SoldTickets };

interface Books {
  readonly accounts: Accounts;
  readonly journals: Journals;
  readonly postJournals: PostJournals;
}

/** From accepted events to everybody's balance. */
function wireRevenue(ground: Ground, identity: Identity, models: SoldModels, metering: Metering, books: Books) {
  const { transactions: tx, dataSource, config, logger } = ground;
  const { inbox, fundedPayers, fundPayer, queue, mandates } = metering;
  const { accounts, journals, postJournals } = books;
  const { pots, potLives, freeMonths, refunds, refundedVersions, draws, drainings } = postgresRevenue(dataSource);
  const { modelVersions } = models;
  const maturity = { windowMs: config.maturityMs };
  const settleUsage = new SettleUsage(
    ...([inbox, modelVersions, pots, freeMonths] as const),
    ...([mandates.captureTickets, mandates.spendingLimits, postJournals, maturity] as const),
  );
  mandates.expiredHandlers.push(new EarnExpiredTickets(modelVersions, pots, postJournals, maturity));
  const postUsage = new CountedPosting(new PostUsage(tx, inbox, settleUsage));
  const onFault = (err: unknown, inboxId: bigint) =>
    logger.error({ err, inboxId: inboxId.toString() }, 'an accepted call failed to be posted and will be tried again');
  models.publishedHandlers.push(new OpenPot(pots));
  const paidCalls = new PaidCalls(inbox, mandates.tickets, journals);
  return {
    pots,
    draws,
    refundedVersions,
    settleUsage,
    postUsage,
    postFunded: new PostFunded(tx, fundedPayers, inbox, settleUsage),
    sweepUsage: new SweepUsage(inbox, queue, postUsage, onFault),
    rescueUsage: new SweepUsage(inbox, queue, postUsage, onFault, RESCUE_AFTER_MS),
    matureShares: new MatureShares(tx, pots, potLives, maturity),
    drainVersion: new DrainVersion(tx, modelVersions, pots, potLives, drainings),
    closeVersion: new CloseVersion(tx, pots, potLives, postJournals, maturity),
    refundUsage: new RefundUsage(paidCalls, pots, potLives, refunds, postJournals, fundPayer),
    previewRefund: new PreviewRefund(paidCalls, accounts, pots, potLives, refunds, maturity),
    drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
    readUsage: new ReadUsage(inbox, modelVersions, journals, refunds),
    readBalance: new ReadBalance(accounts),
  };
}

function wireMetering(
  ground: Ground,
  identity: Identity,
  models: SoldModels,
  { claimTickets, seeSpending }: SoldTickets,
  queue: UsageQueue,
) {
  const { modelVersions } = models;
  const { transactions: tx, dataSource, rootKey } = ground;
  const { gateways, apiKeys, inbox, fundedPayers, licences, refusals, callSums } = postgresMetering(dataSource);
  return {
    ...wireOversight(ground, models, queue),
    gateways,
    inbox,
    apiKeys,
    fundedPayers,
    callSums,
    fundPayer: new FundPayer(fundedPayers, inbox),
    retryUnfunded: new RetryUnfunded(tx, fundedPayers),
    registerGateway: new RegisterGateway(tx, gateways, rootKey),
    rotateGatewaySecret: new RotateGatewaySecret(tx, gateways, rootKey),
    revokeGateway: new RevokeGateway(tx, gateways),
    createApiKey: new CreateApiKey(tx, apiKeys),
    revokeApiKey: new RevokeApiKey(tx, apiKeys),
    authenticateGateway: new AuthenticateGateway(gateways),
    introspectApiKey: new IntrospectApiKey(apiKeys, modelVersions, seeSpending),
    verifyDelivery: new VerifyDelivery(gateways, rootKey, new StandardWebhookSignatures()),
    recordUsage: new RecordUsage(
      tx,
      inbox,
      new RememberedKeys(apiKeys),
      new RememberedFacts(async (ids) => (await identity.users.byIds(ids)).map(({ id }) => ({ id }))),
      new RememberedFacts((ids) => modelVersions.byIds(ids)),
      licences,
      refusals,
      queue,
      claimTickets,
    ),
  };
}
