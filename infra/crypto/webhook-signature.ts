import { timingSafeEqual } from 'node:crypto';
import type { SignedDelivery, WebhookSignatures } from '../../domain/identity/index.ts';
import { webhookMac } from './webhook-mac.ts';

/** Both ways, the boundary included. */
const TOLERANCE_S = 300;

/** A number of seconds and nothing else: `1614265330abc` would pass a lenient parser and be signed as another text. */
const TIMESTAMP = /^(0|[1-9]\d{0,11})$/;

/** Ids with a full stop would let one signed text be read as two different (id, timestamp) pairs. */
const DELIVERY_ID = /^[^.\s]{1,200}$/;

/** Standard Webhooks 1.0.0, symmetric scheme `v1`: HMAC-SHA256 over `id.timestamp.body`, on the bytes as they came. */
export class StandardWebhookSignatures implements WebhookSignatures {
  verify(delivery: SignedDelivery, secrets: readonly string[], now: Date): boolean {
    const { id, timestamp, signature, body } = delivery;
    if (!id || !DELIVERY_ID.test(id) || !timestamp || !TIMESTAMP.test(timestamp) || !signature) return false;
    if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > TOLERANCE_S) return false;
    const given = signature
      .split(' ')
      .filter((part) => part.startsWith('v1,'))
      .map((part) => Buffer.from(part.slice('v1,'.length)));
    let valid = false;
    for (const secret of secrets) {
      const mac = webhookMac(secret, id, timestamp, body);
      const expected = mac === null ? null : Buffer.from(mac);
      for (const candidate of given) {
        if (expected && candidate.length === expected.length && timingSafeEqual(candidate, expected)) valid = true;
      }
    }
    return valid;
  }
}
