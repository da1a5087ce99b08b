import type { DataSource, EntityManager } from 'typeorm';
import {
  newId,
  type DomainEvent,
  type Id,
  type Snapshot,
  type Transactions,
  type Tx,
} from '../../domain/shared/index.ts';

const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 6;

interface Announcement {
  readonly subject: string;
  readonly ids: readonly Id[];
}

export class PostgresSnapshot implements Snapshot {
  constructor(
    readonly now: Date,
    readonly manager: EntityManager,
  ) {}

  async attempt<T>(work: () => Promise<T>): Promise<T> {
    await this.manager.query('SAVEPOINT attempt');
    try {
      return await work();
    } catch (error) {
      await this.manager.query('ROLLBACK TO SAVEPOINT attempt');
      throw error;
    } finally {
      await this.manager.query('RELEASE SAVEPOINT attempt');
    }
  }
}

class PostgresTx extends PostgresSnapshot implements Tx {
  readonly events: DomainEvent[] = [];
  readonly announcements: Announcement[] = [];
  emit(event: DomainEvent): void {
    this.events.push(event);
  }
  announce(subject: string, ids: readonly Id[]): void {
    if (ids.length > 0) this.announcements.push({ subject, ids });
  }
}

/** The TypeORM manager behind a transaction or snapshot; a handle made by anything else is a wiring fault. */
export function managerOf(handle: Snapshot): EntityManager {
  if (!(handle instanceof PostgresSnapshot)) throw new TypeError('This transaction was not opened by infra/postgres.');
  return handle.manager;
}

/** Commits the effect and its events together, then says so, so that the relay need not wait for its next look. */
export class PostgresTransactions implements Transactions {
  private readonly dataSource: DataSource;
  private readonly eventsCommitted: () => void;

  constructor(dataSource: DataSource, eventsCommitted: () => void = () => {}) {
    this.dataSource = dataSource;
    this.eventsCommitted = eventsCommitted;
  }

  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlState(error))) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * (5 + Math.random() * 10)));
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    let emitted = 0;
    const result = await this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<{ now: Date }[]>('SELECT commonpool_now() AS now');
      const tx = new PostgresTx((row as { now: Date }).now, manager);
      const value = await work(tx);
      await append(manager, tx);
      emitted = tx.events.length + tx.announcements.length;
      return value;
    });
    if (emitted > 0) this.eventsCommitted();
    return result;
  }
}

async function append(manager: EntityManager, { events, announcements }: PostgresTx): Promise<void> {
  const rows = [
    ...events.map(({ subject, payload }) => ({ subject, payload: JSON.stringify(payload), ids: null })),
    ...announcements.map(({ subject, ids }) => ({ subject, payload: '{}', ids: `{${ids.join(',')}}` })),
  ];
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO outbox (id, subject, payload, announced_ids)
     SELECT id, subject, payload, ids::uuid[]
     FROM unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[]) AS row (id, subject, payload, ids)`,
    [rows.map(() => newId()), rows.map((r) => r.subject), rows.map((r) => r.payload), rows.map((r) => r.ids)],
  );
}

/** The five-character SQLSTATE of a driver error, or an empty string. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
