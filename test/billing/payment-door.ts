import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { providerSourceOf } from '../../api/billing/index.ts';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Json } from '../../domain/shared/index.ts';
import type { Market } from '../revenue/market.ts';

export interface Answer {
  readonly status: number;
  readonly body: {
    results?: { id: string; status: string; code?: string; message?: string }[];
    errors?: { message: string; extensions: { code: string } }[];
  };
}

export interface Sending {
  readonly at?: Date;
  readonly secret?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Event = Record<string, Json>;

/** `POST /webhooks/payments` over HTTP on a market, and a provider that signs with the reference library. */
export class PaymentDoor {
  private events = 0;
  private deliveries = 0;

  private constructor(
    private readonly server: Server,
    readonly providerId: string,
    readonly secret: string,
  ) {}

  static async open(market: Market): Promise<PaymentDoor> {
    const { registerPaymentProvider, wired } = market.billing;
    const { operator: viewer } = market;
    const { provider, webhookSecret } = await registerPaymentProvider.execute({ viewer, name: 'bank' });
    const { logger } = market.ground;
    const app = express();
    app.use(identifyRequests(logger));
    for (const mount of wired.mounts ?? []) mount(app);
    app.use(failures(logger));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PaymentDoor(server, provider.id, webhookSecret);
  }

  received(customer: Viewer, amountMicros: Json, changed: Event = {}): Event {
    const data = { customerId: toNodeId('User', customer.userId), currency: 'EUR', amountMicros, reference: 'wire 7' };
    return this.event('received', data, changed);
  }

  reversed(payment: Event, changed: Event = {}): Event {
    return this.event('reversed', { paymentId: payment.id as string, reference: 'dispute 9' }, changed);
  }

  private event(type: string, data: Json, changed: Event): Event {
    this.events += 1;
    return {
      specversion: '1.0',
      type: `org.commonpool.payment.${type}.v1`,
      id: `evt-${this.events}`,
      source: providerSourceOf(this.providerId),
      time: new Date().toISOString(),
      data,
      ...changed,
    };
  }

  send(value: Json, sending: Sending = {}): Promise<Answer> {
    return this.sendText(JSON.stringify(value), {
      contentType: Array.isArray(value) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      ...sending,
    });
  }

  async sendText(body: string | Buffer, sending: Sending = {}): Promise<Answer> {
    this.deliveries += 1;
    const { at = new Date(), secret = this.secret } = sending;
    const { port } = this.server.address() as AddressInfo;
    const id = `msg_${this.deliveries}`;
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/payments`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: {
        'content-type': sending.contentType ?? 'application/cloudevents+json',
        'webhook-id': id,
        'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
        'webhook-signature': new Webhook(secret).sign(id, at, body.toString()),
        ...sending.headers,
      },
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Code or status of each result. */
export function outcomes({ body }: Answer): string[] {
  return (body.results ?? []).map((result) => result.code ?? result.status);
}
