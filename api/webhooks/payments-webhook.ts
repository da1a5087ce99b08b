import express, { type Request, type Response } from 'express';
import type { PaymentResult, RecordPayments, VerifyPaymentDelivery } from '../../domain/billing/index.ts';
import { providerIn } from '../billing/index.ts';
import type { Mount } from '../server.ts';
import { MAX_BYTES, readDelivery } from './delivery.ts';
import { readPaymentEvent } from './payment-event.ts';

/**
 * `POST /webhooks/payments`: what payment providers report, in deliveries signed by Standard Webhooks over the bytes as they
 * came.
 *
 * 202 with one result per event means that each accepted one is booked and committed; a refused one would be refused
 * again until what its code names has changed. 409 is kept for one event sent alone whose id was used for another; the
 * whole delivery is refused with 400, 401 or 413.
 */
export function mountPaymentsWebhook(parts: {
  readonly verifyPaymentDelivery: VerifyPaymentDelivery;
  readonly recordPayments: RecordPayments;
}): Mount {
  const receive = async (request: Request, response: Response): Promise<void> => {
    const { claimedSender, signed, events, single } = readDelivery(request, providerIn);
    const provider = await parts.verifyPaymentDelivery.execute(claimedSender, signed, new Date());
    const read = events.map((event) => readPaymentEvent(event, provider.id));
    const results = await parts.recordPayments.execute(provider.id, read);
    const conflict = single && results[0]?.status === 'conflict';
    response.status(conflict ? 409 : 202).json({ results: results.map(answerOf) });
  };
  const raw = express.raw({ type: () => true, limit: MAX_BYTES, inflate: false });
  return (app) => {
    app.post('/webhooks/payments', raw, (request, response, next) => {
      receive(request, response).catch(next);
    });
  };
}

function answerOf({ eventId, ...result }: PaymentResult): object {
  return { id: eventId, ...result };
}
