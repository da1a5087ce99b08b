import { In, type DataSource } from 'typeorm';
import {
  Case,
  type CaseCount,
  type CaseFilter,
  type CaseKind,
  type Cases,
  type PaidCase,
} from '../../../domain/cases/index.ts';
import type { Id, Page, PageRequest, Snapshot, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

const PAID = `one.state = 'closed' AND one.outcome IN ('refund', 'correct')`;

interface LinkRow {
  readonly case_id: Id;
  readonly key: string;
}

const LINKS = 'SELECT case_id, key FROM case_journals WHERE case_id = ANY ($1::uuid[]) ORDER BY key';

const MISLOGGED = `
  SELECT c.id FROM cases c LEFT JOIN case_steps s ON s.case_id = c.id
  GROUP BY c.id
  HAVING count(s.id) <> c.version OR max(s.version) IS DISTINCT FROM c.version OR min(s.version) IS DISTINCT FROM 1
     OR bool_or(s.version = c.version AND s.state = c.state) IS NOT TRUE
  ORDER BY c.id LIMIT 1`;

export class PostgresCases implements Cases {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, one: Case): Promise<boolean> {
    const insert = managerOf(tx).createQueryBuilder().insert().into(Case).values(one);
    const { raw } = await insert.orIgnore().returning('id').updateEntity(false).execute();
    return (raw as unknown[]).length === 1;
  }

  lock(tx: Tx, id: Id): Promise<Case | null> {
    return managerOf(tx).findOne(Case, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  running(tx: Tx, subject: string, kinds: readonly CaseKind[]): Promise<Case | null> {
    return managerOf(tx)
      .createQueryBuilder(Case, 'one')
      .where('one.subject = :subject AND one.endedAt IS NULL AND one.kind IN (:...kinds)', { subject, kinds })
      .getOne();
  }

  async update(tx: Tx, one: Case): Promise<void> {
    const { id, state, version, escalatedAt, reviewerId, outcome, reason, needsSecond, secondId } = one;
    const { amountMicros, endedAt } = one;
    const { affected } = await managerOf(tx).update(
      Case,
      { id, version: version - 1 },
      { state, version, escalatedAt, reviewerId, outcome, reason, needsSecond, secondId, amountMicros, endedAt },
    );
    if (affected !== 1) throw new Error(`Case ${id} was not locked, or is not at version ${version - 1}.`);
  }

  lockOverdue(tx: Tx, limit: number): Promise<Case[]> {
    return managerOf(tx)
      .createQueryBuilder(Case, 'one')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where('one.endedAt IS NULL AND one.escalatedAt IS NULL AND one.deadlineAt <= :now', { now: tx.now })
      .orderBy('one.deadlineAt')
      .addOrderBy('one.id')
      .take(limit)
      .getMany();
  }

  async raised(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ subject: string }[]>(
      `SELECT subject FROM cases WHERE subject = ANY ($1) AND kind IN ('metering-gap', 'probe')`,
      [subjects],
    );
    return new Set(rows.map(({ subject }) => subject));
  }

  runningOf(kind: CaseKind, after: Id | null, limit: number): Promise<Case[]> {
    const query = this.dataSource
      .createQueryBuilder(Case, 'one')
      .where('one.kind = :kind AND one.endedAt IS NULL', { kind })
      .orderBy('one.id')
      .take(limit);
    if (after) query.andWhere('one.id > :after', { after });
    return query.getMany();
  }

  async link(tx: Tx, caseId: Id, keys: readonly string[]): Promise<void> {
    await managerOf(tx).query('INSERT INTO case_journals (case_id, key) SELECT $1::uuid, unnest($2::text[])', [
      caseId,
      keys,
    ]);
  }

  async journalsOf(caseIds: readonly Id[]): Promise<ReadonlyMap<Id, readonly string[]>> {
    return byCase(await this.dataSource.query<LinkRow[]>(LINKS, [caseIds]));
  }

  byId(id: Id): Promise<Case | null> {
    return this.dataSource.manager.findOneBy(Case, { id });
  }

  ofParty(userId: Id, page: PageRequest): Promise<Page<Case>> {
    const query = this.dataSource
      .createQueryBuilder(Case, 'one')
      .where('(one.openerId = :userId OR one.customerId = :userId)', { userId });
    return keysetPage(query, ['openedAt', 'id'], 'DESC', page);
  }

  list({ kind, state, overdue }: CaseFilter, page: PageRequest): Promise<Page<Case>> {
    const query = this.dataSource.createQueryBuilder(Case, 'one');
    if (kind) query.andWhere('one.kind = :kind', { kind });
    if (state) query.andWhere('one.state = :state', { state });
    if (overdue !== undefined) query.andWhere(`one.escalatedAt IS ${overdue ? 'NOT ' : ''}NULL`);
    if (overdue) query.andWhere('one.endedAt IS NULL');
    return keysetPage(query, ['openedAt', 'id'], 'DESC', page);
  }

  async paid(snapshot: Snapshot, after: Id | null, limit: number): Promise<readonly PaidCase[]> {
    const manager = managerOf(snapshot);
    const query = manager.createQueryBuilder(Case, 'one').where(PAID).orderBy('one.id').take(limit);
    if (after) query.andWhere('one.id > :after', { after });
    const cases = await query.getMany();
    const keys = byCase(await manager.query<LinkRow[]>(LINKS, [cases.map(({ id }) => id)]));
    return cases.map((one) => ({ one, keys: keys.get(one.id) ?? [] }));
  }

  async mislogged(snapshot: Snapshot): Promise<Id | null> {
    const [found] = await managerOf(snapshot).query<{ id: Id }[]>(MISLOGGED);
    return found?.id ?? null;
  }

  async counts(): Promise<readonly CaseCount[]> {
    const rows = await this.dataSource.query<{ kind: CaseKind; running: string; escalated: string }[]>(
      'SELECT kind, count(*) AS running, count(escalated_at) AS escalated FROM cases WHERE ended_at IS NULL GROUP BY kind',
    );
    return rows.map((row) => ({ kind: row.kind, running: BigInt(row.running), escalated: BigInt(row.escalated) }));
  }

  async corrections(snapshot: Snapshot, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
    const uuids = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id));
    const where = { id: In(uuids), state: 'closed', outcome: 'correct' } as const;
    const found = await managerOf(snapshot).find(Case, { where, select: { id: true } });
    return new Set(found.map(({ id }) => id));
  }
}

function byCase(rows: readonly LinkRow[]): Map<Id, string[]> {
  const keys = new Map<Id, string[]>();
  for (const { case_id, key } of rows) keys.set(case_id, [...(keys.get(case_id) ?? []), key]);
  return keys;
}
