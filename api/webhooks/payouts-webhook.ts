import express, { type Request, type Response } from 'express';
import type { TakeCallback, VerifyCallback } from '../../domain/payouts/index.ts';
import { requestError } from '../error-format.ts';
import type { Mount } from '../server.ts';
import { readPayoutEvent } from './payout-event.ts';

const MAX_BYTES = 20_000;
const TYPE = 'application/cloudevents+json';

/**
 * `POST /webhooks/payouts`: what the payout provider says became of a payout, one CloudEvent a delivery, signed by
 * Standard Webhooks over the bytes as they came. 200 means that it is committed, now or before. 409 is kept for an
 * event that contradicts what is known: sending it again does not help.
 */
export function mountPayoutsWebhook(parts: {
  readonly verifyCallback: VerifyCallback;
  readonly takeCallback: TakeCallback;
}): Mount {
  const receive = async (request: Request, response: Response): Promise<void> => {
    const type = (request.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
    if (type !== TYPE) throw requestError('BAD_REQUEST', `The Content-Type must be ${TYPE}.`);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) => request.get(`webhook-${name}`));
    parts.verifyCallback.execute({ id, timestamp, signature, body }, new Date());
    const { status, payout } = await parts.takeCallback.execute(readPayoutEvent(body));
    response.status(200).json({ status, payoutId: payout.id, state: payout.state });
  };
  const raw = express.raw({ type: () => true, limit: MAX_BYTES, inflate: false });
  return (app) => {
    app.post('/webhooks/payouts', raw, (request, response, next) => {
      receive(request, response).catch(next);
    });
  };
}
