import { In, type DataSource, type Repository } from 'typeorm';
import {
  Import,
  type Held,
  type ImportOutcome,
  type ImportProgress,
  type Imports,
} from '../../../domain/imports/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresImports implements Imports {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, item: Import): Promise<void> {
    await this.in(tx).insert(item);
  }

  byId(importId: Id): Promise<Import | null> {
    return this.dataSource.getRepository(Import).findOneBy({ id: importId });
  }

  byUpload(uploadId: Id): Promise<Import | null> {
    return this.dataSource.getRepository(Import).findOneBy({ uploadId });
  }

  byDatasets(datasetIds: readonly Id[]): Promise<Import[]> {
    return this.dataSource.getRepository(Import).findBy({ datasetId: In([...datasetIds]) });
  }

  lockNext(tx: Tx): Promise<Import | null> {
    return this.in(tx)
      .createQueryBuilder('import')
      .where(`import.state = 'queued' OR (import.state = 'running' AND import.leasedUntil < commonpool_now())`)
      .orderBy('import.id')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
  }

  async start(tx: Tx, importId: Id, attempt: number, leasedUntil: Date): Promise<void> {
    const nothingYet = { bytesRead: 0n, bytesTotal: 0n, rowsRead: 0, rowsKept: 0, rowsRejected: 0 };
    await this.in(tx).update({ id: importId }, { state: 'running', attempt, leasedUntil, ...nothingYet });
  }

  async renew(tx: Tx, held: Held, progress: ImportProgress, leasedUntil: Date): Promise<boolean> {
    const { affected } = await this.in(tx).update(ofHeld(held), { ...progress, leasedUntil });
    return affected === 1;
  }

  async requeue(tx: Tx, held: Held): Promise<boolean> {
    const given = { state: 'queued', attempt: held.attempt - 1, leasedUntil: null } as const;
    const { affected } = await this.in(tx).update(ofHeld(held), given);
    return affected === 1;
  }

  async lockHeld(tx: Tx, held: Held): Promise<boolean> {
    const found = await this.in(tx).findOne({ where: ofHeld(held), lock: { mode: 'pessimistic_write' } });
    return found !== null;
  }

  async finish(tx: Tx, held: Held, outcome: ImportOutcome): Promise<void> {
    const { source, platformAccount, progress, report, error } = outcome;
    const row = {
      state: error ? 'failed' : 'done',
      source,
      platformAccount,
      report,
      error,
      leasedUntil: null,
      finishedAt: tx.now,
      ...progress,
    } as const;
    await this.in(tx).update(ofHeld(held), row);
  }

  async remove(tx: Tx, datasetId: Id): Promise<Id | null> {
    const found = await this.in(tx).findOne({ where: { datasetId }, lock: { mode: 'pessimistic_write' } });
    if (!found) return null;
    await this.in(tx).delete({ id: found.id });
    return found.uploadId;
  }

  private in(tx: Tx): Repository<Import> {
    return managerOf(tx).getRepository(Import);
  }
}

/** Only the attempt that runs now: an older one changes nothing. */
function ofHeld(held: Held) {
  return { id: held.importId, attempt: held.attempt, state: 'running' } as const;
}
