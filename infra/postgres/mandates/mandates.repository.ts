import { IsNull, type DataSource } from 'typeorm';
import { Mandate, type Mandates, type MandateTerms } from '../../../domain/mandates/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresMandates implements Mandates {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, mandate: Mandate): Promise<void> {
    await managerOf(tx).insert(Mandate, mandate);
  }

  lockLatest(
    tx: Tx,
    customerId: Id,
    { modelVersionId, poolId, apiKeyId }: Pick<MandateTerms, 'modelVersionId' | 'poolId' | 'apiKeyId'>,
  ): Promise<Mandate | null> {
    return managerOf(tx).findOne(Mandate, {
      where: {
        customerId,
        modelVersionId: modelVersionId ?? IsNull(),
        poolId: poolId ?? IsNull(),
        apiKeyId: apiKeyId ?? IsNull(),
        supersededBy: IsNull(),
      },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async supersede(tx: Tx, mandate: Mandate, by: Id): Promise<void> {
    // Whoever waited for the customer's lock began before the mandate was given that it replaces.
    const revokedAt = mandate.revokedAt ?? (mandate.givenAt > tx.now ? mandate.givenAt : tx.now);
    await managerOf(tx).update(Mandate, { id: mandate.id }, { supersededBy: by, revokedAt });
  }

  async countLive(tx: Tx, customerId: Id): Promise<number> {
    const [row] = await managerOf(tx).query<{ live: number }[]>(
      `SELECT count(*)::integer AS live FROM mandates
       WHERE customer_id = $1 AND superseded_by IS NULL AND revoked_at IS NULL AND expires_at > $2`,
      [customerId, tx.now],
    );
    return row?.live ?? 0;
  }

  lock(tx: Tx, id: Id): Promise<Mandate | null> {
    return managerOf(tx).findOne(Mandate, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async revoke(tx: Tx, { id, revokedAt, revocationJws }: Mandate): Promise<void> {
    await managerOf(tx).update(Mandate, { id }, { revokedAt, revocationJws });
  }

  holdCovering(
    tx: Tx,
    calls: { customerIds: readonly Id[]; modelVersionIds: readonly Id[]; poolIds: readonly Id[] },
  ): Promise<Mandate[]> {
    return managerOf(tx)
      .createQueryBuilder(Mandate, 'mandate')
      .where('mandate.customerId = ANY (:customerIds::uuid[]) AND mandate.supersededBy IS NULL', calls)
      .andWhere(
        '(mandate.modelVersionId = ANY (:modelVersionIds::uuid[]) OR mandate.poolId = ANY (:poolIds::uuid[]))',
        calls,
      )
      .orderBy('mandate.id')
      .setLock('pessimistic_read')
      .getMany();
  }

  byId(id: Id): Promise<Mandate | null> {
    return this.dataSource.manager.findOneBy(Mandate, { id });
  }

  ofCustomer(customerId: Id, page: PageRequest): Promise<Page<Mandate>> {
    const query = this.dataSource
      .createQueryBuilder(Mandate, 'mandate')
      .where('mandate.customerId = :customerId', { customerId });
    return keysetPage(query, ['id'], 'DESC', page);
  }
}
