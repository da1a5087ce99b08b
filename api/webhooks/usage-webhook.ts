import express, { type Request, type Response } from 'express';
import type { RecordUsage, UsageEvent, UsageResult, VerifyDelivery } from '../../domain/metering/index.ts';
import type { Id } from '../../domain/shared/index.ts';
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
 * for another; the whole delivery is refused with 400, 401 or 413.
 */
export function mountUsageWebhook(parts: {
  readonly verifyDelivery: VerifyDelivery;
  readonly recordUsage: RecordUsage;
}): Mount {
  const receive = async (request: Request, response: Response): Promise<void> => {
    const delivery = readDelivery(request, gatewayIn);
    const gateway = await parts.verifyDelivery.execute(delivery.claimedSender, delivery.signed, new Date());
    const results = await record(parts.recordUsage, gateway.id, delivery);
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

async function record(recordUsage: RecordUsage, gatewayId: Id, delivery: Delivery): Promise<UsageResult[]> {
  const read = delivery.events.map((value) => readEvent(value, gatewayId));
  const valid: UsageEvent[] = read.flatMap((one) => ('event' in one ? [one.event] : []));
  const recorded = valid.length > 0 ? await recordUsage.execute(gatewayId, valid) : [];
  let next = 0;
  return read.map((one) => ('event' in one ? (recorded[next++] as UsageResult) : { ...one, status: 'refused' }));
}

function answerOf(result: UsageResult): object {
  const { eventId: id, status } = result;
  return 'code' in result ? { id, status, code: result.code, message: result.message } : { id, status };
}
