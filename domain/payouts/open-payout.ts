import type { Persons, Users } from '../identity/index.ts';
import {
  assertAmount,
  assertBooked,
  assertIdempotencyKey,
  IdempotencyKeyReused,
  PersonUnproved,
} from '../revenue/index.ts';
import { newId, NotFound, type Currency, type Id, type Micros, type Tx } from '../shared/index.ts';
import type { Destination } from './destination.ts';
import { DestinationMissing, DestinationWaiting, PayoutBelowMinimum } from './errors.ts';
import { assertPayable } from './minor-unit.ts';
import { Payout, type PayoutSource } from './payout.ts';
import type { Destinations, Payouts } from './ports.ts';
import type { RecordMoves } from './record-moves.ts';
import { minimumOf, type PayoutSettings } from './settings.ts';

export interface PayoutAsk {
  readonly userId: Id;
  readonly source: PayoutSource;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  /** Per user; the same ask again is answered with the same payout. */
  readonly idempotencyKey: string;
}

/**
 * Takes money out of a wallet and on its way. Runs in the caller's transaction, so that a context which gives money back
 * can commit its own record with it. The user's row is the lock: it also keeps the destination as it is meanwhile.
 */
export class OpenPayout {
  constructor(
    private readonly settings: PayoutSettings,
    private readonly users: Pick<Users, 'lock'>,
    private readonly persons: Pick<Persons, 'ofUsers'>,
    private readonly destinations: Destinations,
    private readonly payouts: Payouts,
    private readonly recordMoves: RecordMoves,
  ) {}

  /**
   * INVALID_INPUT, PERSON_UNPROVED, PAYOUT_BELOW_MINIMUM, PAYOUT_DESTINATION_MISSING, PAYOUT_DESTINATION_WAITING,
   * INSUFFICIENT_BALANCE, IDEMPOTENCY_KEY_REUSED.
   */
  async execute(tx: Tx, ask: PayoutAsk): Promise<Payout> {
    const { userId, currency } = ask;
    assertAmount(ask.amountMicros);
    assertBooked(currency, this.settings.currencies);
    assertIdempotencyKey(ask.idempotencyKey);
    if (!(await this.users.lock(tx, userId))) throw new NotFound('The account');
    const earlier = await this.payouts.byKey(tx, userId, ask.idempotencyKey);
    if (earlier) return sameAsk(earlier, ask);
    this.assertAmountOut(ask);
    if (!(await this.persons.ofUsers(tx, [userId])).get(userId)) throw new PersonUnproved();
    const { id: destinationId } = await this.destinationOf(tx, userId, currency);
    const payout = new Payout({
      ...ask,
      id: newId(),
      destinationId,
      requestedAt: tx.now,
      state: 'requested',
      holdReason: null,
      route: null,
      batchId: null,
      tries: 0,
      nextTryAt: tx.now,
      leasedUntil: null,
      sentAt: null,
      endedAt: null,
      returnReason: null,
      reference: null,
    });
    await this.payouts.insert(tx, payout);
    await this.recordMoves.execute(tx, [{ payout, kind: 'requested' }], userId);
    return payout;
  }

  /** A customer gets back what they paid in themselves, so no minimum keeps the rest of it here. */
  private assertAmountOut({ source, currency, amountMicros }: PayoutAsk): void {
    const minimumMicros = minimumOf(this.settings, currency);
    if (source !== 'customer' && amountMicros < minimumMicros) throw new PayoutBelowMinimum(minimumMicros);
    assertPayable(amountMicros, currency);
  }

  private async destinationOf(tx: Tx, userId: Id, currency: Currency): Promise<Destination> {
    const last = await this.destinations.lastUsable(tx, userId, currency);
    if (last && last.cancelledAt === null) return last;
    const waiting = await this.destinations.waiting(tx, userId, currency);
    throw waiting ? new DestinationWaiting(waiting.usableAt) : new DestinationMissing(currency);
  }
}

function sameAsk(earlier: Payout, ask: PayoutAsk): Payout {
  const same =
    earlier.source === ask.source && earlier.currency === ask.currency && earlier.amountMicros === ask.amountMicros;
  if (!same) throw new IdempotencyKeyReused();
  return earlier;
}
