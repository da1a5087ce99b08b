import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Fresh } from './fresh.ts';
import type { HostedModel } from './hosted-model.ts';
import { InstanceFault, type Introspection, type ModelFacts } from './instance.ts';
import type { Log } from './log.ts';
import type { Spool } from './spool/spool.ts';
import type { TicketOffice } from './ticket-office.ts';
import type { Call } from './usage-event.ts';

export interface CompletionParts {
  readonly models: ReadonlyMap<string, HostedModel>;
  readonly facts: Fresh<ModelFacts>;
  /** By key and model version, as `questionIn` takes them apart. */
  readonly introspections: Fresh<Introspection>;
  readonly tickets: TicketOffice;
  readonly alwaysTickets: boolean;
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

function complete(parts: CompletionParts): RequestHandler {
  const { models, facts, introspections, spool } = parts;
  return async (request, response) => {
    const time = new Date().toISOString();
    const apiKey = bearerIn(request.headers.authorization);
    const model = models.get(String(request.params['id']));
    if (!model) throw new Refusal(404, 'MODEL_NOT_FOUND', 'This gateway does not serve a model version with this id.');
    const customer = await introspections.of(questionOf(apiKey, model.id));
    if (!customer.active) throw unauthorised();
    const { state } = await facts.of(model.id);
    if (state !== 'live') throw new Refusal(409, 'MODEL_NOT_LIVE', 'This model version is suspended.');
    const { prompt, maxWords } = wishIn(request.body);
    const { customerId, keyId } = customer;
    const call = { id: randomUUID(), time, modelVersionId: model.id, customerId, keyId, queries: 1 };
    const ticketId = await payment(parts, call, customer);
    try {
      const text = model.complete(prompt, maxWords);
      // On the disk first: an answer that was given and then forgotten by a crash would be one that nobody is paid for.
      await spool.append(ticketId === null ? call : { ...call, ticketId });
      response.json({ text, callId: call.id });
    } catch (error) {
      if (ticketId !== null) parts.tickets.giveBack(ticketId, 'the call was not answered');
      throw error;
    }
  };
}

/** The ticket that was bought for the call; null where it is charged to the balance when it is reported. */
async function payment(
  { tickets, alwaysTickets }: CompletionParts,
  { id: requestId, keyId, modelVersionId, queries }: Call,
  { ticketsRequired, spendable }: { ticketsRequired: boolean; spendable: boolean },
): Promise<string | null> {
  if (!ticketsRequired && !alwaysTickets) {
    if (spendable) return null;
    throw new Refusal(402, 'NOT_PAYABLE', 'Your balance is empty, or your spending limit is reached.');
  }
  const answer = await tickets.buy({ requestId, keyId, modelVersionId, maxUnits: { queries } });
  if (answer.status === 'issued') return answer.ticket.id;
  if (answer.code.startsWith('API_KEY_')) throw unauthorised();
  throw new Refusal(answer.code.startsWith('MODEL_') ? 409 : 402, answer.code, answer.message);
}

/** Keys and ids hold no space, so both fit in one text, by which the answer is kept. */
function questionOf(apiKey: string, modelVersionId: string): string {
  return `${apiKey} ${modelVersionId}`;
}

export function questionIn(asked: string): [apiKey: string, modelVersionId: string] {
  const [apiKey = '', modelVersionId = ''] = asked.split(' ');
  return [apiKey, modelVersionId];
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
