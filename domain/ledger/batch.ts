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

/** Which chain a batch goes on: by its first key, so that it is spread, and the same at a retry. */
export function chainOf(firstKey: string): number {
  return Number.parseInt(sha256Hex(firstKey).slice(0, 4), 16) % CHAINS;
}

/**
 * SHA-256 over lines: the previous hash, the number, the time in milliseconds, then one line per journal. The audit
 * recomputes the same text in SQL from the rows, so its form is fixed by both.
 */
export function sealBatch(head: ChainHead, journals: readonly Journal[], postedAt: Date): Batch {
  const number = head.number + 1n;
  const lines = journals.map(lineOf);
  const hash = sha256Hex([head.hash, number, postedAt.getTime(), ...lines].join('\n'));
  let creditedMicros = 0n;
  for (const { amountsMicros } of journals) {
    for (const amountMicros of amountsMicros) if (amountMicros > 0n) creditedMicros += amountMicros;
  }
  return {
    chain: head.chain,
    number,
    previousHash: head.hash,
    hash,
    journals: journals.length,
    creditedMicros,
    postedAt,
  };
}

function lineOf({ key, kind, accountIds, amountsMicros, balancesMicros }: Journal): string {
  return `${key}|${kind}|{${accountIds.join(',')}}|{${amountsMicros.join(',')}}|{${balancesMicros.join(',')}}`;
}
