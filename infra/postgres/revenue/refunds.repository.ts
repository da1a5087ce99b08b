import { In, type DataSource } from 'typeorm';
import type { BoughtCalls } from '../../../domain/mandates/index.ts';
import { Refund, type PaidFor, type Refunds } from '../../../domain/revenue/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
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

  madeTo(tx: Tx, { customerIds, modelVersionIds, since }: BoughtCalls): Promise<Refund[]> {
    return managerOf(tx)
      .createQueryBuilder(Refund, 'refund')
      .where('refund.customerId = ANY (:customerIds::uuid[])', { customerIds: uuidsOf(customerIds) })
      .andWhere('refund.modelVersionId = ANY (:modelVersionIds::uuid[])', { modelVersionIds: uuidsOf(modelVersionIds) })
      .andWhere('refund.refundedAt >= :since', { since })
      .getMany();
  }
}
