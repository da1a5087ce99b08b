import { accountKeys, type BookedJournal, type JournalDraft, type Leg } from '../../ledger/index.ts';
import type { Currency, Id, Micros } from '../../shared/index.ts';
import { paidIn, type Paid } from '../calls/paid.ts';
import { RefundTooLarge } from '../errors.ts';
import type { Pot } from '../pots/pot.ts';
import { paidJournalKey, type PaidFor } from './paid-calls.ts';

/** What was paid back of one posted call. The call's own journal stays as it is; this is a further one. */
export class Refund {
  readonly id!: Id;
  /** Of the call in the inbox; null where it was paid by a ticket that expired. */
  readonly inboxId!: bigint | null;
  readonly ticketId!: Id | null;
  readonly modelVersionId!: Id;
  readonly customerId!: Id;
  readonly currency!: Currency;
  /** The three parts sum to it. */
  readonly amountMicros!: Micros;
  readonly feeMicros!: Micros;
  readonly builderMicros!: Micros;
  readonly shareMicros!: Micros;
  /**
   * `reserve`: the owners' share was mature, so the platform pays it and R stays. `unallocated`: the call was charged
   * after its version had been closed, and its share was nobody's.
   */
  readonly shareFrom!: 'pot' | 'reserve' | 'unallocated';
  /** What the builder had taken out already, and the platform pays for now. */
  readonly builderFromReserveMicros!: Micros;
  readonly refundedAt!: Date;

  constructor(fields: Refund) {
    Object.assign(this, fields);
  }
}

export function refundJournalKey(refundId: Id): string {
  return `refund:${refundId}`;
}

/** The refund whose journal it is; null for the key of any other. */
export function refundIdIn(journalKey: string): Id | null {
  return /^refund:([0-9a-f-]{36})$/.exec(journalKey)?.[1] ?? null;
}

/** The journal by which the call was paid that it gives back. */
export function paidBackKey({ inboxId, ticketId }: Pick<Refund, 'inboxId' | 'ticketId'>): string {
  return paidJournalKey(inboxId === null ? { ticketId: ticketId as Id } : { inboxId });
}

/** The three legs of a posted call, as far as they are not paid back. */
export interface Legs {
  readonly feeMicros: Micros;
  readonly builderMicros: Micros;
  readonly shareMicros: Micros;
}

const ORDER = ['feeMicros', 'builderMicros', 'shareMicros'] as const satisfies readonly (keyof Legs)[];

export function sumOf(legs: Legs): Micros {
  return legs.feeMicros + legs.builderMicros + legs.shareMicros;
}

/** What is left of a call's legs after refunds. */
export function remainingLegs(journal: BookedJournal, refunds: readonly Legs[]): Legs {
  const { feeMicros, builderMicros, shareMicros } = paidIn(journal);
  const legs = { feeMicros, builderMicros, shareMicros };
  return refunds.reduce(
    (left, refund) => ({
      feeMicros: left.feeMicros - refund.feeMicros,
      builderMicros: left.builderMicros - refund.builderMicros,
      shareMicros: left.shareMicros - refund.shareMicros,
    }),
    legs,
  );
}

/**
 * Largest remainder over the legs that are left: each gives back its part rounded down, and the micros that rounding
 * left over go to the largest remainders, ties in the fixed order fee, builder, share. So the parts sum to the amount,
 * none exceeds its leg, and a last refund returns the exact rest. Throws REFUND_TOO_LARGE.
 */
export function splitRefund(amountMicros: Micros, left: Legs): Legs {
  const whole = sumOf(left);
  if (amountMicros > whole || amountMicros <= 0n) throw new RefundTooLarge(whole);
  const parts = ORDER.map((leg, place) => ({
    leg,
    place,
    floor: (left[leg] * amountMicros) / whole,
    remainder: (left[leg] * amountMicros) % whole,
  }));
  const missing = amountMicros - parts.reduce((sum, part) => sum + part.floor, 0n);
  const largest = parts.toSorted((a, b) =>
    a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1,
  );
  const extra = new Set(largest.slice(0, Number(missing)).map((part) => part.leg));
  const part = (leg: keyof Legs) => parts.find((each) => each.leg === leg)!.floor + (extra.has(leg) ? 1n : 0n);
  return { feeMicros: part('feeMicros'), builderMicros: part('builderMicros'), shareMicros: part('shareMicros') };
}

/** Who gives the share back. `unripeMicros`: what of the day of the call is not mature. */
export function shareSource(
  { state }: Pick<Pot, 'state'>,
  { shareTo }: Pick<Paid, 'shareTo'>,
  shareMicros: Micros,
  unripeMicros: Micros,
): Refund['shareFrom'] {
  if (shareTo === 'unallocated') return 'unallocated';
  if (state === 'closed') return 'reserve';
  return shareMicros <= unripeMicros ? 'pot' : 'reserve';
}

type RefundedCall = Pick<Refund, 'id' | 'modelVersionId' | 'customerId' | 'currency' | 'shareFrom' | 'refundedAt'> & {
  readonly paidFor: PaidFor;
};

/** The refund as it is, or would be, made now. `builderMicros`: what its builder has not taken out. */
export function refundOf({ paidFor, ...call }: RefundedCall, parts: Legs, builderMicros: Micros): Refund {
  const missing = parts.builderMicros - builderMicros;
  return new Refund({
    inboxId: null,
    ticketId: null,
    ...paidFor,
    ...call,
    amountMicros: sumOf(parts),
    feeMicros: parts.feeMicros,
    builderMicros: parts.builderMicros,
    shareMicros: parts.shareMicros,
    builderFromReserveMicros: missing > 0n ? missing : 0n,
  });
}

/** Who pays what: the platform its fee and all that is taken from the reserve, as far as the reserve does not reach. */
export function refundJournal(refund: Refund, pot: Pot, reserveMicros: Micros): JournalDraft {
  const { id, currency, customerId, amountMicros, shareMicros, shareFrom, builderFromReserveMicros } = refund;
  const owed = builderFromReserveMicros + (shareFrom === 'reserve' ? shareMicros : 0n);
  const fromReserve = owed < reserveMicros ? owed : reserveMicros;
  const legs: Leg[] = [
    { account: accountKeys.customer(customerId, currency), amountMicros },
    { account: accountKeys.platform(currency), amountMicros: -(refund.feeMicros + owed - fromReserve) },
    { account: accountKeys.reserve(currency), amountMicros: -fromReserve },
    {
      account: accountKeys.builder(pot.builderId, currency),
      amountMicros: -(refund.builderMicros - builderFromReserveMicros),
    },
    { account: accountKeys.pot(pot.modelVersionId), amountMicros: shareFrom === 'pot' ? -shareMicros : 0n },
    { account: accountKeys.unallocated(currency), amountMicros: shareFrom === 'unallocated' ? -shareMicros : 0n },
  ];
  return {
    key: refundJournalKey(id),
    kind: 'refund',
    currency,
    legs: legs.filter((leg) => leg.amountMicros !== 0n),
  };
}
