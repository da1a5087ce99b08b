import type { DataSource } from 'typeorm';
import { AuditFault, type AuditFaults } from '../../../domain/audit/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresAuditFaults implements AuditFaults {
  constructor(private readonly dataSource: DataSource) {}

  async open(tx: Tx, { id, name, invariant, row, message, foundAt }: AuditFault): Promise<boolean> {
    const added = await managerOf(tx).query<unknown[]>(
      `INSERT INTO audit_faults (id, name, invariant, row, message, found_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (name, md5(row)) WHERE cleared_at IS NULL DO NOTHING RETURNING id`,
      [id, name, invariant, row, message, foundAt],
    );
    return added.length === 1;
  }

  async clear(tx: Tx, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await managerOf(tx).query(
      `UPDATE audit_faults SET cleared_at = greatest($2, found_at) WHERE cleared_at IS NULL AND name = ANY ($1)`,
      [names, tx.now],
    );
  }

  byId(id: Id): Promise<AuditFault | null> {
    return this.dataSource.manager.findOneBy(AuditFault, { id });
  }

  page(request: PageRequest, openOnly: boolean): Promise<Page<AuditFault>> {
    const query = this.dataSource.createQueryBuilder(AuditFault, 'fault');
    if (openOnly) query.where('fault.clearedAt IS NULL');
    return keysetPage(query, ['foundAt', 'id'], 'DESC', request);
  }

  async openByName(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ name: string; faults: number }[]>(
      `SELECT name, count(*)::integer AS faults FROM audit_faults WHERE cleared_at IS NULL GROUP BY name ORDER BY name`,
    );
    return new Map(rows.map(({ name, faults }) => [name, faults]));
  }
}
