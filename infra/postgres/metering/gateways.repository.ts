import { IsNull, type DataSource } from 'typeorm';
import type { GatewayOperators } from '../../../domain/mandates/index.ts';
import { Gateway, type Gateways, type SequenceGap, type Suspension } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { PostgresSenderSecrets } from '../sender-secrets.ts';
import { managerOf } from '../transactions.ts';
import { SuspensionSchema } from './oversight.schema.ts';
import { MISSING } from './sequence.sql.ts';

export class PostgresGateways extends PostgresSenderSecrets implements Gateways, GatewayOperators {
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

  async suspend(tx: Tx, suspension: Suspension): Promise<void> {
    await managerOf(tx).insert(SuspensionSchema, suspension);
    await managerOf(tx).update(Gateway, { id: suspension.gatewayId }, { suspendedAt: suspension.suspendedAt });
  }

  async resume(tx: Tx, id: Id, by: Id): Promise<void> {
    const running = { gatewayId: id, endedAt: IsNull() };
    await managerOf(tx).update(SuspensionSchema, running, { endedAt: tx.now, endedBy: by });
    await managerOf(tx).update(Gateway, { id }, { suspendedAt: null });
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

  runs(userId: Id, gatewayId: Id): Promise<boolean> {
    return this.dataSource.manager.existsBy(Gateway, { id: gatewayId, registeredBy: userId });
  }

  async sequenceGaps(gatewayId: Id, limit: number): Promise<SequenceGap[]> {
    const rows = await this.dataSource.query<{ first: string; last: string }[]>(MISSING, [gatewayId, limit]);
    return rows.map((row) => ({ first: BigInt(row.first), last: BigInt(row.last) }));
  }
}
