import { Router, json, type Request, type RequestHandler } from 'express';
import type { IssueTickets, ReleaseTicket } from '../../domain/mandates/index.ts';
import type {
  AuthenticateGateway,
  IntrospectApiKey,
  Introspection,
  OpenServedArtefact,
} from '../../domain/metering/index.ts';
import { versionAt, type ModelVersion, type ModelVersions } from '../../domain/models/index.ts';
import { InvalidInput, NotFound } from '../../domain/shared/index.ts';
import type { Log } from '../http/log.ts';
import type { Mount } from '../server.ts';
import { fromNodeId, toNodeId } from '../shared/index.ts';
import { gatewayOf, onlyGateways } from './only-gateways.ts';
import { sendArtefact } from './send-artefact.ts';
import { issueTickets, releaseTicket } from './tickets.ts';

export interface GatewayParts {
  readonly authenticateGateway: AuthenticateGateway;
  readonly introspectApiKey: IntrospectApiKey;
  readonly modelVersions: Pick<ModelVersions, 'byId'>;
  readonly openServedArtefact: OpenServedArtefact;
  readonly issueTickets: IssueTickets;
  readonly releaseTicket: ReleaseTicket;
  readonly log: Log;
}

const BODY_BYTES = 4 * 1024;
const TICKETS_BYTES = 128 * 1024;

/** The door for registered gateways: whose key a customer shows, what a model version is, and its artefact. */
export function mountGateway(parts: GatewayParts): Mount {
  const routes = Router();
  routes.use(onlyGateways(parts.authenticateGateway), neverCached);
  routes.post('/introspect', json({ limit: BODY_BYTES }), introspect(parts));
  routes.post('/tickets', json({ limit: TICKETS_BYTES }), issueTickets(parts.issueTickets));
  routes.post('/tickets/:ticketId/release', json({ limit: BODY_BYTES }), releaseTicket(parts.releaseTicket));
  routes.get('/models/:modelVersionId', showModel(parts));
  routes.get('/models/:modelVersionId/artefact', streamArtefact(parts));
  return (app) => void app.use('/gateway', routes);
}

function introspect({ introspectApiKey }: GatewayParts): RequestHandler {
  return async (request, response) => {
    const versionId = versionIdIn(request.body);
    response.json(publicIntrospection(await introspectApiKey.execute(apiKeyIn(request.body), versionId)));
  };
}

function showModel({ modelVersions }: GatewayParts): RequestHandler {
  return async (request, response) => {
    const version = await modelVersions.byId(modelVersionIdOf(request));
    if (!version) throw new NotFound('The model version', ['modelVersionId']);
    response.json(publicFacts(version));
  };
}

function streamArtefact({ openServedArtefact, log }: GatewayParts): RequestHandler {
  return async (request, response) => {
    const { version, bytes } = await openServedArtefact.execute(gatewayOf(response), modelVersionIdOf(request));
    await sendArtefact(response, version, bytes, log);
  };
}

/** Each answer is about one moment, and may not outlive it in a cache on the way. */
const neverCached: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

function apiKeyIn(body: unknown): string {
  const { apiKey } = (body ?? {}) as { apiKey?: unknown };
  if (typeof apiKey === 'string') return apiKey;
  throw new InvalidInput(['apiKey'], 'Send the key that the customer showed as JSON: { "apiKey": "..." }.');
}

/** What the customer wants to call, where the gateway says so. */
function versionIdIn(body: unknown): string | null {
  const { modelVersionId } = (body ?? {}) as { modelVersionId?: unknown };
  if (modelVersionId === undefined) return null;
  return fromNodeId('ModelVersion', typeof modelVersionId === 'string' ? modelVersionId : '', 'modelVersionId');
}

function modelVersionIdOf(request: Request): string {
  return fromNodeId('ModelVersion', String(request.params['modelVersionId']), 'modelVersionId');
}

/** Absent, mistyped and revoked keys are answered byte for byte alike, or a gateway could tell which ones ever existed. */
function publicIntrospection(found: Introspection) {
  if (!found.active) return { active: false };
  const { customerId, keyId, call } = found;
  return { active: true, customerId: toNodeId('User', customerId), keyId: toNodeId('ApiKey', keyId), ...call };
}

function publicFacts(published: ModelVersion) {
  const version = versionAt(published, new Date());
  return {
    id: toNodeId('ModelVersion', version.id),
    poolId: toNodeId('Pool', version.poolId),
    number: version.number,
    state: version.state,
    releaseMode: version.releaseMode,
    artefactDigest: version.artefactDigest,
    currency: version.currency,
    pricePerQueryMicros: version.pricePerQueryMicros.toString(),
    pricePerMillionInputTokensMicros: version.pricePerMillionInputTokensMicros.toString(),
    pricePerMillionOutputTokensMicros: version.pricePerMillionOutputTokensMicros.toString(),
    pricePerSecondMicros: version.pricePerSecondMicros.toString(),
    minimumChargeMicros: version.minimumChargeMicros.toString(),
    freeQueriesPerMonth: version.freeQueriesPerMonth,
    publishedAt: version.publishedAt.toISOString(),
  };
}
