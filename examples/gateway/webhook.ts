import { createHash, createHmac } from 'node:crypto';
import { toCloudEvent, type UsageEvent } from './usage-event.ts';

export interface Delivery {
  /** `<instance>/webhooks/usage`. */
  readonly url: string;
  /** `whsec_...`, as `registerGateway` or `rotateGatewaySecret` showed it. */
  readonly secret: string;
  /** The gateway's, as `registerGateway` showed it: `/gateways/<id>`. */
  readonly source: string;
  /** 1 to 100. */
  readonly events: readonly UsageEvent[];
  /** Without one, the events' own digest: the same events sent again then keep their id by themselves. */
  readonly webhookId?: string;
  readonly signal?: AbortSignal;
}

/** What became of one event. The first two are a success; the others are final, and `code` says why. */
export interface UsageResult {
  readonly id: string;
  readonly status: 'accepted' | 'duplicate' | 'conflict' | 'refused';
  readonly code?: string;
  readonly message?: string;
}

interface Answer {
  readonly results?: readonly UsageResult[];
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code: string } }[];
}

/** The instance gave no results: nothing is known to be counted. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  readonly code: string;
  /** True if the instance itself said that these bytes are at fault, so that they would be turned away for ever. */
  readonly final: boolean;
  readonly retryAfterMs: number | null;

  constructor(code: string, message: string, { final = false, retryAfterMs = null as number | null } = {}) {
    super(message);
    this.code = code;
    this.final = final;
    this.retryAfterMs = retryAfterMs;
  }
}

const PATIENCE_MS = 20_000;
const STATUSES: readonly unknown[] = ['accepted', 'duplicate', 'conflict', 'refused'] satisfies UsageResult['status'][];
const AT_FAULT: readonly number[] = [400, 413, 422];

/** Sends events once, signed. One result per event, in their order; throws DeliveryFailed when there are none. */
export async function sendUsage(delivery: Delivery): Promise<readonly UsageResult[]> {
  const { url, source, events } = delivery;
  const body = Buffer.from(JSON.stringify(events.map((event) => toCloudEvent(source, event))));
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = delivery.signal ? AbortSignal.any([delivery.signal, patience]) : patience;
  try {
    const response = await fetch(url, { method: 'POST', headers: signedHeaders(delivery, body), body, signal });
    return resultsIn(response, await response.text(), events);
  } catch (error) {
    if (error instanceof DeliveryFailed) throw error;
    throw new DeliveryFailed('UNREACHABLE', `${url} gave no answer: ${reasonOf(error)}.`);
  }
}

function signedHeaders({ secret, webhookId }: Delivery, body: Uint8Array): Record<string, string> {
  const id = webhookId ?? `msg_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/cloudevents-batch+json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': sign(secret, id, timestamp, body),
  };
}

/** Standard Webhooks 1.0.0, `v1`: HMAC-SHA256 over the bytes that are sent, not over a re-made text of them. */
export function sign(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

/** A list that answers every event decides, whatever the status beside it; without one, the request as a whole failed. */
function resultsIn(response: Response, text: string, events: readonly UsageEvent[]): readonly UsageResult[] {
  const answer = parsed(text) as Answer | null;
  const results = answer?.results ?? [];
  if (events.every(({ id }, at) => results[at]?.id === id && STATUSES.includes(results[at].status))) return results;
  const { status, headers } = response;
  const error = answer?.errors?.[0];
  const code = error?.extensions?.code;
  // A bare 400 may come from anything on the way, and must not write off what a customer owes.
  const final = code !== undefined && AT_FAULT.includes(status);
  throw new DeliveryFailed(
    code ?? `HTTP_${status}`,
    error?.message ?? `The answer ${status} says nothing of the events.`,
    { final, retryAfterMs: retryAfterMs(headers.get('retry-after')) },
  );
}

/** Seconds, or a date (RFC 9110). */
function retryAfterMs(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `fetch` says only "fetch failed"; the cause says why. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code || cause.name : message;
}
