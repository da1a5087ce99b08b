import type { PayoutState } from '../../../domain/payouts/index.ts';
import type { MoneyModel, PaidOut } from './money-model.ts';

export const CENT_MICROS = 10_000n;
export const MINIMUM_MICROS = 2n * CENT_MICROS;

/** Why a request would be refused, in the words of the API; null when it would not. */
export function refusalOf(model: MoneyModel, payee: number, amountMicros: bigint): string | null {
  if (amountMicros <= 0n) return 'INVALID_INPUT';
  if (amountMicros < MINIMUM_MICROS) return 'PAYOUT_BELOW_MINIMUM';
  if (amountMicros % CENT_MICROS !== 0n) return 'INVALID_INPUT';
  return amountMicros > model.wallets[payee]! ? 'INSUFFICIENT_BALANCE' : null;
}

export function request(model: MoneyModel, payout: Omit<PaidOut, 'state' | 'reference'>): void {
  model.payouts.push({ ...payout, state: 'requested', reference: null });
  model.wallets[payout.payee]! -= payout.amountMicros;
  model.payable += payout.amountMicros;
}

/** An end is out of the house or back in the wallet; to be sent moves nothing yet. */
export function move(model: MoneyModel, payout: PaidOut, state: Exclude<PayoutState, 'requested'>): void {
  payout.state = state;
  if (state === 'sent') return;
  model.payable -= payout.amountMicros;
  if (state === 'settled') model.external += payout.amountMicros;
  else model.wallets[payout.payee]! += payout.amountMicros;
}
