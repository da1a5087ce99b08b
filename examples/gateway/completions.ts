import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Fresh } from './fresh.ts';
import type { HostedModel } from './hosted-model.ts';
import { InstanceFault, type Introspection, type ModelFacts } from './instance.ts';
import type { Log } from './log.ts';
import type { Spool } from './spool/spool.ts';

export interface CompletionParts {
  readonly models: ReadonlyMap<string, HostedModel>;
  readonly facts: Fresh<ModelFacts>;
  readonly introspections: Fresh<Introspection>;
  readonly spool: Spool;
  readonly log: Log;
}

const MOST_WORDS = 200;
const LONGEST_PROMPT = 4_000;

/** What a customer is told instead of an answer. Nothing was metered then. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** What customers reach: `POST /v1/models/<id>/complete`, and `/healthz` for whoever watches over the gateway. */
export function completions(parts: CompletionParts): Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.get('/healthz', (_request, response) => {
    response.json({ models: [...parts.models.keys()], unsettledEvents: parts.spool.unsettled });
  });
  app.post('/v1/models/:id/complete', express.json({ limit: '32kb' }), complete(parts));
  app.use((_request, _response, next) => next(new Refusal(404, 'NOT_FOUND', 'There is nothing at this address.')));
  app.use(refusals(parts.log));
  return app;
}

function complete({ models, facts, introspections, spool }: CompletionParts): RequestHandler {
  return async (request, response) => {
    const time = new Date().toISOString();
    const customer = await introspections.of(bearerIn(request.headers.authorization));
    if (!customer.active) throw unauthorised();
    const model = models.get(String(request.params['id']));
    if (!model) throw new Refusal(404, 'MODEL_NOT_FOUND', 'This gateway does not serve a model version with this id.');
    const { state } = await facts.of(model.id);
    if (state !== 'live') throw new Refusal(409, 'MODEL_NOT_LIVE', 'This model version is suspended.');
    const { prompt, maxWords } = wishIn(request.body);
    const text = model.complete(prompt, maxWords);
    const { customerId, keyId } = customer;
    const call = { id: randomUUID(), time, modelVersionId: model.id, customerId, keyId, queries: 1 };
    // On the disk first: an answer that was given and then forgotten by a crash would be one that nobody is paid for.
    await spool.append(call);
    response.json({ text, callId: call.id });
  };
}

function bearerIn(authorization: string | undefined): string {
  const key = /^Bearer (\S{1,200})$/i.exec(authorization ?? '')?.[1];
  if (key) return key;
  throw unauthorised();
}

function unauthorised(): Refusal {
  const message = 'Send an API key that is not revoked as `Authorization: Bearer <key>`.';
  return new Refusal(401, 'KEY_INVALID', message);
}

function wishIn(body: unknown): { prompt: string; maxWords: number } {
  const { prompt, maxWords = 40 } = (body ?? {}) as { prompt?: unknown; maxWords?: unknown };
  if (typeof prompt !== 'string' || prompt.length > LONGEST_PROMPT) {
    throw new Refusal(400, 'INVALID_INPUT', `\`prompt\` is a text of at most ${LONGEST_PROMPT} characters.`);
  }
  if (!Number.isInteger(maxWords) || Number(maxWords) < 1 || Number(maxWords) > MOST_WORDS) {
    throw new Refusal(400, 'INVALID_INPUT', `\`maxWords\` is a whole number from 1 to ${MOST_WORDS}.`);
  }
  return { prompt, maxWords: Number(maxWords) };
}

function refusals(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { status, code, message } = refusalOf(error);
    if (status >= 500) log.error({ err: error }, 'A call could not be answered.');
    if (status === 503) response.set('retry-after', '5');
    response.status(status).json({ error: { code, message } });
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { status } = error as { status?: number };
  if (status === 413) return new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The body is larger than 32 KiB.');
  if (status !== undefined && status < 500) return new Refusal(400, 'BAD_REQUEST', 'The request is not valid JSON.');
  const whose = error instanceof InstanceFault ? 'Keys cannot be checked' : 'Calls cannot be metered';
  return new Refusal(503, 'UNAVAILABLE', `${whose} at the moment. Nothing was charged; try again soon.`);
}
