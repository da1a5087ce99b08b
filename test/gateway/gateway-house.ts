import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { mountGateway } from '../../api/gateway/index.ts';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { pricesOf } from '../../domain/pools/index.ts';
import { mountUsageWebhook } from '../../api/webhooks/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import {
  AdmitDelivery,
  AuthenticateGateway,
  CreateApiKey,
  InboxGauge,
  IntrospectApiKey,
  LicenseGateway,
  OpenServedArtefact,
  RecordUsage,
  RegisterGateway,
  RevokeApiKey,
  RevokeGateway,
  RevokeLicence,
  type GatewayKind,
  VerifyDelivery,
} from '../../domain/metering/index.ts';
import { ModelVersion, OpenModelArtefact } from '../../domain/models/index.ts';
import { accountKeys, PostJournals } from '../../domain/ledger/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { serialiseModel, train } from '../../domain/training/ngram/index.ts';
import { LocalRootKey } from '../../infra/crypto/root-key.ts';
import { StandardWebhookSignatures } from '../../infra/crypto/webhook-signature.ts';
import { postgresLedger } from '../../infra/postgres/ledger/index.ts';
import { postgresMetering } from '../../infra/postgres/metering/index.ts';
import { postgresModels } from '../../infra/postgres/models/index.ts';
import { postgresPools } from '../../infra/postgres/pools/index.ts';
import { wireMandates } from '../../wiring/mandates.ts';
import { corpusOf } from '../training/texts.ts';
import { aMember, openHouse } from '../vaults/house.ts';

export type GatewayHouse = Awaited<ReturnType<typeof openGatewayHouse>>;

const FUNDED_MICROS = 10n ** 18n;
const OPERATOR: Viewer = { userId: newId(), isOperator: true, sessionId: null };

/** Both doors that gateways use, over HTTP, on a real database and sealed files. */
export async function openGatewayHouse() {
  const house = await openHouse();
  const { transactions: tx } = house;
  const { dataSource } = house.database;
  const { gateways, apiKeys, inbox, licences, refusals, waitingUsage } = postgresMetering(dataSource);
  const { modelVersions } = postgresModels(dataSource);
  const { accounts, journals } = postgresLedger(dataSource);
  const rootKey = await LocalRootKey.fromFile(join(house.folder, 'root.key'));
  const log = pino({ level: 'silent' });
  const queue = { publish: () => {}, depth: () => Promise.resolve(0) };
  const pools = postgresPools(dataSource, false);
  const mandates = wireMandates(house.ground, house.identity, pools, { modelVersions });
  const app = express().use(identifyRequests(log));
  mountGateway({
    authenticateGateway: new AuthenticateGateway(gateways),
    introspectApiKey: new IntrospectApiKey(apiKeys, modelVersions, mandates.seeSpending),
    issueTickets: mandates.issueTickets,
    releaseTicket: mandates.releaseTicket,
    modelVersions,
    openServedArtefact: new OpenServedArtefact(
      modelVersions,
      licences,
      new OpenModelArtefact(modelVersions, house.openObject),
    ),
    log,
  })(app);
  mountUsageWebhook({
    admitDelivery: new AdmitDelivery(new InboxGauge(waitingUsage, { events: 10_000, lagMs: 60_000 }), 100_000),
    verifyDelivery: new VerifyDelivery(gateways, rootKey, new StandardWebhookSignatures()),
    recordUsage: new RecordUsage(
      ...([tx, inbox, apiKeys, house.identity.users, modelVersions, licences, refusals, queue] as const),
      mandates.claimTickets,
    ),
  })(app);
  app.use(failures(log));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const topUp = (userId: string, amountMicros: bigint) =>
    tx.run(async (t) => {
      const legs = [
        { account: accountKeys.external('EUR'), amountMicros: -amountMicros },
        { account: accountKeys.customer(userId, 'EUR'), amountMicros },
      ];
      const paid = { key: `top-up:${newId()}`, kind: 'top-up', currency: 'EUR', legs };
      if (amountMicros > 0n) await new PostJournals(accounts, journals).execute(t, [paid]);
    });
  const giveMandate = async (viewer: Viewer, modelVersionId: string) => {
    const expiresAt = new Date((await house.database.clock.now()).getTime() + 86_400_000);
    const bounds = { currency: 'EUR', maxPriceMicros: FUNDED_MICROS, dailyCapMicros: FUNDED_MICROS, expiresAt };
    const terms = { modelVersionId, poolId: null, apiKeyId: null, ...bounds };
    return mandates.giveMandate.execute({ viewer, terms, statementJws: null });
  };
  return {
    ...house,
    tickets: async (gatewayId: string) =>
      (await mandates.seeTickets.ofGateway(OPERATOR, gatewayId, { limit: 100, direction: 'forward' })).items,
    url,
    register: async (kind: GatewayKind = 'hosted') => {
      const registration = new RegisterGateway(tx, gateways, rootKey);
      const registered = await registration.execute({ viewer: OPERATOR, name: 'edge', kind });
      return { ...registered, source: sourceOf(registered.gateway.id) };
    },
    license: (gatewayId: string, modelVersionId: string) =>
      new LicenseGateway(tx, gateways, licences, modelVersions).execute({
        viewer: OPERATOR,
        gatewayId,
        modelVersionId,
      }),
    revokeLicence: (licenceId: string) => new RevokeLicence(tx, licences).execute({ viewer: OPERATOR, licenceId }),
    revokeGateway: (gatewayId: string) => new RevokeGateway(tx, gateways).execute({ viewer: OPERATOR, gatewayId }),
    /** With money, and more of it than any call here costs. */
    aCustomer: async (fundedMicros = FUNDED_MICROS) => {
      const { viewer } = await aMember(house, false);
      await topUp(viewer.userId, fundedMicros);
      const { apiKey, secret } = await new CreateApiKey(tx, apiKeys).execute({ viewer, label: 'k' });
      const revoke = () => new RevokeApiKey(tx, apiKeys).execute({ viewer, apiKeyId: apiKey.id });
      const mandate = (modelVersionId: string) => giveMandate(viewer, modelVersionId);
      const held = () => accounts.balance(accountKeys.held(viewer.userId, 'EUR'));
      return { viewer, apiKey, secret, revoke, mandate, held };
    },
    publish: async (artefact: Buffer, changes: Partial<ModelVersion> = {}) => {
      const poolId = newId();
      const { objectId, digest } = await house.sealObject.execute({ ownerId: poolId }, once(artefact));
      const version = aVersion(poolId, objectId, digest, await house.database.clock.now(), changes);
      await tx.run((t) => modelVersions.insert(t, version));
      return { version, id: toNodeId('ModelVersion', version.id) };
    },
    suspend: (versionId: string) =>
      dataSource.query(`UPDATE model_versions SET state = 'suspended' WHERE id = $1`, [versionId]),
    /** The events of a gateway that count, in the order of their numbers. */
    metered: async (gatewayId: string) => {
      const rows = await dataSource.query<{ event_id: string; sequence: string }[]>(
        'SELECT event_id, sequence FROM usage_inbox WHERE gateway_id = $1 ORDER BY sequence',
        [gatewayId],
      );
      return rows.map((row) => ({ id: row.event_id, sequence: Number(row.sequence) }));
    },
    /** As a gateway with this token. */
    ask: (path: string, token: string | null, body?: unknown) =>
      fetch(`${url}/gateway${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await house.close();
    },
  };
}

/** A model that can say "the pool is ours ." and nothing else. */
export function aModel(): Buffer {
  const owners = ['ana', 'ben', 'cy', 'dee', 'eve', 'fay'];
  const lines = owners.map((owner) => ({ owner, text: 'the pool is ours .', heldOut: false }));
  return Buffer.from(serialiseModel(train(corpusOf(lines)).model));
}

function aVersion(
  poolId: string,
  artefactObjectId: string,
  artefactDigest: string,
  publishedAt: Date,
  changes: Partial<ModelVersion>,
): ModelVersion {
  return new ModelVersion({
    id: newId(),
    poolId,
    runId: newId(),
    proposalId: newId(),
    builderId: newId(),
    number: 1,
    artefactObjectId,
    artefactDigest,
    capTableId: newId(),
    capTableDigest: artefactDigest,
    charterDigest: artefactDigest,
    currency: 'EUR',
    ...pricesOf({ pricePerQueryMicros: 9_007_199_254_740_993n }),
    platformPpm: 100_000,
    builderPpm: 200_000,
    ownersPpm: 700_000,
    publishedAt,
    releaseMode: 'hosted',
    repricings: [],
    state: 'live',
    ...changes,
  });
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
