import { createHmac } from 'node:crypto';

const SECRET = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/;
const MIN_KEY_BYTES = 24;
const MAX_KEY_BYTES = 64;

/**
 * HMAC-SHA256 over `id.timestamp.body`, in base64, as it is sent: one signature has one text. Null where the secret is
 * not the base64 of 24 to 64 bytes.
 */
export function webhookMac(secret: string, id: string, timestamp: string, body: Uint8Array): string | null {
  const key = Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64');
  if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) return null;
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
}
