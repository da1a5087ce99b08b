import type { Carried, NoticeCarrier, NoticeMessage } from '../../domain/notices/index.ts';
import type { WebhookSigner } from '../crypto/webhook-signer.ts';

const TIMEOUT_MS = 10_000;

/** Refusals that do not mean this message: the receiver was slow, or has too much to do. */
const TRY_AGAIN: readonly number[] = [408, 429];

/** Posts each notice to the operator's own receiver, signed by Standard Webhooks. Its id is the delivery's, on every try. */
export class WebhookCarrier implements NoticeCarrier {
  readonly channel = 'webhook';

  constructor(
    private readonly url: string,
    private readonly signer: WebhookSigner,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  async carry(message: NoticeMessage): Promise<Carried> {
    const now = new Date();
    const body = Buffer.from(JSON.stringify(eventOf(message, now)));
    const headers = { 'content-type': 'application/json', ...this.signer.headers(message.deliveryId, body, now) };
    const signal = AbortSignal.timeout(this.timeoutMs);
    // A redirect would tell who is a member to an address that nobody configured.
    const response = await fetch(this.url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    const { ok, status } = response;
    if (ok) return 'accepted';
    if (status >= 400 && status < 500 && !TRY_AGAIN.includes(status)) return { refused: `HTTP ${status}` };
    throw new Error(`The receiver of notices answers with HTTP ${status}.`);
  }
}

function eventOf({ userId, title, lines, until, about }: NoticeMessage, now: Date): object {
  if (!about) throw new TypeError('A code goes by mail alone.');
  const { noticeId: id, kind, subjectId, subjectType, groupId } = about;
  const said = { title, lines, until: until?.toISOString() ?? null };
  return {
    type: 'notice',
    timestamp: now.toISOString(),
    data: { id, kind, userId, ...said, subjectId, subjectType, groupId },
  };
}
