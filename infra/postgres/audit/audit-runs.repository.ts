import { IsNull, Not, type DataSource } from 'typeorm';
import { AuditRun, CheckResult, type AuditRuns, type Totals } from '../../../domain/audit/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresAuditRuns implements AuditRuns {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, run: AuditRun): Promise<boolean> {
    const added = await managerOf(tx).query<unknown[]>(
      `INSERT INTO audit_runs (id, trigger, operator_id, night, requested_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (night) DO NOTHING RETURNING id`,
      [run.id, run.trigger, run.operatorId, run.night, run.requestedAt],
    );
    return added.length === 1;
  }

  /** The lock keeps two who ask at once from starting two; it ends with `tx`. */
  async waiting(tx: Tx): Promise<AuditRun | null> {
    await managerOf(tx).query(`SELECT pg_advisory_xact_lock(hashtextextended('audit.start', 0))`);
    return managerOf(tx).findOne(AuditRun, { where: { startedAt: IsNull() }, order: { requestedAt: 'ASC' } });
  }

  async begin(tx: Tx, checks: number): Promise<AuditRun | null> {
    const manager = managerOf(tx);
    const [next] = await manager.query<{ id: Id }[]>(
      `SELECT id FROM audit_runs WHERE finished_at IS NULL ORDER BY requested_at, id LIMIT 1
       FOR NO KEY UPDATE SKIP LOCKED`,
    );
    if (!next) return null;
    await manager.query('DELETE FROM audit_results WHERE run_id = $1', [next.id]);
    await manager.update(AuditRun, { id: next.id }, { startedAt: tx.now, checks });
    return manager.findOneByOrFail(AuditRun, { id: next.id });
  }

  /** Weak enough that results, which refer to the run, can be added beside it. */
  async hold(tx: Tx, id: Id): Promise<boolean> {
    const held = await managerOf(tx).query<unknown[]>(
      'SELECT id FROM audit_runs WHERE id = $1 AND finished_at IS NULL FOR NO KEY UPDATE SKIP LOCKED',
      [id],
    );
    return held.length === 1;
  }

  /** At the clock of now: `tx` began before the checks ran. */
  async finish(tx: Tx, id: Id, outcome: Totals & { readonly sound: boolean }): Promise<void> {
    await managerOf(tx).query(
      `UPDATE audit_runs SET finished_at = greatest(commonpool_now(), started_at), sound = $2, entries_sum_micros = $3,
              balances_sum_micros = $4, journals = $5
       WHERE id = $1`,
      [
        id,
        outcome.sound,
        outcome.entriesSumMicros.toString(),
        outcome.balancesSumMicros.toString(),
        outcome.journals.toString(),
      ],
    );
  }

  async addResult(tx: Tx, result: CheckResult, place: number): Promise<void> {
    const { runId, name, invariant, row, fault, tookMs, checkedAt } = result;
    await managerOf(tx).query(
      `INSERT INTO audit_results (run_id, place, name, invariant, row, fault, took_ms, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [runId, place, name, invariant, row, fault, tookMs, checkedAt],
    );
  }

  results(runId: Id): Promise<CheckResult[]> {
    return this.dataSource
      .createQueryBuilder(CheckResult, 'result')
      .where('result.runId = :runId', { runId })
      .orderBy('place')
      .getMany();
  }

  byId(id: Id): Promise<AuditRun | null> {
    return this.dataSource.manager.findOneBy(AuditRun, { id });
  }

  lastFinished(): Promise<AuditRun | null> {
    return this.dataSource.manager.findOne(AuditRun, {
      where: { finishedAt: Not(IsNull()) },
      order: { finishedAt: 'DESC' },
    });
  }

  page(request: PageRequest): Promise<Page<AuditRun>> {
    return keysetPage(this.dataSource.createQueryBuilder(AuditRun, 'run'), ['requestedAt', 'id'], 'DESC', request);
  }
}
