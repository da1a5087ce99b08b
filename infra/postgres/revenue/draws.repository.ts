import type { DataSource } from 'typeorm';
import { Draw, type Draws } from '../../../domain/revenue/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresDraws implements Draws {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, draw: Draw): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `INSERT INTO draws (id, user_id, model_version_id, currency, amount_micros, idempotency_key, drawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (user_id, idempotency_key) DO NOTHING RETURNING id`,
      [
        draw.id,
        draw.userId,
        draw.modelVersionId,
        draw.currency,
        draw.amountMicros.toString(),
        draw.idempotencyKey,
        draw.drawnAt,
      ],
    );
    return rows.length === 1;
  }

  byKey(tx: Tx, userId: Id, idempotencyKey: string): Promise<Draw | null> {
    return managerOf(tx).findOneBy(Draw, { userId, idempotencyKey });
  }

  byId(id: Id): Promise<Draw | null> {
    return this.dataSource.manager.findOneBy(Draw, { id });
  }

  ofUser(userId: Id, page: PageRequest): Promise<Page<Draw>> {
    const query = this.dataSource.createQueryBuilder(Draw, 'draw').where('draw.userId = :userId', { userId });
    return keysetPage(query, ['drawnAt', 'id'], 'DESC', page);
  }
}
