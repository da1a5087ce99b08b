import { LessThan, type DataSource, type Repository } from 'typeorm';
import { Upload, type Uploads } from '../../../domain/imports/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresUploads implements Uploads {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, upload: Upload): Promise<void> {
    await this.in(tx).insert(upload);
  }

  byId(uploadId: Id): Promise<Upload | null> {
    return this.dataSource.getRepository(Upload).findOneBy({ id: uploadId });
  }

  lock(tx: Tx, uploadId: Id): Promise<Upload | null> {
    return this.in(tx).findOne({ where: { id: uploadId }, lock: { mode: 'pessimistic_write' } });
  }

  async countReceiving(tx: Tx, userId: Id): Promise<number> {
    await managerOf(tx).query(`SELECT pg_advisory_xact_lock(hashtextextended('commonpool:uploads of ' || $1, 0))`, [
      userId,
    ]);
    return this.in(tx).countBy({ userId, state: 'receiving' });
  }

  async markComplete(tx: Tx, uploadId: Id): Promise<void> {
    await this.in(tx).update({ id: uploadId, state: 'receiving' }, { state: 'complete' });
  }

  async markSpent(tx: Tx, uploadId: Id): Promise<void> {
    await this.in(tx).update({ id: uploadId }, { state: 'spent', wrappedKey: null, sealedMetadata: null });
  }

  abandoned(tx: Tx, before: Date, limit: number): Promise<Upload[]> {
    return this.in(tx).find({
      where: { state: 'receiving', createdAt: LessThan(before) },
      order: { id: 'ASC' },
      take: limit,
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
  }

  async spentWithBytes(limit: number): Promise<Id[]> {
    const rows = await this.dataSource.getRepository(Upload).find({
      select: { id: true },
      where: { state: 'spent', bytesRemoved: false },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map((row) => row.id);
  }

  async markBytesRemoved(tx: Tx, uploadId: Id): Promise<void> {
    await this.in(tx).update({ id: uploadId, state: 'spent' }, { bytesRemoved: true });
  }

  private in(tx: Tx): Repository<Upload> {
    return managerOf(tx).getRepository(Upload);
  }
}
