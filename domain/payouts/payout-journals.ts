import { accountKeys, type AccountKey, type JournalDraft } from '../ledger/index.ts';
import type { Currency, Id } from '../shared/index.ts';
import type { Payout, PayoutSource } from './payout.ts';

const WALLETS = {
  owner: accountKeys.drawn,
  builder: accountKeys.builder,
  customer: accountKeys.customer,
} as const satisfies Record<PayoutSource, (userId: Id, currency: Currency) => AccountKey>;

export function walletOf({ source, userId, currency }: Pick<Payout, 'source' | 'userId' | 'currency'>): AccountKey {
  return WALLETS[source](userId, currency);
}

export const requestedKey = (id: Id): string => `payout:${id}`;
export const settledKey = (id: Id): string => `payout-settled:${id}`;
/** Of a cancelled one too: its money goes back the same way. */
export const returnedKey = (id: Id): string => `payout-returned:${id}`;

/** All that a payout in this state has moved, the last move last. A return is a further journal, never a deletion. */
export function journalsOf(payout: Payout): readonly JournalDraft[] {
  const { id, currency, amountMicros, state } = payout;
  const wallet = walletOf(payout);
  const payable = accountKeys.payable(currency);
  const move = (key: string, kind: string, from: AccountKey, to: AccountKey): JournalDraft => {
    const legs = [
      { account: from, amountMicros: -amountMicros },
      { account: to, amountMicros },
    ];
    return { key, kind, currency, legs };
  };
  const requested = move(requestedKey(id), 'payout', wallet, payable);
  switch (state) {
    case 'requested':
    case 'sent':
      return [requested];
    case 'settled':
      return [requested, move(settledKey(id), 'payout-settled', payable, accountKeys.external(currency))];
    case 'returned':
    case 'cancelled':
      return [requested, move(returnedKey(id), 'payout-returned', payable, wallet)];
    default:
      return state satisfies never;
  }
}
