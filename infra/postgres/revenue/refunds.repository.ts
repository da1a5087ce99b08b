import { In, type DataSource } from 'typeorm';
import { Refund, type PaidFor, type Refunds } from '../../../domain/revenue/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresRefunds implements Refunds {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, refund: Refund): Promise<void> {
    await managerOf(tx).insert(Refund, refund);
  }

  byId(tx: Tx, id: Id): Promise<Refund | null> {
    return managerOf(tx).findOneBy(Refund, { id });
  }

  of(tx: Tx, paidFor: PaidFor): Promise<Refund[]> {
    return managerOf(tx).find(Refund, { where: paidFor, order: { refundedAt: 'ASC', id: 'ASC' } });
  }

  async ofEvents(inboxIds: readonly bigint[]): Promise<Map<bigint, Refund[]>> {
    const where = { inboxId: In([...inboxIds]) };
    const refunds = await this.dataSource.manager.find(Refund, { where, order: { refundedAt: 'ASC', id: 'ASC' } });
    const byEvent = new Map<bigint, Refund[]>();
    for (const refund of refunds) {
      const inboxId = refund.inboxId as bigint;
      byEvent.set(inboxId, [...(byEvent.get(inboxId) ?? []), refund]);
    }
    return byEvent;
  }
}
