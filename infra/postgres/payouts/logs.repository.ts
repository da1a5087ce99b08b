import { In, type DataSource } from 'typeorm';
import { Attempt, PayoutStep, type Attempts, type Callbacks, type PayoutSteps } from '../../../domain/payouts/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresAttempts implements Attempts {
  constructor(private readonly dataSource: DataSource) {}

  async last(tx: Tx, payoutId: Id): Promise<{ count: number; open: Attempt | null }> {
    const last = await managerOf(tx).findOne(Attempt, { where: { payoutId }, order: { number: 'DESC' } });
    return { count: last?.number ?? 0, open: last?.finishedAt === null ? last : null };
  }

  async insert(tx: Tx, attempt: Attempt): Promise<void> {
    await managerOf(tx).insert(Attempt, attempt);
  }

  async finish(tx: Tx, { payoutId, number, finishedAt, outcome, httpStatus }: Attempt): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH finished AS (
         UPDATE payout_attempts SET finished_at = $3, outcome = $4, http_status = $5
         WHERE payout_id = $1 AND number = $2 AND finished_at IS NULL RETURNING number
       ) SELECT number FROM finished`,
      [payoutId, number, finishedAt, outcome, httpStatus],
    );
    return rows.length === 1;
  }

  ofPayouts(payoutIds: readonly Id[]): Promise<Attempt[]> {
    const order = { payoutId: 'ASC', number: 'ASC' } as const;
    return this.dataSource.manager.find(Attempt, { where: { payoutId: In(payoutIds) }, order });
  }
}

export class PostgresPayoutSteps implements PayoutSteps {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Tx, steps: readonly PayoutStep[]): Promise<void> {
    if (steps.length > 0) await managerOf(tx).insert(PayoutStep, [...steps]);
  }

  ofPayouts(payoutIds: readonly Id[]): Promise<PayoutStep[]> {
    return this.dataSource.manager.find(PayoutStep, { where: { payoutId: In(payoutIds) }, order: { id: 'ASC' } });
  }
}

export class PostgresCallbacks implements Callbacks {
  async insert(tx: Tx, callback: { eventId: string; digest: string; payoutId: Id }): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO payout_callbacks (event_id, digest, payout_id, received_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT (event_id) DO NOTHING RETURNING event_id`,
      [callback.eventId, callback.digest, callback.payoutId, tx.now],
    );
    return rows.length === 1;
  }

  async find(tx: Tx, eventId: string): Promise<{ digest: string; payoutId: Id } | null> {
    const [row] = await managerOf(tx).query<{ digest: string; payoutId: Id }[]>(
      'SELECT digest, payout_id AS "payoutId" FROM payout_callbacks WHERE event_id = $1',
      [eventId],
    );
    return row ?? null;
  }
}
