import type { PayoutOrder, ProviderAnswer, WebhookProvider } from '../../domain/payouts/index.ts';
import type { WebhookSigner } from '../crypto/webhook-signer.ts';

const TIMEOUT_MS = 20_000;

/** What is read of an answer at most: its status says all, but an unread body keeps the connection. */
const MAX_ANSWER_BYTES = 4_096;

/** Those by which a server says that it is overloaded or away, and may say for how long. */
const MAY_ASK_FOR_TIME: readonly number[] = [429, 502, 503, 504];

const GONE = 410;

/**
 * Posts an order as a CloudEvent to the provider, signed by Standard Webhooks. The id is the payout's, on every try, so
 * that a provider which has it already knows so.
 */
export class HttpWebhookProvider implements WebhookProvider {
  constructor(
    private readonly url: string,
    private readonly signer: WebhookSigner,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async send(order: PayoutOrder): Promise<ProviderAnswer> {
    const body = Buffer.from(JSON.stringify(eventOf(order)));
    const headers = {
      'content-type': 'application/cloudevents+json',
      ...this.signer.headers(order.payoutId, body, new Date()),
    };
    try {
      // A redirect would carry bank details to an address that nobody configured.
      const signal = AbortSignal.timeout(this.timeoutMs);
      const response = await fetch(this.url, { method: 'POST', headers, body, redirect: 'manual', signal });
      await drain(response);
      return answerOf(response);
    } catch (error) {
      const outcome = (error as Error).name === 'TimeoutError' ? 'timed-out' : 'unreachable';
      return { outcome, httpStatus: null, retryAfterMs: null };
    }
  }
}

function eventOf({ payoutId, currency, amountMicros, requestedAt, destination }: PayoutOrder): object {
  return {
    specversion: '1.0',
    type: 'org.commonpool.payout.requested.v1',
    id: payoutId,
    source: '/payouts',
    time: requestedAt.toISOString(),
    data: { payoutId, currency, amountMicros: amountMicros.toString(), destination },
  };
}

function answerOf({ ok, status, headers }: Response): ProviderAnswer {
  const outcome = ok ? 'delivered' : status === GONE ? 'gone' : 'refused';
  const retryAfterMs = MAY_ASK_FOR_TIME.includes(status) ? msIn(headers.get('retry-after')) : null;
  return { outcome, httpStatus: status, retryAfterMs };
}

/** Seconds, or a date (RFC 9110). */
function msIn(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(ms, 0) : null;
}

async function drain({ body }: Response): Promise<void> {
  if (!body) return;
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += (chunk as Uint8Array).byteLength;
      if (bytes > MAX_ANSWER_BYTES) break;
    }
  } catch {
    // The status came; that the rest broke off changes nothing.
  }
}
