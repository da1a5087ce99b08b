import { changed, type Currency, type Id, type Micros } from '../shared/index.ts';
import { PayoutStateWrong, PayoutUnderWay } from './errors.ts';

/** Whose wallet it comes from: an owner's drawn earnings, a builder's earnings, a customer's unused prepaid balance. */
export type PayoutSource = 'owner' | 'builder' | 'customer';

export type PayoutState = 'requested' | 'sent' | 'settled' | 'returned' | 'cancelled';

/** The last three are also set by rules: after the last try, by an answer 410, when the destination changed. */
export type HoldReason =
  | 'identity-check'
  | 'suspected-fraud'
  | 'dispute-open'
  | 'provider-unreachable'
  | 'provider-refused'
  | 'destination-changed';

export type ReturnReason = 'account-closed' | 'details-wrong' | 'refused' | 'recalled' | 'other';

export type PayoutRoute = 'manual' | 'webhook';

/** Money on its way from a wallet of this instance to its payee's account outside. */
export class Payout {
  readonly id!: Id;
  readonly userId!: Id;
  readonly source!: PayoutSource;
  readonly currency!: Currency;
  readonly amountMicros!: Micros;
  /** The one that was in force when it was requested. */
  readonly destinationId!: Id;
  readonly idempotencyKey!: string;
  readonly requestedAt!: Date;
  readonly state!: PayoutState;
  /** Only while requested; it is not sent as long as there is one. */
  readonly holdReason!: HoldReason | null;
  /** Set when it enters a batch, or with the first try by webhook; a webhook's stays for ever. */
  readonly route!: PayoutRoute | null;
  readonly batchId!: Id | null;
  /** How often the provider did not take it, since it was requested or last let go on. */
  readonly tries!: number;
  readonly nextTryAt!: Date;
  /** A worker is asking the provider until then. */
  readonly leasedUntil!: Date | null;
  readonly sentAt!: Date | null;
  readonly endedAt!: Date | null;
  readonly returnReason!: ReturnReason | null;
  /** How bank or provider names it. */
  readonly reference!: string | null;

  constructor(fields: Payout) {
    Object.assign(this, fields);
  }
}

/** How a payout ends once it is out of the house. */
export type Ending =
  | { readonly state: 'settled'; readonly reference: string | null }
  | { readonly state: 'returned'; readonly reason: ReturnReason; readonly reference: string | null };

export function held(payout: Payout, holdReason: HoldReason): Payout {
  assertState(payout, 'requested', 'held');
  return changed(payout, { holdReason });
}

/** The tries begin anew, at once. */
export function letGoOn(payout: Payout, now: Date): Payout {
  assertState(payout, 'requested', 'let go on');
  if (payout.holdReason === null) throw new PayoutStateWrong('not held', 'let go on');
  return changed(payout, { holdReason: null, tries: 0, nextTryAt: now });
}

/** Never once a provider was asked: an answer that was lost may have been a yes. */
export function cancelled(payout: Payout, now: Date): Payout {
  assertState(payout, 'requested', 'cancelled');
  if (payout.route === 'webhook') throw new PayoutUnderWay('It was handed to the provider, so it cannot be cancelled.');
  return changed(payout, { state: 'cancelled', holdReason: null, endedAt: now });
}

/** A hold that came while the provider was being asked came too late, and ends here. */
export function sent(payout: Payout, now: Date): Payout {
  assertState(payout, 'requested', 'sent');
  if (payout.holdReason !== null && payout.route !== 'webhook') throw new PayoutStateWrong('held', 'sent');
  return changed(payout, { state: 'sent', holdReason: null, leasedUntil: null, sentAt: now });
}

export function ended(payout: Payout, ending: Ending, now: Date): Payout {
  assertState(payout, 'sent', ending.state);
  const returnReason = ending.state === 'returned' ? ending.reason : null;
  return changed(payout, { state: ending.state, endedAt: now, returnReason, reference: ending.reference });
}

/** Whether it ended so before: then saying it again is no contradiction. */
export function endedSo(payout: Payout, ending: Ending): boolean {
  const reason = ending.state === 'returned' ? ending.reason : null;
  return payout.state === ending.state && payout.returnReason === reason && payout.reference === ending.reference;
}

/** Whether the provider may have it although its answer is not known here. */
export function mayBeOutside({ state, route }: Payout): boolean {
  return state === 'requested' && route === 'webhook';
}

/** While a try is under way nobody but the provider itself knows how it ends. */
export function assertNoTryUnderWay({ leasedUntil }: Payout, now: Date): void {
  if (leasedUntil !== null && leasedUntil > now) {
    throw new PayoutUnderWay('The provider is being asked at this moment. Decide when the try is over.');
  }
}

function assertState({ state }: Payout, wanted: PayoutState, act: string): void {
  if (state !== wanted) throw new PayoutStateWrong(state, act);
}
