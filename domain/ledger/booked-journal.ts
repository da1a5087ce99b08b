import type { Currency, Micros } from '../shared/index.ts';
import type { AccountKey, AccountKind } from './account.ts';

/** One leg of a posted journal. The entries of a journal sum to zero. */
export interface Entry {
  readonly account: AccountKey;
  readonly accountKind: AccountKind;
  readonly currency: Currency;
  readonly amountMicros: Micros;
  /** What the account held right after this journal. */
  readonly balanceMicros: Micros;
}

/** A journal as the books show it. It is never changed; a correction is another journal. */
export interface BookedJournal {
  /** Rises with each journal, so it orders the book. */
  readonly seq: bigint;
  readonly key: string;
  readonly kind: string;
  readonly postedAt: Date;
  readonly entries: readonly Entry[];
}
