import { randomBytes } from 'node:crypto';
import type { Fault } from '../../../../domain/audit/index.ts';
import type { Chains, LedgerRule, NewBatches, SealedBatch } from '../../../../domain/ledger/index.ts';
import type { Tx } from '../../../../domain/shared/index.ts';
import { arrayOf } from '../../arrays.ts';
import { firstFault } from '../../first-fault.ts';
import { managerOf } from '../../transactions.ts';
import { NEW_BATCH_COUNTED, NEW_BATCH_SEALED, NEW_BATCHES_SOUND } from './batches.sql.ts';
import {
  NEW_BALANCED,
  NEW_CURRENCY_BALANCED,
  NEW_GAP,
  NEXT,
  PASS_ACCOUNTS,
  PASS_SOUND_ACCOUNTS,
} from './new-batches.sql.ts';

const STATEMENTS: Readonly<Partial<Record<LedgerRule, string>>> = {
  'batch-counted': NEW_BATCH_COUNTED,
  'batch-sealed': NEW_BATCH_SEALED,
  'journal-balanced': NEW_BALANCED,
  'currency-balanced': NEW_CURRENCY_BALANCED,
  'entries-continuous': NEW_GAP,
};

interface BatchRow {
  readonly id: string;
  readonly chain: number;
  readonly number: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly journals: number;
  readonly first_seq: string;
  readonly last_seq: string;
}

export class PostgresNewBatches implements NewBatches {
  async next(tx: Tx, chains: Chains, journals: number): Promise<readonly SealedBatch[]> {
    const rows = await managerOf(tx).query<BatchRow[]>(NEXT, [
      arrayOf([...chains.keys()]),
      arrayOf([...chains.values()].map(({ number }) => number)),
      journals,
    ]);
    return rows.map(({ id, number, previous_hash: previousHash, first_seq, last_seq, ...row }) => {
      const range = { firstSeq: BigInt(first_seq), lastSeq: BigInt(last_seq) };
      return { ...row, ...range, id: BigInt(id), number: BigInt(number), previousHash };
    });
  }

  async passSound(tx: Tx, batches: readonly SealedBatch[]): Promise<boolean> {
    const range = rangeOf(batches);
    const [sealed] = await managerOf(tx).query<{ sound: boolean }[]>(NEW_BATCHES_SOUND, [...range]);
    if (!sealed?.sound) return false;
    const salt = randomBytes(8).readBigInt64BE().toString();
    const [moved] = await managerOf(tx).query<{ sound: boolean }[]>(PASS_SOUND_ACCOUNTS, [...range, salt]);
    return moved?.sound === true;
  }

  firstFault(tx: Tx, rule: LedgerRule, batches: readonly SealedBatch[]): Promise<Fault | null> {
    const statement = STATEMENTS[rule];
    if (statement === undefined) throw new TypeError(`Rule ${rule} is not one of single batches.`);
    return firstFault(tx, statement, rangeOf(batches));
  }

  async passAccounts(tx: Tx, batches: readonly SealedBatch[]): Promise<void> {
    await managerOf(tx).query(PASS_ACCOUNTS, [...rangeOf(batches)]);
  }
}

function rangeOf(batches: readonly SealedBatch[]): readonly string[] {
  let [first, last] = [batches[0]?.firstSeq ?? 0n, 0n];
  for (const { firstSeq, lastSeq } of batches) {
    if (firstSeq < first) first = firstSeq;
    if (lastSeq > last) last = lastSeq;
  }
  return [first.toString(), last.toString(), arrayOf(batches.map(({ id }) => id))];
}
