import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import type {
  IssueTickets,
  ReleaseTicket,
  Ticket,
  TicketOutcome,
  TicketRefusalCode,
  TicketWish,
} from '../../domain/mandates/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import { fromNodeId, toNodeId } from '../shared/index.ts';
import { gatewayOf } from './only-gateways.ts';

const MAX_TICKETS = 100;

const unit = z.int().default(0);
const request = z.object({
  requestId: z.string().regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, 'has 1 to 128 characters, none of them a control character'),
  apiKey: z.string().optional(),
  keyId: z.string().optional(),
  modelVersionId: z.string(),
  maxUnits: z.strictObject({ queries: unit, inputTokens: unit, outputTokens: unit, seconds: unit }),
});
const body = z.object({ tickets: z.array(request).min(1).max(MAX_TICKETS) });
const release = z.object({ reason: z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a control character') });

/** What a gateway is told when it gets no ticket; whoever reads it can act on it. */
const REFUSALS: Readonly<Record<TicketRefusalCode, string>> = {
  API_KEY_UNKNOWN: 'No customer has this key.',
  API_KEY_REVOKED: 'The customer has revoked this key.',
  MODEL_UNKNOWN: 'No such model version is published here.',
  WRONG_GATEWAY: 'This gateway may not serve this model version.',
  MODEL_NOT_LIVE: 'This model version is suspended.',
  MANDATE_MISSING: 'The customer has given no mandate for this model version and key.',
  MANDATE_EXPIRED: 'The customer’s mandate has expired.',
  MANDATE_REVOKED: 'The customer has revoked the mandate.',
  MANDATE_PRICE_EXCEEDED: 'The call could cost more than the customer’s mandate allows for one.',
  MANDATE_CAP_REACHED: 'The mandate’s daily cap is reached. It opens again at midnight, UTC.',
  SPENDING_LIMIT_REACHED: 'The customer’s own spending limit is reached.',
  BALANCE_INSUFFICIENT: 'The customer’s balance is too small for this call.',
  IDEMPOTENCY_KEY_REUSED: 'This requestId was used for another request. Use a new one for a new call.',
};

/** `POST /gateway/tickets`: 1 to 100 requests, each granted or refused by itself. Send it again without fear. */
export function issueTickets(useCase: IssueTickets): RequestHandler {
  return async (incoming, response) => {
    const { tickets } = read(body, incoming.body);
    const outcomes = await useCase.execute(gatewayOf(response).id, tickets.map(wishOf));
    response.json({ results: outcomes.map(publicOutcome) });
  };
}

/** `POST /gateway/tickets/<id>/release`: the call was not served, for a reason that the customer reads. */
export function releaseTicket(useCase: ReleaseTicket): RequestHandler {
  return async (incoming, response: Response) => {
    const ticketId = fromNodeId('Ticket', String(incoming.params['ticketId']), 'ticketId');
    const { reason } = read(release, incoming.body);
    response.json(publicTicket(await useCase.execute({ gatewayId: gatewayOf(response).id, ticketId, reason })));
  };
}

function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = (issue?.path ?? []).map(String);
  throw new InvalidInput(field, `${field.join('.') || 'The body'}: ${issue?.message ?? 'is not valid'}.`);
}

function wishOf({ apiKey, keyId, ...wish }: z.infer<typeof request>, at: number): TicketWish {
  const field = (name: string) => ['tickets', String(at), name];
  const modelVersionId = fromNodeId('ModelVersion', wish.modelVersionId, field('modelVersionId'));
  if ((apiKey === undefined) === (keyId === undefined)) {
    throw new InvalidInput(field('apiKey'), 'Name the key either by `apiKey` or by `keyId`.');
  }
  if (apiKey !== undefined) return { ...wish, modelVersionId, apiKey };
  return { ...wish, modelVersionId, keyId: fromNodeId('ApiKey', keyId ?? '', field('keyId')) };
}

function publicOutcome(outcome: TicketOutcome) {
  const { requestId } = outcome;
  if ('ticket' in outcome) return { requestId, status: 'issued', ticket: publicTicket(outcome.ticket) };
  return { requestId, status: 'refused', code: outcome.code, message: REFUSALS[outcome.code] };
}

function publicTicket(ticket: Ticket) {
  return {
    id: toNodeId('Ticket', ticket.id),
    requestId: ticket.requestId,
    state: ticket.state,
    customerId: toNodeId('User', ticket.customerId),
    keyId: toNodeId('ApiKey', ticket.keyId),
    modelVersionId: toNodeId('ModelVersion', ticket.modelVersionId),
    currency: ticket.currency,
    maxPriceMicros: ticket.maxPriceMicros.toString(),
    maxUnits: ticket.maxUnits,
    issuedAt: ticket.issuedAt.toISOString(),
    expiresAt: ticket.expiresAt.toISOString(),
  };
}
