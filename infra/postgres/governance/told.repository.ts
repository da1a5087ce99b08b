import type { Told } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const ADD = `
  WITH added AS (
    INSERT INTO proposal_told (proposal_id, kind, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING kind
  ) SELECT kind FROM added`;

export class PostgresTold implements Told {
  async once(tx: Tx, proposalId: Id): Promise<boolean> {
    return (await managerOf(tx).query<unknown[]>(ADD, [proposalId, 'closing', tx.now])).length === 1;
  }

  async awaitExit(tx: Tx, proposalId: Id): Promise<void> {
    await managerOf(tx).query(ADD, [proposalId, 'exit', null]);
  }

  async exitTold(tx: Tx, proposalId: Id): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `WITH told AS (
         UPDATE proposal_told SET told_at = $2 WHERE proposal_id = $1 AND kind = 'exit' AND told_at IS NULL RETURNING kind
       ) SELECT kind FROM told`,
      [proposalId, tx.now],
    );
    return rows.length === 1;
  }

  async awaitsExit(tx: Tx, proposalId: Id): Promise<boolean> {
    const rows = await managerOf(tx).query<unknown[]>(
      `SELECT kind FROM proposal_told WHERE proposal_id = $1 AND kind = 'exit' AND told_at IS NULL`,
      [proposalId],
    );
    return rows.length === 1;
  }
}
