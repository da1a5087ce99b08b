import { createHmac, randomUUID } from 'node:crypto';
import { sourceOf } from '../../api/metering/index.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import type { Customer, SigningGateway } from './market.ts';

/** All that a gateway needs in order to report calls; plain, so that it can travel to another process. */
export interface Traffic {
  readonly gateway: SigningGateway;
  readonly customers: readonly Customer[];
  readonly versions: readonly Id[];
  readonly deliveries: number;
  readonly eventsPerDelivery: number;
  /** The number of the first event. */
  readonly firstSequence: number;
}

/** One request, whole but for its way to the server. */
export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly events: number;
}

/** Signed now, so to be sent within 5 minutes. */
export function signedRequests(traffic: Traffic): SignedRequest[] {
  const { gateway, customers, versions, deliveries, eventsPerDelivery, firstSequence } = traffic;
  const source = sourceOf(gateway.id);
  const callers = customers.map(({ userId, keyId }) => ({
    customerId: toNodeId('User', userId),
    keyId: toNodeId('ApiKey', keyId),
  }));
  const models = versions.map((id) => toNodeId('ModelVersion', id));
  let sequence = firstSequence;
  const event = () => ({
    specversion: '1.0',
    type: 'org.commonpool.usage.v1',
    id: newId(),
    source,
    time: new Date().toISOString(),
    sequence: `${sequence++}`,
    datacontenttype: 'application/json',
    data: { modelVersionId: oneOf(models), ...oneOf(callers), units: { queries: 1 } },
  });
  return Array.from({ length: deliveries }, () => {
    const body = Buffer.from(JSON.stringify(Array.from({ length: eventsPerDelivery }, event)));
    return { headers: signedHeaders(gateway.secret, body), body, events: eventsPerDelivery };
  });
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`. */
function signedHeaders(secret: string, body: Buffer): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const timestamp = `${Math.floor(Date.now() / 1_000)}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'content-type': 'application/cloudevents-batch+json',
    'content-length': `${body.length}`,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

function oneOf<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}
