import type { Fault, NamedFault, Watch, WatchStep } from '../audit/index.ts';
import type { Json, Tx } from '../shared/index.ts';
import type { Batch } from './batch.ts';
import type { LedgerRule } from './ledger-checks.ts';

/** A batch as its chain has it, without its journals. */
export interface SealedBatch extends Pick<Batch, 'chain' | 'number' | 'previousHash' | 'hash' | 'journals'> {
  readonly id: bigint;
}

/** Where each chain was verified up to. */
export type Chains = ReadonlyMap<number, Pick<Batch, 'number' | 'hash'>>;

interface Verified {
  readonly chains: Chains;
  /** Journals up to this number are in batches that were verified, all but very late ones. */
  readonly after: bigint;
  /** The newest number at the last step; it becomes `after` at the next, so that late ones have time to come. */
  readonly seen: bigint;
}

interface WrittenMark {
  readonly chains?: Readonly<Record<string, { readonly number: string; readonly hash: string }>>;
  readonly after?: string;
  readonly seen?: string;
}

/** What a watch asks of batches that were committed since it last looked. */
export interface NewBatches {
  /**
   * The lowest ids first, with about `journals` journals. Two batches that move the same account have their ids in the
   * order in which they moved it, so of each account these are the next entries, without a hole.
   */
  next(tx: Tx, chains: Chains, journals: number): Promise<readonly SealedBatch[]>;
  /** The first journal or batch of these that breaks the rule. Journals up to the number `after` are not looked at. */
  firstFault(tx: Tx, rule: LedgerRule, batches: readonly SealedBatch[], after: bigint): Promise<Fault | null>;
  /** From here on the accounts that these moved are expected to go on from where they left them. */
  passAccounts(tx: Tx, batches: readonly SealedBatch[], after: bigint): Promise<void>;
  /** The number of the newest journal that has been committed. */
  lastNumber(tx: Tx): Promise<bigint>;
}

const INVARIANTS = {
  'chain-intact': 11,
  'batch-counted': 11,
  'batch-sealed': 11,
  'journal-balanced': 1,
  'currency-balanced': 1,
  'entries-continuous': 2,
} as const satisfies Partial<Record<LedgerRule, number>>;

const RULES = (Object.keys(INVARIANTS) as (keyof typeof INVARIANTS)[]).filter((rule) => rule !== 'chain-intact');

const GENESIS = { number: 0n, hash: '0'.repeat(64) };

/** Verifies each batch once, soon after it was posted: its place in its chain, its journals, and what they did to balances. */
export class WatchBatches implements Watch {
  readonly name = 'batches';

  constructor(
    private readonly batches: NewBatches,
    private readonly journalsAtOnce = 20_000,
  ) {}

  async step(tx: Tx, mark: Json | null): Promise<WatchStep> {
    const { chains, after, seen } = readMark(mark);
    const next = await this.batches.next(tx, chains, this.journalsAtOnce);
    const journals = next.reduce((sum, batch) => sum + batch.journals, 0);
    const more = journals >= this.journalsAtOnce;
    const reached = new Map([...chains, ...next.map(({ chain, number, hash }) => [chain, { number, hash }] as const)]);
    const numbers = more ? { after, seen } : { after: seen, seen: await this.batches.lastNumber(tx) };
    const faults = next.length > 0 ? await this.verify(tx, next, chains, after) : [];
    return { mark: writeMark({ chains: reached, ...numbers }), looked: next.length, faults, proved: [], more };
  }

  private async verify(tx: Tx, next: readonly SealedBatch[], chains: Chains, after: bigint): Promise<NamedFault[]> {
    const faults = brokenLinks(next, chains);
    // A journal may have taken its number long before it was committed: then its batch seems to lack it.
    const lacks = await this.batches.firstFault(tx, 'batch-counted', next, after);
    const from = lacks ? 0n : after;
    for (const rule of RULES) {
      const fault = await this.batches.firstFault(tx, rule, next, from);
      if (fault) faults.push({ name: rule, invariant: INVARIANTS[rule], ...fault });
    }
    await this.batches.passAccounts(tx, next, from);
    return faults;
  }
}

/** Each batch follows the one before it in its chain; what was verified last may have been exchanged since. */
function brokenLinks(batches: readonly SealedBatch[], chains: Chains): NamedFault[] {
  const ends = new Map(chains);
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
  const { chains = {}, after = '0', seen = '0' } = (mark ?? {}) as WrittenMark;
  const read = Object.entries(chains).map(([chain, { number, hash }]) => {
    return [Number(chain), { number: BigInt(number), hash }] as const;
  });
  return { chains: new Map(read), after: BigInt(after), seen: BigInt(seen) };
}

function writeMark({ chains, after, seen }: Verified): Json {
  const written = [...chains].map(([chain, { number, hash }]) => [chain, { number: number.toString(), hash }]);
  return { chains: Object.fromEntries(written) as Json, after: after.toString(), seen: seen.toString() };
}
