import { Refund, type Refunds } from '../../../domain/revenue/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresRefunds implements Refunds {
  async insert(tx: Tx, refund: Refund): Promise<void> {
    await managerOf(tx).insert(Refund, refund);
  }

  byId(tx: Tx, id: Id): Promise<Refund | null> {
    return managerOf(tx).findOneBy(Refund, { id });
  }

  ofEvent(tx: Tx, inboxId: bigint): Promise<Refund[]> {
    return managerOf(tx).find(Refund, { where: { inboxId }, order: { refundedAt: 'ASC', id: 'ASC' } });
  }
}
