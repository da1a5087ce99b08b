import { z } from 'zod';
import type { MisshapenEvent, PaymentEvent, PaymentRefusalCode } from '../../domain/billing/index.ts';
import { digestOf, DomainError, type Id, type Json } from '../../domain/shared/index.ts';
import { providerSourceOf } from '../billing/index.ts';
import { fromNodeId } from '../shared/index.ts';

const printable = (most: number) =>
  z
    .string()
    .regex(
      new RegExp(`^[^\\p{Cc}\\p{Cs}]{1,${most}}$`, 'u'),
      `must have 1 to ${most} characters, none of them a control character`,
    );

const reference = printable(200).nullish();

/** What every CloudEvent 1.0 of a provider has; other attributes may be there. */
const envelope = {
  specversion: z.literal('1.0'),
  id: printable(128),
  source: z.string(),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: z.literal('application/json').optional(),
};

const cloudEvent = z.discriminatedUnion('type', [
  z.looseObject({
    ...envelope,
    type: z.literal('org.commonpool.payment.received.v1'),
    data: z.looseObject({ customerId: z.string(), currency: z.string(), amountMicros: z.unknown(), reference }),
  }),
  z.looseObject({
    ...envelope,
    type: z.literal('org.commonpool.payment.reversed.v1'),
    data: z.looseObject({ paymentId: printable(128), reference }),
  }),
]);

/** Checks the shape of one event; what the ids stand for is the domain's to judge. */
export function readPaymentEvent(value: Json, providerId: Id): PaymentEvent | MisshapenEvent {
  const digest = digestOf(value);
  const refuse = (code: PaymentRefusalCode, message: string) => ({ eventId: idIn(value), digest, code, message });
  const read = cloudEvent.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return refuse('EVENT_INVALID', `${issue?.path.join('.') || 'the event'}: ${issue?.message ?? 'is not valid'}`);
  }
  const { id: eventId, source, data } = read.data;
  if (source !== providerSourceOf(providerId)) {
    const own = providerSourceOf(providerId);
    return refuse('SOURCE_MISMATCH', `The source must be that of the provider that signed, ${own}.`);
  }
  const told = { eventId, digest, reference: data.reference ?? null };
  if (read.data.type === 'org.commonpool.payment.reversed.v1') {
    return { type: 'reversed', ...told, paymentEventId: read.data.data.paymentId };
  }
  const { customerId, currency, amountMicros } = read.data.data;
  if (typeof amountMicros !== 'string' || !/^[1-9]\d{0,18}$/.test(amountMicros)) {
    return refuse('AMOUNT_INVALID', 'data.amountMicros must be a whole number of micros above zero, as a string.');
  }
  try {
    const user = fromNodeId('User', customerId, ['data', 'customerId']);
    return { type: 'received', ...told, customerId: user, currency, amountMicros: BigInt(amountMicros) };
  } catch (error) {
    if (error instanceof DomainError) return refuse('EVENT_INVALID', error.message);
    throw error;
  }
}

/** For the evidence: an id that could not be one is kept as far as it can be stored. */
function idIn(value: Json): string {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 128) : '';
}
