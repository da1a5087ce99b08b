import { webhookMac } from './webhook-mac.ts';

/** The three headers of Standard Webhooks, by which a receiver knows who sent these bytes, and when. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Signs what this instance sends, `v1` under each secret, so that the receiver can change to the next one at any time. */
export class WebhookSigner {
  constructor(private readonly secrets: readonly string[]) {}

  /** The id must stay the same over all tries, the time must not. An id has no full stop. */
  headers(id: string, body: Uint8Array, now: Date): SignedHeaders {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const signatures = this.secrets.map((secret) => {
      const mac = webhookMac(secret, id, timestamp, body);
      if (!mac) throw new TypeError('A webhook secret is the base64 of 24 to 64 bytes, after whsec_.');
      return `v1,${mac}`;
    });
    return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
  }
}
