import type { Fault, NamedFault, Watch, WatchStep } from '../audit/index.ts';
import type { Json, Tx } from '../shared/index.ts';
import type { Batch } from './batch.ts';
import type { LedgerRule } from './ledger-checks.ts';

/** A batch as its chain has it, without its journals. */
export interface SealedBatch extends Pick<Batch, 'chain' | 'number' | 'previousHash' | 'hash' | 'journals'> {
  readonly id: bigint;
  /** The numbers of its first and its last journal. Batches of other writers may lie between. */
  readonly firstSeq: bigint;
  readonly lastSeq: bigint;
}

/** Where each chain was verified up to. */
export type Chains = ReadonlyMap<number, Pick<Batch, 'number' | 'hash'>>;

interface WrittenMark {
  readonly chains?: Readonly<Record<string, { readonly number: string; readonly hash: string }>>;
}

/** What a watch asks of batches that were committed since it last looked. */
export interface NewBatches {
  /**
   * The lowest ids first, with about `journals` journals. Two batches that move the same account have their ids in the
   * order in which they moved it, so of each account these are the next entries, without a hole.
   */
  next(tx: Tx, chains: Chains, journals: number): Promise<readonly SealedBatch[]>;
  /**
   * Whether these keep all the rules, found at the least cost; if so, the accounts that they moved are expected to go on
   * from where they left them. Which rule is broken, and where, is for `firstFault`.
   */
  passSound(tx: Tx, batches: readonly SealedBatch[]): Promise<boolean>;
  /** The first journal or batch of these that breaks the rule. */
  firstFault(tx: Tx, rule: LedgerRule, batches: readonly SealedBatch[]): Promise<Fault | null>;
  /** From here on the accounts are expected to go on from where these left them, sound or not. */
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
    const chains = readMark(mark);
    const next = await this.batches.next(tx, chains, this.journalsAtOnce);
    const reached = new Map([...chains, ...next.map(({ chain, number, hash }) => [chain, { number, hash }] as const)]);
    const faults = next.length > 0 ? await this.verify(tx, next, chains) : [];
    const more = next.reduce((sum, batch) => sum + batch.journals, 0) >= this.journalsAtOnce;
    return { mark: writeMark(reached), looked: next.length, faults, proved: [], more };
  }

  private async verify(tx: Tx, next: readonly SealedBatch[], chains: Chains): Promise<NamedFault[]> {
    const faults = brokenLinks(next, chains);
    if (await this.batches.passSound(tx, next)) return faults;
    for (const rule of RULES) {
      const fault = await this.batches.firstFault(tx, rule, next);
      if (fault) faults.push({ name: rule, invariant: INVARIANTS[rule], ...fault });
    }
    await this.batches.passAccounts(tx, next);
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

function readMark(mark: Json | null): Chains {
  const { chains = {} } = (mark ?? {}) as WrittenMark;
  const read = Object.entries(chains).map(([chain, { number, hash }]) => {
    return [Number(chain), { number: BigInt(number), hash }] as const;
  });
  return new Map(read);
}

function writeMark(chains: Chains): Json {
  const written = [...chains].map(([chain, { number, hash }]) => [chain, { number: number.toString(), hash }]);
  return { chains: Object.fromEntries(written) as Json };
}
