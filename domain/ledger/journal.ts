import { MAX_MICROS, type Currency, type Micros } from '../shared/index.ts';
import type { AccountKey } from './account.ts';
import { InvalidJournal, JournalKeyReused, JournalUnbalanced } from './errors.ts';

/** A signed amount for one account: a credit is positive, a debit negative. */
export interface Leg {
  readonly account: AccountKey;
  readonly amountMicros: Micros;
}

/** What a context asks the ledger to post. `key` says which fact it stands for, and is posted once for ever. */
export interface JournalDraft {
  readonly key: string;
  readonly kind: string;
  readonly currency: Currency;
  readonly legs: readonly Leg[];
}

/** What a draft moves: parallel lists, in the order of the account ids. */
export class Movement {
  readonly key!: string;
  readonly kind!: string;
  readonly accountIds!: readonly bigint[];
  readonly amountsMicros!: readonly Micros[];

  constructor(fields: Movement) {
    Object.assign(this, fields);
  }
}

/** A movement as it stands in the table: with the balance that each of its accounts had right after it. */
export class Journal extends Movement {
  readonly balancesMicros!: readonly Micros[];

  constructor(fields: Journal) {
    super(fields);
    Object.assign(this, fields);
  }
}

/** `fresh` is false when an earlier transaction had posted the same journal: nothing moved this time. */
export interface PostedJournal {
  readonly key: string;
  readonly fresh: boolean;
}

const MAX_KEY = 200;

/** Legs of one journal sum to zero, none is zero, and no account appears twice. */
export function assertBalanced(draft: JournalDraft): void {
  if (draft.key.length === 0 || draft.key.length > MAX_KEY)
    throw new InvalidJournal(draft.key, 'its key is empty or too long');
  if (draft.legs.length < 2) throw new InvalidJournal(draft.key, 'it has fewer than two legs');
  const accounts = new Set(draft.legs.map((leg) => leg.account));
  if (accounts.size !== draft.legs.length) throw new InvalidJournal(draft.key, 'an account appears twice');
  let sum = 0n;
  for (const { account, amountMicros } of draft.legs) {
    if (amountMicros === 0n) throw new InvalidJournal(draft.key, `the leg of ${account} is zero`);
    if (amountMicros > MAX_MICROS || amountMicros < -MAX_MICROS) {
      throw new InvalidJournal(draft.key, `the leg of ${account} is too large`);
    }
    sum += amountMicros;
  }
  if (sum !== 0n) throw new JournalUnbalanced(draft.key, sum);
}

/** Sorted by account id, so that equal drafts give equal rows. */
export function movementOf(draft: JournalDraft, idOf: (key: AccountKey) => bigint): Movement {
  const legs = draft.legs
    .map((leg) => ({ id: idOf(leg.account), amountMicros: leg.amountMicros }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Movement({
    key: draft.key,
    kind: draft.kind,
    accountIds: legs.map((leg) => leg.id),
    amountsMicros: legs.map((leg) => leg.amountMicros),
  });
}

/** The same key may come again with the same legs only. */
export function assertSameMovement(posted: Movement, wanted: Movement): void {
  const same =
    posted.kind === wanted.kind &&
    posted.accountIds.length === wanted.accountIds.length &&
    posted.accountIds.every((id, i) => id === wanted.accountIds[i]) &&
    posted.amountsMicros.every((amount, i) => amount === wanted.amountsMicros[i]);
  if (!same) throw new JournalKeyReused(wanted.key);
}
