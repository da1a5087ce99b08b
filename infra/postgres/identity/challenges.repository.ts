import { Challenge, type Challenges } from '../../../domain/identity/index.ts';
import type { Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresChallenges implements Challenges {
  async insert(tx: Tx, challenge: Challenge): Promise<void> {
    await managerOf(tx).insert(Challenge, challenge);
  }

  async take(tx: Tx, hash: string): Promise<boolean> {
    const [rows] = await managerOf(tx).query<[unknown[], number]>(
      'DELETE FROM challenges WHERE hash = $1 AND expires_at > $2 RETURNING hash',
      [hash, tx.now],
    );
    return rows.length === 1;
  }

  async removeExpired(tx: Tx): Promise<void> {
    await managerOf(tx).query(
      `DELETE FROM challenges WHERE hash IN (
         SELECT hash FROM challenges WHERE expires_at <= $1 ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [tx.now],
    );
  }
}
