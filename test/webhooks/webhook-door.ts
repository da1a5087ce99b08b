import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import type { Gateway, GatewayKind } from '../../domain/metering/index.ts';
import type { Json } from '../../domain/shared/index.ts';
import type { Customer, Market } from '../revenue/market.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    results?: { id: string; status: string; code?: string }[];
    errors?: { message: string; extensions: { code: string } }[];
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
    readonly gateway: Gateway,
    readonly secret: string,
    private readonly token: string,
  ) {}

  static async open(market: Market, kind: GatewayKind = 'hosted'): Promise<WebhookDoor> {
    const { registerGateway, wired } = market.money;
    const { gateway, webhookSecret, token } = await registerGateway.execute({
      viewer: market.operator,
      name: 'edge',
      kind,
    });
    const { logger } = market.ground;
    const app = express();
    app.use(identifyRequests(logger));
    for (const mount of wired.mounts ?? []) mount(app);
    app.use(failures(logger));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookDoor(server, gateway, webhookSecret, token);
  }

  get gatewayId(): string {
    return this.gateway.id;
  }

  /** Where the webhook and the door for gateways are. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
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

  async sendText(body: string | Buffer<ArrayBuffer>, sending: Sending = {}): Promise<Answer> {
    this.deliveries += 1;
    const { at = new Date(), deliveryId = `msg_${this.deliveries}`, secret = this.secret } = sending;
    const response = await fetch(`${this.url}/webhooks/usage`, {
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
    return answerOf(response);
  }

  /** The door for gateways, with this one's token. */
  async ask(path: string, body?: Json): Promise<Answer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return answerOf(await fetch(`${this.url}/gateway${path}`, { ...request, headers }));
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Answer['body'] };
}
