import { sha256Hex, type Micros } from '../shared/index.ts';
import type { Journal } from './journal.ts';

/** Several chains, so that postings which share no account need not wait for each other's commit. */
export const CHAINS = 16;

/** Where a chain of batches stands. A chain begins with number 0 and 64 zeros. */
export interface ChainHead {
  readonly chain: number;
  readonly number: bigint;
  readonly hash: string;
}

/** What one transaction posted, sealed: its hash covers its journals and, through the hash before it, all earlier ones. */
export interface Batch {
  readonly chain: number;
  /** 1, 2, 3 ... within its chain. */
  readonly number: bigint;
  readonly previousHash: string;
  readonly hash: string;
  readonly journals: number;
  /** The sum of all credits of all its journals. */
  readonly creditedMicros: Micros;
  readonly postedAt: Date;
}

/** A journal as its row is written and hashed: lists as `{1,2,3}`, in one form for both. */
export interface WrittenJournal {
  readonly key: string;
  readonly kind: string;
  readonly accountIds: string;
  readonly amountsMicros: string;
  readonly balancesMicros: string;
}

/** Which chain a batch goes on: by its first key, so that it is spread, and the same at a retry. */
export function chainOf(firstKey: string): number {
  return Number.parseInt(sha256Hex(firstKey).slice(0, 4), 16) % CHAINS;
}

export function writeJournal({ key, kind, accountIds, amountsMicros, balancesMicros }: Journal): WrittenJournal {
  return {
    key,
    kind,
    accountIds: `{${accountIds.join(',')}}`,
    amountsMicros: `{${amountsMicros.join(',')}}`,
    balancesMicros: `{${balancesMicros.join(',')}}`,
  };
}

/**
 * SHA-256 over lines: the previous hash, the number, the time in milliseconds, then one line per journal. The audit
 * recomputes the same text in SQL from the rows, so its form is fixed by both.
 */
export function sealBatch(
  head: ChainHead,
  journals: readonly WrittenJournal[],
  creditedMicros: Micros,
  postedAt: Date,
): Batch {
  const number = head.number + 1n;
  const lines = journals.map((j) => `${j.key}|${j.kind}|${j.accountIds}|${j.amountsMicros}|${j.balancesMicros}`);
  const hash = sha256Hex([head.hash, number, postedAt.getTime(), ...lines].join('\n'));
  const { chain, hash: previousHash } = head;
  return { chain, number, previousHash, hash, journals: journals.length, creditedMicros, postedAt };
}
