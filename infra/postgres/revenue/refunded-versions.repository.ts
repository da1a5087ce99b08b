import type { DataSource } from 'typeorm';
import { refundIdIn, refundJournalKey, type RefundedVersions } from '../../../domain/revenue/index.ts';
import type { Id } from '../../../domain/shared/index.ts';

export class PostgresRefundedVersions implements RefundedVersions {
  constructor(private readonly dataSource: DataSource) {}

  async byJournal(keys: readonly string[]): Promise<ReadonlyMap<string, Id>> {
    const rows = await this.dataSource.query<{ id: Id; version: Id }[]>(
      'SELECT id, model_version_id AS version FROM usage_refunds WHERE id = ANY ($1::uuid[])',
      [keys.map(refundIdIn).filter((id) => id !== null)],
    );
    return new Map(rows.map(({ id, version }) => [refundJournalKey(id), version]));
  }
}
