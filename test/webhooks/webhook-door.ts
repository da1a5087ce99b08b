import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Json } from '../../domain/shared/index.ts';
import type { Customer, Market } from '../revenue/market.ts';

export interface Answer {
  readonly status: number;
  readonly body: {
    results?: { id: string; status: string; code?: string }[];
    errors?: { extensions: { code: string } }[];
  };
}

export interface Sending {
  readonly at?: Date;
  readonly deliveryId?: string;
  readonly secret?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The webhook over HTTP on a market, and a gateway that signs with the reference library. */
export class WebhookDoor {
  private sequence = 0;
  private deliveries = 0;

  private constructor(
    private readonly server: Server,
    readonly gatewayId: string,
    readonly secret: string,
  ) {}

  static async open(market: Market): Promise<WebhookDoor> {
    const { registerGateway, wired } = market.money;
    const { gateway, webhookSecret } = await registerGateway.execute({ viewer: market.operator, name: 'edge' });
    const { logger } = market.ground;
    const app = express();
    app.use(identifyRequests(logger));
    for (const mount of wired.mounts ?? []) mount(app);
    app.use(failures(logger));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookDoor(server, gateway.id, webhookSecret);
  }

  event(customer: Customer, modelVersionId: string, changed: Record<string, Json> = {}): Record<string, Json> {
    this.sequence += 1;
    return {
      specversion: '1.0',
      type: 'org.commonpool.usage.v1',
      id: `call-${this.sequence}`,
      source: sourceOf(this.gatewayId),
      time: new Date().toISOString(),
      sequence: `${this.sequence}`,
      data: {
        modelVersionId: toNodeId('ModelVersion', modelVersionId),
        customerId: toNodeId('User', customer.viewer.userId),
        keyId: toNodeId('ApiKey', customer.keyId),
        units: { queries: 1 },
      },
      ...changed,
    };
  }

  send(value: Json, sending: Sending = {}): Promise<Answer> {
    return this.sendText(JSON.stringify(value), {
      contentType: Array.isArray(value) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      ...sending,
    });
  }

  async sendText(body: string, sending: Sending = {}): Promise<Answer> {
    this.deliveries += 1;
    const { at = new Date(), deliveryId = `msg_${this.deliveries}`, secret = this.secret } = sending;
    const { port } = this.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/usage`, {
      method: 'POST',
      body,
      headers: {
        'content-type': sending.contentType ?? 'application/cloudevents+json',
        'webhook-id': deliveryId,
        'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
        'webhook-signature': new Webhook(secret).sign(deliveryId, at, body),
        ...sending.headers,
      },
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
