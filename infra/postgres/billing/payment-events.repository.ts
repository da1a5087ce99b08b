import type { DataSource } from 'typeorm';
import { RefusedPaymentEvent, type PaymentEvent, type PaymentEvents } from '../../../domain/billing/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPaymentEvents implements PaymentEvents {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, providerId: Id, { eventId, digest, type }: PaymentEvent): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO payment_events (provider_id, event_id, digest, type, received_at)
       VALUES ($1, $2, decode($3, 'hex'), $4, $5) ON CONFLICT DO NOTHING RETURNING event_id`,
      [providerId, eventId, digest, type, tx.now],
    );
    return rows.length === 1;
  }

  async digestOf(tx: Tx, providerId: Id, eventId: string): Promise<string | null> {
    const [row] = await managerOf(tx).query<{ digest: string }[]>(
      `SELECT encode(digest, 'hex') AS digest FROM payment_events WHERE provider_id = $1 AND event_id = $2`,
      [providerId, eventId],
    );
    return row?.digest ?? null;
  }

  async refuse(tx: Tx, refused: readonly RefusedPaymentEvent[]): Promise<void> {
    const insert = managerOf(tx).createQueryBuilder().insert().into(RefusedPaymentEvent);
    await insert
      .values([...refused])
      .orIgnore()
      .execute();
  }

  refusals(page: PageRequest): Promise<Page<RefusedPaymentEvent>> {
    const query = this.dataSource.createQueryBuilder(RefusedPaymentEvent, 'refused');
    return keysetPage(query, ['receivedAt', 'id'], 'DESC', page);
  }
}
