import type { DataSource } from 'typeorm';
import type { RollEntry, Rolls } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

type Row = { person_id: Id; user_id: Id; power: string };

const ENTRIES = 'SELECT person_id, user_id, power FROM proposal_rolls WHERE proposal_id = $1';

export class PostgresRolls implements Rolls {
  constructor(private readonly dataSource: DataSource) {}

  async lockEntry(tx: Tx, proposalId: Id, userId: Id): Promise<RollEntry | null> {
    const rows = await managerOf(tx).query<Row[]>(`${ENTRIES} AND user_id = $2 FOR NO KEY UPDATE`, [
      proposalId,
      userId,
    ]);
    return rows.map(entryOf)[0] ?? null;
  }

  async of(tx: Tx, proposalId: Id): Promise<RollEntry[]> {
    return (await managerOf(tx).query<Row[]>(`${ENTRIES} ORDER BY person_id`, [proposalId])).map(entryOf);
  }

  async powersOf(userId: Id, proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, bigint>> {
    const rows = await this.dataSource.query<{ proposal_id: Id; power: string }[]>(
      'SELECT proposal_id, power FROM proposal_rolls WHERE user_id = $1 AND proposal_id = ANY($2::uuid[])',
      [userId, proposalIds],
    );
    return new Map(rows.map((row) => [row.proposal_id, BigInt(row.power)]));
  }
}

function entryOf(row: Row): RollEntry {
  return { personId: row.person_id, userId: row.user_id, power: BigInt(row.power) };
}
