import { capTableDigest, CapTable, Valuation, type CapRow, type CapTables } from '../../domain/attribution/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import { newId, sha256Hex, type Tx } from '../../domain/shared/index.ts';
import { managerOf } from '../../infra/postgres/transactions.ts';

/** The cap table that a version is owned by, as a valuation would have frozen it; answers its digest. */
export async function freezeTable(
  tx: Tx,
  capTables: Pick<CapTables, 'insert'>,
  { runId, poolId, capTableId: id }: ModelVersion,
  rows: readonly CapRow[],
): Promise<string> {
  const digest = sha256Hex(id);
  const totalWeight = rows.reduce((sum, row) => sum + row.weight, 0n);
  const facts = { runId, poolId, method: 'leave-out', algorithmDigest: digest, corpusDigest: digest, totalWeight };
  const frozenDigest = capTableDigest(facts, rows);
  const finished = { code: null, message: null, queuedAt: tx.now, finishedAt: tx.now };
  await managerOf(tx).insert(Valuation, new Valuation({ id: newId(), runId, poolId, state: 'frozen', ...finished }));
  const table = new CapTable({ ...facts, id, members: rows.length, digest: frozenDigest, frozenAt: tx.now });
  await capTables.insert(tx, table, rows);
  return frozenDigest;
}
