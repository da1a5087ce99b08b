import express, { type Request, type Response } from 'express';
import type {
  AdmitDelivery,
  RecordUsage,
  ReportingGateway,
  UsageEvent,
  UsageResult,
  VerifyDelivery,
} from '../../domain/metering/index.ts';
import { gatewayIn } from '../metering/index.ts';
import type { Mount } from '../server.ts';
import { readEvent } from './cloud-event.ts';
import { MAX_BYTES, readDelivery, type Delivery } from './delivery.ts';

/**
 * `POST /webhooks/usage`: what gateways report, in deliveries signed by Standard Webhooks. The signature is over the
 * bytes as they came, so nothing may parse the body before.
 *
 * 202 with one result per event means that each accepted one is committed and will be posted; a refused one would be
 * refused again, so it is no reason to send the delivery again. 409 is kept for one event sent alone whose id was used
 * for another; the whole delivery is refused with 400, 401, 403 or 413. 429 and 503 say when to send it again as it is.
 */
export function mountUsageWebhook(parts: {
  readonly admitDelivery: AdmitDelivery;
  readonly verifyDelivery: VerifyDelivery;
  readonly recordUsage: RecordUsage;
}): Mount {
  const receive = async (request: Request, response: Response): Promise<void> => {
    const delivery = readDelivery(request, gatewayIn);
    await parts.admitDelivery.execute(delivery.claimedSender);
    const gateway = await parts.verifyDelivery.execute(delivery.claimedSender, delivery.signed, new Date());
    parts.admitDelivery.charge(gateway.id, delivery.events.length);
    const results = await record(parts.recordUsage, gateway, delivery);
    const conflict = delivery.single && results[0]?.status === 'conflict';
    response.status(conflict ? 409 : 202).json({ results: results.map(answerOf) });
  };
  const raw = express.raw({ type: () => true, limit: MAX_BYTES, inflate: false });
  return (app) => {
    app.post('/webhooks/usage', raw, (request, response, next) => {
      receive(request, response).catch(next);
    });
  };
}

async function record(recordUsage: RecordUsage, gateway: ReportingGateway, delivery: Delivery): Promise<UsageResult[]> {
  const read = delivery.events.map((value) => readEvent(value, gateway.id));
  const valid: UsageEvent[] = read.flatMap((one) => ('event' in one ? [one.event] : []));
  const malformed = read.flatMap((one) => ('event' in one ? [] : [one.malformed]));
  const recorded = await recordUsage.execute(gateway, valid, malformed);
  let next = 0;
  return read.map((one) => {
    if ('event' in one) return recorded[next++] as UsageResult;
    return { eventId: one.eventId, status: 'refused', code: one.malformed.code, message: one.message };
  });
}

function answerOf(result: UsageResult): object {
  const { eventId: id, status } = result;
  return 'code' in result ? { id, status, code: result.code, message: result.message } : { id, status };
}
