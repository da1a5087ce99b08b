import { In, type DataSource } from 'typeorm';
import { Reserve, type OptedIn, type OptIns, type Reserves } from '../../../domain/pools/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresReserves implements Reserves {
  constructor(private readonly dataSource: DataSource) {}

  async put(tx: Tx, reserve: Reserve): Promise<void> {
    await managerOf(tx).upsert(Reserve, reserve, ['poolId', 'userId']);
  }

  lockInPool(tx: Tx, poolId: Id): Promise<Reserve[]> {
    const order = { userId: 'ASC' } as const;
    return managerOf(tx).find(Reserve, { where: { poolId }, order, lock: { mode: 'pessimistic_read' } });
  }

  inPool(poolId: Id): Promise<Reserve[]> {
    return this.dataSource.manager.findBy(Reserve, { poolId });
  }

  ofUserIn(poolIds: readonly Id[], userId: Id): Promise<Reserve[]> {
    return this.dataSource.manager.findBy(Reserve, { poolId: In(poolIds), userId });
  }
}

export class PostgresOptIns implements OptIns {
  async put(tx: Tx, { contributionId, charterDigest, consentId }: OptedIn): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO scope_opt_ins (contribution_id, charter_digest, consent_id) VALUES ($1, $2, $3)
       ON CONFLICT (contribution_id, charter_digest) DO UPDATE SET consent_id = excluded.consent_id`,
      [contributionId, charterDigest, consentId],
    );
  }

  async to(tx: Tx, charterDigest: string): Promise<OptedIn[]> {
    return managerOf(tx).query<OptedIn[]>(
      `SELECT contribution_id AS "contributionId", charter_digest AS "charterDigest", consent_id AS "consentId"
       FROM scope_opt_ins WHERE charter_digest = $1 ORDER BY contribution_id`,
      [charterDigest],
    );
  }
}
