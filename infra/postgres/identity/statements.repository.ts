import { Statement, type Statements } from '../../../domain/identity/index.ts';
import type { Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresStatements implements Statements {
  /** The head row is locked until the act commits, so of two statements at once the later sees the earlier's version. */
  async append(tx: Tx, statement: Statement): Promise<boolean> {
    const { userId, action, subject, version } = statement;
    const risen = await managerOf(tx).query<unknown[]>(
      `INSERT INTO statement_heads AS h (user_id, action, subject, version) VALUES ($1, $2, $3, $4)
       ON CONFLICT (user_id, action, subject) DO UPDATE SET version = excluded.version WHERE h.version < excluded.version
       RETURNING version`,
      [userId, action, subject, version],
    );
    if (risen.length === 0) return false;
    await managerOf(tx).insert(Statement, statement);
    return true;
  }
}
