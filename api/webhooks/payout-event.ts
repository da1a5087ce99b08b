import { z } from 'zod';
import type { PayoutCallback, ReturnReason } from '../../domain/payouts/index.ts';
import { digestOf, type Json } from '../../domain/shared/index.ts';
import { requestError } from '../error-format.ts';

const REASONS = [
  'account-closed',
  'details-wrong',
  'refused',
  'recalled',
  'other',
] as const satisfies readonly ReturnReason[];

const common = { payoutId: z.uuid({ version: 'v7' }), reference: z.string().nullable().default(null) };

/** A CloudEvent 1.0 in JSON by which the provider says how a payout ended; other members may be there. */
const payoutEvent = z.discriminatedUnion('type', [
  z.looseObject({
    specversion: z.literal('1.0'),
    id: z.string(),
    type: z.literal('org.commonpool.payout.settled.v1'),
    data: z.looseObject(common),
  }),
  z.looseObject({
    specversion: z.literal('1.0'),
    id: z.string(),
    type: z.literal('org.commonpool.payout.returned.v1'),
    data: z.looseObject({ ...common, reason: z.enum(REASONS) }),
  }),
]);

/** Checks the shape; whether such a payout exists is the domain's to judge. */
export function readPayoutEvent(body: Uint8Array): PayoutCallback {
  const value = parse(body);
  const read = payoutEvent.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    const field = issue?.path.join('.') || 'the event';
    throw requestError('BAD_REQUEST', `${field}: ${issue?.message ?? 'is not valid'}`);
  }
  const { id: eventId, data } = read.data;
  const { payoutId, reference } = data;
  const digest = digestOf(value);
  if (read.data.type === 'org.commonpool.payout.settled.v1') {
    return { eventId, digest, payoutId, ending: { state: 'settled', reference } };
  }
  return { eventId, digest, payoutId, ending: { state: 'returned', reason: read.data.data.reason, reference } };
}

function parse(body: Uint8Array): Json {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Json;
  } catch {
    throw requestError('BAD_REQUEST', 'The body is not valid JSON.');
  }
}
