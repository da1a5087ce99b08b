import type { DataSource, EntityManager } from 'typeorm';
import { newId, type DomainEvent, type Transactions, type Tx } from '../../domain/shared/index.ts';

const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 6;

class PostgresTx implements Tx {
  readonly events: DomainEvent[] = [];
  readonly now: Date;
  readonly manager: EntityManager;
  constructor(now: Date, manager: EntityManager) {
    this.now = now;
    this.manager = manager;
  }
  emit(event: DomainEvent): void {
    this.events.push(event);
  }
}

/** The TypeORM manager behind a transaction handle; a handle made by anything else is a wiring fault. */
export function managerOf(tx: Tx): EntityManager {
  if (!(tx instanceof PostgresTx)) throw new TypeError('This transaction was not opened by PostgresTransactions.');
  return tx.manager;
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
      await append(manager, tx.events);
      emitted = tx.events.length;
      return value;
    });
    if (emitted > 0) this.eventsCommitted();
    return result;
  }
}

async function append(manager: EntityManager, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query(
    `INSERT INTO outbox (id, subject, payload)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::jsonb[])`,
    [events.map(() => newId()), events.map((e) => e.subject), events.map((e) => JSON.stringify(e.payload))],
  );
}

/** The five-character SQLSTATE of a driver error, or an empty string. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
