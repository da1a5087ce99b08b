import type { Fault, NamedFault, Watch, WatchStep } from '../audit/index.ts';
import type { Json, Tx } from '../shared/index.ts';
import type { Batch } from './batch.ts';
import type { LedgerRule } from './ledger-checks.ts';

/** A batch as its chain has it, without its journals. */
export interface SealedBatch extends Pick<Batch, 'chain' | 'number' | 'previousHash' | 'hash' | 'journals'> {
  readonly id: bigint;
}

/** Where each chain was verified up to. */
export type Verified = ReadonlyMap<number, Pick<Batch, 'number' | 'hash'>>;

/** What a watch asks of batches that were committed since it last looked. */
export interface NewBatches {
  /**
   * The lowest ids first, with about `journals` journals. Two batches that move the same account have their ids in the
   * order in which they moved it, so of each account these are the next entries, without a hole.
   */
  next(tx: Tx, verified: Verified, journals: number): Promise<readonly SealedBatch[]>;
  /** The first journal or batch of these that breaks the rule. */
  firstFault(tx: Tx, rule: LedgerRule, batches: readonly SealedBatch[]): Promise<Fault | null>;
  /** From here on the accounts that these moved are expected to go on from where they left them. */
  passAccounts(tx: Tx, batches: readonly SealedBatch[]): Promise<void>;
}

const INVARIANTS = {
  'chain-intact': 11,
  'batch-counted': 11,
  'batch-sealed': 11,
  'journal-balanced': 1,
  'currency-balanced': 1,
  'entries-continuous': 2,
} as const satisfies Partial<Record<LedgerRule, number>>;

const GENESIS = { number: 0n, hash: '0'.repeat(64) };

/** Verifies each batch once, soon after it was posted: its place in its chain, its journals, and what they did to balances. */
export class WatchBatches implements Watch {
  readonly name = 'batches';

  constructor(
    private readonly batches: NewBatches,
    private readonly journalsAtOnce = 20_000,
  ) {}

  async step(tx: Tx, mark: Json | null): Promise<WatchStep> {
    const verified = readMark(mark);
    const next = await this.batches.next(tx, verified, this.journalsAtOnce);
    if (next.length === 0) return { mark: writeMark(verified), looked: 0, faults: [], proved: [], more: false };
    const faults = brokenLinks(next, verified);
    for (const rule of Object.keys(INVARIANTS) as (keyof typeof INVARIANTS)[]) {
      const fault = rule === 'chain-intact' ? null : await this.batches.firstFault(tx, rule, next);
      if (fault) faults.push({ name: rule, invariant: INVARIANTS[rule], ...fault });
    }
    await this.batches.passAccounts(tx, next);
    const journals = next.reduce((sum, batch) => sum + batch.journals, 0);
    const reached = new Map([
      ...verified,
      ...next.map(({ chain, number, hash }) => [chain, { number, hash }] as const),
    ]);
    return { mark: writeMark(reached), looked: next.length, faults, proved: [], more: journals >= this.journalsAtOnce };
  }
}

/** Each batch follows the one before it in its chain; what was verified last may have been exchanged since. */
function brokenLinks(batches: readonly SealedBatch[], verified: Verified): NamedFault[] {
  const ends = new Map(verified);
  const faults: NamedFault[] = [];
  for (const { chain, number, previousHash, hash } of batches) {
    const end = ends.get(chain) ?? GENESIS;
    ends.set(chain, { number, hash });
    if (number === end.number + 1n && previousHash === end.hash) continue;
    const row = `batch ${chain}/${number}`;
    const message = `${row}: it follows ${previousHash}, but number ${end.number} before it has the hash ${end.hash}`;
    faults.push({ name: 'chain-intact', invariant: INVARIANTS['chain-intact'], row, message });
  }
  return faults;
}

function readMark(mark: Json | null): Verified {
  const chains = (mark ?? {}) as Readonly<Record<string, { number: string; hash: string }>>;
  return new Map(
    Object.entries(chains).map(([chain, { number, hash }]) => [Number(chain), { number: BigInt(number), hash }]),
  );
}

function writeMark(verified: Verified): Json {
  return Object.fromEntries(
    [...verified].map(([chain, { number, hash }]) => [chain, { number: number.toString(), hash }]),
  );
}
