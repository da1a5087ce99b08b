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
export interface Movement {
  readonly key: string;
  readonly kind: string;
  readonly accountIds: readonly bigint[];
  readonly amountsMicros: readonly Micros[];
}

/** A movement as it stands in the table: with the balance that each of its accounts had right after it. */
export interface Journal extends Movement {
  readonly balancesMicros: readonly Micros[];
}

/** `fresh` is false when an earlier transaction had posted the same journal: nothing moved this time. */
export interface PostedJournal {
  readonly key: string;
  readonly fresh: boolean;
}

const MAX_KEY = 200;

/** Visible ASCII without what the written form of a row sets apart by. */
const KEY = /^[\w:.-]+$/;

/** Legs of one journal sum to zero, none is zero, and no account appears twice. */
export function assertBalanced(draft: JournalDraft): void {
  const { key, legs } = draft;
  if (key.length > MAX_KEY || !KEY.test(key)) {
    throw new InvalidJournal(key, 'its key is empty, too long, or has a character that no key has');
  }
  if (legs.length < 2) throw new InvalidJournal(key, 'it has fewer than two legs');
  let sum = 0n;
  for (const { account, amountMicros } of legs) {
    if (amountMicros === 0n) throw new InvalidJournal(key, `the leg of ${account} is zero`);
    if (amountMicros > MAX_MICROS || amountMicros < -MAX_MICROS) {
      throw new InvalidJournal(key, `the leg of ${account} is too large`);
    }
    sum += amountMicros;
  }
  if (sum !== 0n) throw new JournalUnbalanced(key, sum);
}

/** Sorted by account id, so that equal drafts give equal rows. Throws JOURNAL_INVALID where an account comes twice. */
export function movementOf(draft: JournalDraft, idOf: (key: AccountKey) => bigint): Movement {
  const legs = draft.legs.map((leg) => ({ id: idOf(leg.account), amountMicros: leg.amountMicros }));
  legs.sort((a, b) => (a.id < b.id ? -1 : 1));
  const accountIds = legs.map((leg) => leg.id);
  for (let i = 1; i < accountIds.length; i += 1) {
    if (accountIds[i] === accountIds[i - 1]) throw new InvalidJournal(draft.key, 'an account appears twice');
  }
  return { key: draft.key, kind: draft.kind, accountIds, amountsMicros: legs.map((leg) => leg.amountMicros) };
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
