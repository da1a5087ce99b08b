import { IsNull, type DataSource } from 'typeorm';
import {
  Recovery,
  RecoveryAttempts,
  RecoveryCode,
  type Recoveries,
  type RecoveryCodes,
  type WrongCodes,
} from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';
import { insertIfNew } from './insert-if-new.ts';

export class PostgresRecoveryCodes implements RecoveryCodes {
  constructor(private readonly dataSource: DataSource) {}

  ofUser(tx: Tx, userId: Id): Promise<RecoveryCode[]> {
    return managerOf(tx).findBy(RecoveryCode, { userId });
  }

  left(userId: Id): Promise<number> {
    return this.dataSource.manager.countBy(RecoveryCode, { userId, spentAt: IsNull() });
  }

  async replace(tx: Tx, userId: Id, codes: readonly RecoveryCode[]): Promise<void> {
    await managerOf(tx).delete(RecoveryCode, { userId });
    await managerOf(tx).insert(RecoveryCode, [...codes]);
  }

  async spend(tx: Tx, id: Id): Promise<void> {
    await managerOf(tx).update(RecoveryCode, { id }, { spentAt: tx.now });
  }
}

export class PostgresRecoveries implements Recoveries {
  constructor(private readonly dataSource: DataSource) {}

  insert(tx: Tx, recovery: Recovery): Promise<boolean> {
    return insertIfNew(managerOf(tx), Recovery, recovery);
  }

  lock(tx: Tx, id: Id): Promise<Recovery | null> {
    return managerOf(tx).findOne(Recovery, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async end(tx: Tx, id: Id, state: 'cancelled' | 'completed'): Promise<void> {
    await managerOf(tx).update(Recovery, { id, state: 'running' }, { state, endedAt: tx.now });
  }

  byId(id: Id): Promise<Recovery | null> {
    return this.dataSource.manager.findOneBy(Recovery, { id });
  }

  runningOf(userId: Id): Promise<Recovery | null> {
    return this.dataSource.manager.findOneBy(Recovery, { userId, state: 'running' });
  }
}

const DAY_MS = 86_400_000;

export class PostgresWrongCodes implements WrongCodes {
  async lock(tx: Tx, handleHash: string): Promise<RecoveryAttempts> {
    const manager = managerOf(tx);
    await manager.query(
      `DELETE FROM wrong_codes WHERE handle_hash IN (
         SELECT handle_hash FROM wrong_codes WHERE failed_at < $1 ORDER BY failed_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [new Date(tx.now.getTime() - DAY_MS)],
    );
    await manager.query(
      `INSERT INTO wrong_codes (handle_hash, failures, failed_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`,
      [handleHash, tx.now],
    );
    const lock = { mode: 'pessimistic_write' } as const;
    const attempts = await manager.findOne(RecoveryAttempts, { where: { handleHash }, lock });
    return attempts ?? new RecoveryAttempts({ handleHash, failures: 0, blockedUntil: null });
  }

  async save(tx: Tx, { handleHash, failures, blockedUntil }: RecoveryAttempts): Promise<void> {
    await managerOf(tx).query(
      'UPDATE wrong_codes SET failures = $2, blocked_until = $3, failed_at = $4 WHERE handle_hash = $1',
      [handleHash, failures, blockedUntil, tx.now],
    );
  }

  async clear(tx: Tx, handleHash: string): Promise<void> {
    await managerOf(tx).delete(RecoveryAttempts, { handleHash });
  }
}
