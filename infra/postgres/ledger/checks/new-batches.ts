import { randomBytes } from 'node:crypto';
import type { Fault } from '../../../../domain/audit/index.ts';
import type { Chains, LedgerRule, NewBatches, SealedBatch } from '../../../../domain/ledger/index.ts';
import type { Tx } from '../../../../domain/shared/index.ts';
import { arrayOf } from '../../arrays.ts';
import { firstFault } from '../../first-fault.ts';
import { managerOf } from '../../transactions.ts';
import { NEW_BATCH_COUNTED, NEW_BATCH_SEALED } from './batches.sql.ts';
import { NEW_BALANCED, NEW_CURRENCY_BALANCED, NEW_GAP, NEW_SUSPECT, NEXT, PASS_ACCOUNTS } from './new-batches.sql.ts';

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
}

export class PostgresNewBatches implements NewBatches {
  async next(tx: Tx, chains: Chains, journals: number): Promise<readonly SealedBatch[]> {
    const rows = await managerOf(tx).query<BatchRow[]>(NEXT, [
      arrayOf([...chains.keys()]),
      arrayOf([...chains.values()].map(({ number }) => number)),
      journals,
    ]);
    return rows.map(({ id, number, previous_hash: previousHash, ...row }) => {
      return { ...row, id: BigInt(id), number: BigInt(number), previousHash };
    });
  }

  async firstFault(tx: Tx, rule: LedgerRule, batches: readonly SealedBatch[], after: bigint): Promise<Fault | null> {
    const statement = STATEMENTS[rule];
    if (statement === undefined) throw new TypeError(`Rule ${rule} is not one of single batches.`);
    const range = rangeOf(batches, after);
    if (rule === 'entries-continuous' && !(await this.someGap(tx, range))) return null;
    return firstFault(tx, statement, range);
  }

  /** A gap is rare, and looking for where it is costs three times as much. */
  private async someGap(tx: Tx, range: readonly string[]): Promise<boolean> {
    const salt = randomBytes(8).readBigInt64BE().toString();
    return (await managerOf(tx).query<unknown[]>(NEW_SUSPECT, [...range, salt])).length > 0;
  }

  async passAccounts(tx: Tx, batches: readonly SealedBatch[], after: bigint): Promise<void> {
    await managerOf(tx).query(PASS_ACCOUNTS, rangeOf(batches, after));
  }

  async lastNumber(tx: Tx): Promise<bigint> {
    const [row] = await managerOf(tx).query<{ last: string | null }[]>('SELECT max(seq) AS last FROM ledger_journals');
    return BigInt(row?.last ?? 0);
  }
}

/** They come in the order of their ids. */
function rangeOf(batches: readonly SealedBatch[], after: bigint): string[] {
  const ids = batches.map(({ id }) => id.toString());
  return [ids[0] as string, ids.at(-1) as string, arrayOf(ids), after.toString()];
}
