import type { Currency, Id, Micros } from '../shared/index.ts';
import type { AccountKey, AccountKind } from './account.ts';

/** What journals of one kind did to what one holder has, one amount per journal, in the order of `keys`; never zero. */
export interface HolderJournals {
  readonly kind: string;
  readonly holderId: Id;
  readonly currency: Currency;
  readonly keys: readonly string[];
  readonly amountsMicros: readonly Micros[];
}

export interface AccountSum {
  readonly account: AccountKey;
  readonly currency: Currency;
  readonly amountMicros: Micros;
}

/** The legs of journals of some kinds, on accounts of some kinds, posted from `from` on and before `to`. */
export interface LegRange {
  readonly kinds: readonly string[];
  readonly accountKinds: readonly AccountKind[];
  readonly from: Date;
  readonly to: Date;
}

/** The book read by time, for all accounts at once: a read per account would pass over the same journals each time. */
export interface BookedLegs {
  /**
   * Whatever was posted before it is there to be read, for ever: each transaction that began earlier has ended. A
   * journal carries the time at which its transaction began, so without this a late commit could appear in the past.
   */
  settledUntil(): Promise<Date>;
  /** A moment shortly before the first journal; null while there is none. */
  beganAt(): Promise<Date | null>;
  /** Up to where, from `from` on and at most `to`, there are no more than about so many journals. Later than `from`. */
  windowEnd(from: Date, to: Date, journals: number): Promise<Date>;
  /**
   * The legs of each holder on accounts of these kinds, added up per journal: what only moved between two accounts of one
   * holder is absent. In no order.
   */
  byHolder(range: LegRange): Promise<HolderJournals[]>;
  /** Their sum on each account that has any. */
  sums(range: LegRange): Promise<AccountSum[]>;
  /**
   * The first journal of none of these kinds that changed what somebody has on accounts of these kinds together; null
   * where there is none.
   */
  stray(range: Pick<LegRange, 'kinds' | 'accountKinds'>): Promise<string | null>;
}
