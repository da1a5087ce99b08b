import { mountGateway } from '../api/gateway/index.ts';
import { ledgerResolvers } from '../api/ledger/index.ts';
import { meteringNodes, meteringResolvers } from '../api/metering/index.ts';
import { revenueNodes, revenueResolvers } from '../api/revenue/index.ts';
import { mountUsageWebhook } from '../api/webhooks/index.ts';
import { AuditLedger, PostJournals } from '../domain/ledger/index.ts';
import {
  AuthenticateGateway,
  ContinueRequeue,
  CreateApiKey,
  IntrospectApiKey,
  RecordUsage,
  RegisterGateway,
  RequeueUnfunded,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
  type UsageQueue,
} from '../domain/metering/index.ts';
import {
  AuditMoney,
  DrawEarnings,
  OpenPot,
  PostUsage,
  ReadBalance,
  ReadUsage,
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
  const { transactions: tx, dataSource, nats, subjects, logger } = ground;
  const { accounts, journals, bookedLegs } = postgresLedger(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const { pots, draws } = postgresRevenue(dataSource);
  const metering = wireMetering(ground, identity, models, queue);
  const { inbox } = metering;
  models.publishedHandlers.push(new OpenPot(pots));
  const postUsage = new PostUsage(tx, inbox, models.modelVersions, pots, accounts, postJournals);
  const context = {
    ...metering,
    accounts,
    journals,
    bookedLegs,
    queue,
    pots,
    draws,
    postJournals,
    postUsage,
    sweepUsage: new SweepUsage(inbox, postUsage, (err, inboxId) =>
      logger.error(
        { err, inboxId: inboxId.toString() },
        'an accepted call failed to be posted and will be tried again',
      ),
    ),
    drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
    readUsage: new ReadUsage(inbox, models.modelVersions, journals),
    readBalance: new ReadBalance(accounts),
    auditMoney: new AuditMoney(tx, new AuditLedger(journals), pots, accounts),
  };
  const wired: Wired = {
    resolvers: [...ledgerResolvers(journals), ...meteringResolvers(context), ...revenueResolvers(context)],
    nodes: [...meteringNodes(context), ...revenueNodes(context)],
    mounts: [mountUsageWebhook(context), mountGateway({ ...context, ...models, log: logger })],
    jobs: [
      { name: 'sweep usage', job: (signal) => context.sweepUsage.execute(signal), idleMs: 5_000 },
      { name: 'requeue usage', job: () => context.continueRequeue.execute(), idleMs: 1_000 },
    ],
    attendants: [new UsageConsumer(nats, subjects, postUsage, logger)],
  };
  return { ...context, wired };
}

export type Money = ReturnType<typeof wireMoney>;

function wireMetering(ground: Ground, identity: Identity, { modelVersions }: SoldModels, queue: UsageQueue) {
  const { transactions: tx, dataSource, rootKey } = ground;
  const { gateways, apiKeys, inbox, requeues, usedCalls } = postgresMetering(dataSource);
  const requeueUnfunded = new RequeueUnfunded(inbox, requeues);
  return {
    gateways,
    inbox,
    apiKeys,
    usedCalls,
    requeueUnfunded,
    continueRequeue: new ContinueRequeue(tx, requeues, requeueUnfunded, queue),
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
