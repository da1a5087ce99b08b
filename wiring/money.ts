import { mountGateway } from '../api/gateway/index.ts';
import { ledgerResolvers } from '../api/ledger/index.ts';
import { meteringNodes, meteringResolvers } from '../api/metering/index.ts';
import { revenueNodes, revenueResolvers } from '../api/revenue/index.ts';
import { mountUsageWebhook } from '../api/webhooks/index.ts';
import { AuditLedger, PostJournals } from '../domain/ledger/index.ts';
import {
  AuthenticateGateway,
  CreateApiKey,
  IntrospectApiKey,
  RecordUsage,
  RegisterGateway,
  RevokeApiKey,
  RevokeGateway,
  RotateGatewaySecret,
  VerifyDelivery,
} from '../domain/metering/index.ts';
import {
  AuditMoney,
  DrawEarnings,
  OpenPot,
  PostUsage,
  ReadBalance,
  ReadUsage,
  RecordTopUp,
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

/** Ledger, metering and revenue together: from a signed delivery to everybody's balance. */
export function wireMoney(ground: Ground, identity: Identity, models: Models): { wired: Wired } {
  const { transactions: tx, dataSource, nats, logger } = ground;
  const { accounts, journals } = postgresLedger(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const { pots, draws, topUps } = postgresRevenue(dataSource);
  const metering = wireMetering(ground, identity, models);
  const { inbox, queue } = metering;
  models.publishedHandlers.push(new OpenPot(pots));
  const postUsage = new PostUsage(tx, inbox, models.modelVersions, pots, accounts, postJournals);
  const sweep = new SweepUsage(inbox, postUsage);
  const revenue = {
    pots,
    draws,
    journals,
    drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
    readUsage: new ReadUsage(inbox, models.modelVersions, journals),
    readBalance: new ReadBalance(accounts),
    recordTopUp: new RecordTopUp(tx, topUps, identity.users, postJournals, inbox, queue),
    auditMoney: new AuditMoney(tx, new AuditLedger(journals), pots, accounts),
  };
  return {
    wired: {
      resolvers: [...ledgerResolvers(journals), ...metering.resolvers, ...revenueResolvers(revenue)],
      nodes: [...metering.nodes, ...revenueNodes(revenue)],
      mounts: metering.mounts,
      jobs: [{ name: 'sweep usage', job: () => sweep.execute(), idleMs: 5_000 }],
      attendants: [new UsageConsumer(nats, postUsage, logger)],
    },
  };
}

function wireMetering(ground: Ground, identity: Identity, models: Models) {
  const { transactions: tx, dataSource, nats, rootKey, logger } = ground;
  const { gateways, apiKeys, inbox } = postgresMetering(dataSource);
  const queue = new NatsUsageQueue(nats, logger);
  const recordUsage = new RecordUsage(tx, inbox, apiKeys, identity.users, models.modelVersions, queue);
  const verifyDelivery = new VerifyDelivery(gateways, rootKey, new StandardWebhookSignatures());
  const api = {
    gateways,
    inbox,
    apiKeys,
    registerGateway: new RegisterGateway(tx, gateways, rootKey),
    rotateGatewaySecret: new RotateGatewaySecret(tx, gateways, rootKey),
    revokeGateway: new RevokeGateway(tx, gateways),
    createApiKey: new CreateApiKey(tx, apiKeys),
    revokeApiKey: new RevokeApiKey(tx, apiKeys),
  };
  const mounts = [
    mountUsageWebhook({ verifyDelivery, recordUsage }),
    mountGateway({
      authenticateGateway: new AuthenticateGateway(gateways),
      introspectApiKey: new IntrospectApiKey(apiKeys),
      modelVersions: models.modelVersions,
      openModelArtefact: models.openModelArtefact,
      log: logger,
    }),
  ];
  return { inbox, queue, resolvers: meteringResolvers(api), nodes: meteringNodes(api), mounts };
}
