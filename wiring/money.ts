import { mountGateway } from '../api/gateway/index.ts';
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
import { UsageConsumer } from '../infra/nats/usage-consumer.ts';
import { NatsUsageQueue } from '../infra/nats/usage-queue.ts';
import { postgresLedger } from '../infra/postgres/ledger/index.ts';
import { postgresMetering } from '../infra/postgres/metering/index.ts';
import { postgresRevenue } from '../infra/postgres/revenue/index.ts';
import type { Identity } from './identity.ts';
import type { Models } from './models.ts';
import type { Ground, Wired } from './parts.ts';

const SWEEP_MS = 5_000;

export function wireMoney(ground: Ground, identity: Identity, models: Models): { wired: Wired } {
  const metering = wireMetering(ground, identity, models);
  const revenue = wireRevenue(ground, identity, models, metering);
  models.publishedHandlers.push(revenue.openPot);
  return {
    wired: {
      resolvers: [...metering.resolvers, ...revenue.resolvers],
      nodes: [...metering.nodes, ...revenue.nodes],
      mounts: metering.mounts,
      jobs: [{ name: 'usage-sweep', job: () => revenue.sweepUsage.execute(), idleMs: SWEEP_MS }],
      attendants: [new UsageConsumer(ground.nats, revenue.postUsage, ground.logger)],
    },
  };
}

function wireMetering(ground: Ground, identity: Identity, models: Models) {
  const { transactions: tx, rootKey } = ground;
  const { gateways, apiKeys, inbox } = postgresMetering(ground.dataSource);
  const queue = new NatsUsageQueue(ground.nats, ground.logger);
  const recordUsage = new RecordUsage(tx, inbox, apiKeys, identity.users, models.modelVersions, queue);
  const verifyDelivery = new VerifyDelivery(gateways, rootKey, new StandardWebhookSignatures());
  return {
    inbox,
    queue,
    resolvers: meteringResolvers({
      gateways,
      inbox,
      registerGateway: new RegisterGateway(tx, gateways, rootKey),
      rotateGatewaySecret: new RotateGatewaySecret(tx, gateways, rootKey),
      revokeGateway: new RevokeGateway(tx, gateways),
      apiKeys,
      createApiKey: new CreateApiKey(tx, apiKeys),
      revokeApiKey: new RevokeApiKey(tx, apiKeys),
    }),
    nodes: meteringNodes({ gateways, apiKeys }),
    mounts: [
      mountUsageWebhook({ verifyDelivery, recordUsage }),
      mountGateway({
        authenticateGateway: new AuthenticateGateway(gateways),
        introspectApiKey: new IntrospectApiKey(apiKeys),
        modelVersions: models.modelVersions,
        openModelArtefact: models.openModelArtefact,
        log: ground.logger,
      }),
    ],
  };
}

function wireRevenue(ground: Ground, identity: Identity, models: Models, metering: ReturnType<typeof wireMetering>) {
  const { transactions: tx, dataSource } = ground;
  const { inbox, queue } = metering;
  const { accounts, journals } = postgresLedger(dataSource);
  const { pots, draws, topUps } = postgresRevenue(dataSource);
  const postJournals = new PostJournals(accounts, journals);
  const postUsage = new PostUsage(tx, inbox, models.modelVersions, pots, accounts, postJournals);
  return {
    postUsage,
    sweepUsage: new SweepUsage(inbox, postUsage, SWEEP_MS),
    openPot: new OpenPot(pots),
    resolvers: revenueResolvers({
      pots,
      draws,
      drawEarnings: new DrawEarnings(tx, pots, draws, identity.persons, postJournals),
      readUsage: new ReadUsage(inbox, models.modelVersions, journals),
      readBalance: new ReadBalance(accounts),
      recordTopUp: new RecordTopUp(tx, topUps, identity.users, postJournals, inbox, queue),
      auditMoney: new AuditMoney(tx, new AuditLedger(journals), pots, accounts),
    }),
    nodes: revenueNodes({ draws }),
  };
}
