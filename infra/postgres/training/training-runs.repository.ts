import { In, type DataSource } from 'typeorm';
import {
  TrainingRun,
  type Corpus,
  type RunFailure,
  type RunResult,
  type TrainingRuns,
} from '../../../domain/training/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresTrainingRuns implements TrainingRuns {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, run: TrainingRun): Promise<void> {
    await managerOf(tx).insert(TrainingRun, run);
  }

  async claimNext(tx: Tx, worker: Id, leaseMs: number): Promise<{ run: TrainingRun; attempts: number } | null> {
    const [claimed] = await managerOf(tx).query<{ id: Id; attempts: number }[]>(
      `WITH next AS (
         SELECT id FROM training_runs
         WHERE state IN ('approved', 'running') AND leased_until <= $1
         ORDER BY approved_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE training_runs r SET worker = $2, leased_until = $3, attempts = attempts + 1
         FROM next WHERE r.id = next.id RETURNING r.id, r.attempts
       ) SELECT id, attempts FROM claimed`,
      [tx.now, worker, leaseEnd(tx, leaseMs)],
    );
    if (!claimed) return null;
    return { run: (await this.find(tx, claimed.id)) as TrainingRun, attempts: claimed.attempts };
  }

  async startOn(tx: Tx, run: Id, worker: Id, corpus: Corpus): Promise<TrainingRun | null> {
    const changes = { corpusId: corpus.id, recordsTotal: corpus.records, recordsFed: 0, startedAt: tx.now };
    const started = await this.change(tx, run, worker, { ...changes, state: 'running' });
    return started ? this.find(tx, run) : null;
  }

  async recordProgress(tx: Tx, run: Id, worker: Id, recordsFed: number, leaseMs: number): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH held AS (
         UPDATE training_runs SET records_fed = $3, leased_until = $4
         WHERE id = $1 AND worker = $2 AND state = 'running' RETURNING id
       ) SELECT id FROM held`,
      [run, worker, recordsFed, leaseEnd(tx, leaseMs)],
    );
    return rows.length === 1;
  }

  async succeed(tx: Tx, run: Id, worker: Id, result: RunResult): Promise<TrainingRun | null> {
    const succeeded = await this.change(tx, run, worker, { ...result, state: 'succeeded', finishedAt: tx.now });
    return succeeded ? this.find(tx, run) : null;
  }

  fail(tx: Tx, run: Id, worker: Id, failure: RunFailure): Promise<boolean> {
    return this.change(tx, run, worker, { failure, state: 'failed', finishedAt: tx.now });
  }

  async failInPool(tx: Tx, poolId: Id, failure: RunFailure): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ id: Id }[]>(
      `WITH failed AS (
         UPDATE training_runs SET state = 'failed', failure = $2, finished_at = $3
         WHERE pool_id = $1 AND state IN ('approved', 'running') RETURNING id
       ) SELECT id FROM failed`,
      [poolId, JSON.stringify(failure), tx.now],
    );
    return rows.map(({ id }) => id);
  }

  async requeue(tx: Tx, run: Id, worker: Id): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH freed AS (
         UPDATE training_runs
         SET state = 'approved', worker = NULL, leased_until = '-infinity', attempts = 0,
             corpus_id = NULL, records_total = NULL, records_fed = 0, started_at = NULL
         WHERE id = $1 AND worker = $2 AND state IN ('approved', 'running') RETURNING id
       ) SELECT id FROM freed`,
      [run, worker],
    );
    return rows.length === 1;
  }

  find(tx: Tx, id: Id): Promise<TrainingRun | null> {
    return managerOf(tx).findOneBy(TrainingRun, { id });
  }

  byId(id: Id): Promise<TrainingRun | null> {
    return this.dataSource.manager.findOneBy(TrainingRun, { id });
  }

  byIds(ids: readonly Id[]): Promise<TrainingRun[]> {
    return this.dataSource.manager.findBy(TrainingRun, { id: In(ids) });
  }

  ofPool(poolId: Id, page: PageRequest): Promise<Page<TrainingRun>> {
    const query = this.dataSource.manager
      .createQueryBuilder(TrainingRun, 'run')
      .where('run.poolId = :poolId', { poolId });
    return keysetPage(query, ['approvedAt', 'id'], 'DESC', page);
  }

  /** Only while the run is this worker's and not finished. */
  private async change(tx: Tx, id: Id, worker: Id, changes: Partial<TrainingRun>): Promise<boolean> {
    const { affected } = await managerOf(tx)
      .createQueryBuilder()
      .update(TrainingRun)
      .set(changes)
      .where(`id = :id AND worker = :worker AND state IN ('approved', 'running')`, { id, worker })
      .execute();
    return affected === 1;
  }
}

function leaseEnd(tx: Tx, leaseMs: number): Date {
  return new Date(tx.now.getTime() + leaseMs);
}
