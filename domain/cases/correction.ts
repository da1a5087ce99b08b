import { accountTerms, holderOf, type AccountKind, type JournalDraft, type Leg } from '../ledger/index.ts';
import { assertMicros, digestOf, InvalidInput, type Currency, type Id } from '../shared/index.ts';
import type { Case } from './case.ts';
import { CorrectionForbidden } from './errors.ts';

const MOST_LEGS = 20;

/** As the ledger writes the keys of accounts and journals. */
export const KEY = /^[\w:.-]{1,200}$/;

/**
 * Money of owners is a function of R, and what is held or on its way out is the sum of tickets and payouts: a leg there
 * would make the books differ from what they stand for.
 */
const FORBIDDEN: ReadonlySet<AccountKind> = new Set(['pot', 'draws', 'settled', 'held', 'payable']);
const OF_USERS: ReadonlySet<AccountKind> = new Set(['customer', 'builder', 'drawn']);

/** In the order of their accounts, so that equal corrections have equal digests. Throws INVALID_INPUT, CORRECTION_FORBIDDEN. */
export function canonicalLegs(currency: Currency, legs: readonly Leg[]): readonly Leg[] {
  if (legs.length < 2 || legs.length > MOST_LEGS) {
    throw new InvalidInput(['legs'], `A correction has 2 to ${MOST_LEGS} legs.`);
  }
  let sum = 0n;
  for (const [at, { account, amountMicros }] of legs.entries()) {
    const { kind } = accountTerms(account);
    if (FORBIDDEN.has(kind)) throw new CorrectionForbidden(account);
    if (!KEY.test(account) || !account.endsWith(`:${currency}`)) {
      throw new InvalidInput(['legs', String(at), 'account'], `It is not the key of an account in ${currency}.`);
    }
    if (amountMicros === 0n) throw new InvalidInput(['legs', String(at), 'amountMicros'], 'A leg moves something.');
    assertMicros(amountMicros < 0n ? -amountMicros : amountMicros, ['legs', String(at), 'amountMicros']);
    sum += amountMicros;
  }
  if (sum !== 0n) throw new InvalidInput(['legs'], `The legs sum to ${sum}, not to zero.`);
  const sorted = legs
    .map(({ account, amountMicros }) => ({ account, amountMicros }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1));
  if (sorted.some(({ account }, at) => account === sorted[at + 1]?.account)) {
    throw new InvalidInput(['legs'], 'An account has one leg.');
  }
  return sorted;
}

/** What the second operator confirms. */
export function correctionDigest(journal: string, currency: Currency, legs: readonly Leg[]): string {
  const written = legs.map(({ account, amountMicros }) => ({ account, amountMicros: amountMicros.toString() }));
  return digestOf({ journal, currency, legs: written });
}

export function correctionKey(caseId: Id): string {
  return `correction:${caseId}`;
}

export function correctionJournal({ id, currency, legs }: Case): JournalDraft {
  if (!currency || !legs) throw new Error(`Case ${id} has nothing to post.`);
  return { key: correctionKey(id), kind: 'correction', currency, legs };
}

/** The users whose money it moves. */
export function usersIn(legs: readonly Leg[]): readonly Id[] {
  const own = legs.filter(({ account }) => OF_USERS.has(accountTerms(account).kind));
  return [...new Set(own.map(({ account }) => holderOf(account)))];
}

/** Customers whose unpaid calls it may let through. */
export function creditedCustomers(legs: readonly Leg[]): readonly Id[] {
  const credited = legs.filter(({ account, amountMicros }) => amountMicros > 0n && account.startsWith('customer:'));
  return credited.map(({ account }) => holderOf(account));
}
