import { mountGateway } from '../api/gateway/index.ts';
import { ledgerResolvers } from '../api/ledger/index.ts';
import { meteringNodes, meteringResolvers } from '../api/metering/index.ts';
import { revenueNodes, revenueResolvers } from '../api/revenue/index.ts';
import { mountUsageWebhook } from '../api/webhooks/index.ts';
import { AuditLedger, PostJournals, type Accounts, type Journals } from '../domain/ledger/index.ts';
import {
  AuthenticateGateway,
  CreateApiKey,
  fundedSubject,
  FundPayer,
  IntrospectApiKey,
  RecordUsage,
  RegisterGateway,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
  type UsageQueue,
} from '../domain/metering/index.ts';
import {
  AuditMoney,
  CloseVersion,
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
  SettleUsage,
  SweepUsage,
} from '../domain/revenue/index.ts';
import { StandardWebhookSignatures } from '../infra/crypto/webhook-signature.ts';
import { NatsUsageQueue } from '../infra/nats/usage-queue.ts';
import { UsageConsumer } from '../infra/nats/usage-consumer.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import { wireOwners } from './owners.ts';
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
    ...wireRevenue(ground, identity, models, metering, { accounts, journals, postJournals }),
    ...wireOwners(ground, models, metering.inbox, { journals, postJournals }),
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
  };
  return { ...context, wired };
}

type Metering = ReturnType<typeof wireMetering>;

interface Books {
  readonly accounts: Accounts;
  readonly journals: Journals;
  readonly postJournals: PostJournals;
}

/** From accepted events to everybody's balance. */
function wireRevenue(ground: Ground, identity: Identity, models: SoldModels, metering: Metering, books: Books) {
  const { transactions: tx, dataSource, config, logger } = ground;
  const { inbox, fundedPayers, fundPayer } = metering;
  const { accounts, journals, postJournals } = books;
  const { pots, potLives, freeMonths, refunds, draws, topUps, drainings } = postgresRevenue(dataSource);
  const { modelVersions } = models;
  const maturity = { windowMs: config.maturityMs };
  const settleUsage = new SettleUsage(inbox, modelVersions, pots, freeMonths, postJournals, maturity);
  const postUsage = new PostUsage(tx, inbox, settleUsage);
  const sweepUsage = new SweepUsage(inbox, postUsage, (err, inboxId) =>
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
    drainVersion: new DrainVersion(tx, modelVersions, pots, potLives, drainings),
    closeVersion: new CloseVersion(tx, pots, potLives, postJournals, maturity),
    refundUsage: new RefundUsage(inbox, journals, pots, potLives, refunds, postJournals, fundPayer),
    drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
    readUsage: new ReadUsage(inbox, modelVersions, journals, refunds),
    readBalance: new ReadBalance(accounts),
    recordTopUp: new RecordTopUp(tx, topUps, identity.users, postJournals, fundPayer, config.currencies),
    auditMoney: new AuditMoney(tx, new AuditLedger(journals), pots, accounts),
  };
}

function wireMetering(ground: Ground, identity: Identity, { modelVersions }: SoldModels, queue: UsageQueue) {
  const { transactions: tx, dataSource, rootKey } = ground;
  const { gateways, apiKeys, inbox, fundedPayers } = postgresMetering(dataSource);
  return {
    gateways,
    inbox,
    apiKeys,
    fundedPayers,
    fundPayer: new FundPayer(fundedPayers),
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
