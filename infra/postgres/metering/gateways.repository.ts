import type { DataSource } from 'typeorm';
import { Gateway, type Gateways, type SequenceGap } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { PostgresSenderSecrets } from '../sender-secrets.ts';
import { managerOf } from '../transactions.ts';

export class PostgresGateways extends PostgresSenderSecrets implements Gateways {
  constructor(dataSource: DataSource) {
    super(dataSource, { table: 'gateway_secrets', sender: 'gateway_id' });
  }

  async insert(tx: Tx, gateway: Gateway): Promise<void> {
    await managerOf(tx).insert(Gateway, gateway);
    await managerOf(tx).query('INSERT INTO gateway_sequences (gateway_id) VALUES ($1)', [gateway.id]);
  }

  lock(tx: Tx, id: Id): Promise<Gateway | null> {
    return managerOf(tx).findOne(Gateway, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async revoke(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(Gateway, { id }, { revokedAt: tx.now });
  }

  byId(id: Id): Promise<Gateway | null> {
    return this.dataSource.manager.findOneBy(Gateway, { id });
  }

  byTokenHash(tokenHash: string): Promise<Gateway | null> {
    return this.dataSource.manager.findOneBy(Gateway, { tokenHash });
  }

  all(page: PageRequest): Promise<Page<Gateway>> {
    return keysetPage(this.dataSource.createQueryBuilder(Gateway, 'gateway'), ['createdAt', 'id'], 'DESC', page);
  }

  async sequenceGaps(gatewayId: Id, limit: number): Promise<SequenceGap[]> {
    const rows = await this.dataSource.query<{ first: string; last: string }[]>(
      `SELECT lower(gap) AS first, upper(gap) - 1 AS last
       FROM gateway_sequences s, unnest(int8multirange(int8range(1, upper(s.seen))) - s.seen) AS gap
       WHERE s.gateway_id = $1 AND NOT isempty(s.seen)
       ORDER BY 1 LIMIT $2`,
      [gatewayId, limit],
    );
    return rows.map((row) => ({ first: BigInt(row.first), last: BigInt(row.last) }));
  }
}
