import type { DataSource } from 'typeorm';
import { CapRow, CapTable, type CapTables } from '../../../domain/attribution/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const BATCH = 1000;

export class PostgresCapTables implements CapTables {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, table: CapTable, rows: readonly CapRow[]): Promise<void> {
    await managerOf(tx).insert(CapTable, table);
    for (let at = 0; at < rows.length; at += BATCH) await managerOf(tx).insert(CapRow, rows.slice(at, at + BATCH));
  }

  ofRun(tx: Tx, runId: Id): Promise<CapTable | null> {
    return managerOf(tx).findOneBy(CapTable, { runId });
  }

  rows(tx: Tx, capTableId: Id): Promise<readonly CapRow[]> {
    return managerOf(tx).find(CapRow, { where: { capTableId }, order: { idx: 'ASC' } });
  }

  byId(id: Id): Promise<CapTable | null> {
    return this.dataSource.manager.findOneBy(CapTable, { id });
  }

  byRun(runId: Id): Promise<CapTable | null> {
    return this.dataSource.manager.findOneBy(CapTable, { runId });
  }

  rowOf(capTableId: Id, userId: Id): Promise<CapRow | null> {
    return this.dataSource.manager.findOneBy(CapRow, { capTableId, userId });
  }
}
