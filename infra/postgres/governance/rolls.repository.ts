import type { DataSource } from 'typeorm';
import type { RollEntry, RollPlace, Rolls } from '../../../domain/governance/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

type Row = { person_id: Id; user_id: Id; power: string; pseudonym: string; delegate_id: Id | null };

const ENTRIES = 'SELECT person_id, user_id, power, pseudonym, delegate_id FROM proposal_rolls WHERE proposal_id = $1';

interface PlaceRow {
  readonly proposal_id: Id;
  readonly power: string;
  readonly delegate_id: Id | null;
  readonly delegated: string;
  readonly standing: string;
}

const PLACES = `
  SELECT r.proposal_id, r.power, r.delegate_id, coalesce(behind.delegated, 0) AS delegated,
         coalesce(behind.standing, 0) AS standing
  FROM proposal_rolls r
  LEFT JOIN LATERAL (
    SELECT sum(d.power) AS delegated, sum(d.power) FILTER (WHERE b.id IS NULL) AS standing
    FROM proposal_rolls d
    LEFT JOIN ballots b ON b.proposal_id = d.proposal_id AND b.user_id = d.user_id AND b.replaced_at IS NULL
    WHERE d.proposal_id = r.proposal_id AND d.delegate_id = r.user_id
  ) AS behind ON true
  WHERE r.user_id = $1 AND r.proposal_id = ANY ($2::uuid[])`;

export class PostgresRolls implements Rolls {
  constructor(private readonly dataSource: DataSource) {}

  async of(tx: Tx, proposalId: Id): Promise<RollEntry[]> {
    return (await managerOf(tx).query<Row[]>(`${ENTRIES} ORDER BY pseudonym`, [proposalId])).map(entryOf);
  }

  async listed(proposalId: Id): Promise<RollEntry[]> {
    return (await this.dataSource.query<Row[]>(`${ENTRIES} ORDER BY pseudonym`, [proposalId])).map(entryOf);
  }

  async usersAfter(tx: Tx, proposalId: Id, after: Id | null, limit: number, undecidedOnly: boolean): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ user_id: Id }[]>(
      `SELECT r.user_id FROM proposal_rolls r
       WHERE r.proposal_id = $1 AND ($2::uuid IS NULL OR r.user_id > $2::uuid) AND NOT ($4 AND EXISTS (
         SELECT FROM ballots b WHERE b.proposal_id = $1 AND b.user_id = r.user_id AND b.replaced_at IS NULL))
       ORDER BY r.user_id LIMIT $3`,
      [proposalId, after, limit, undecidedOnly],
    );
    return rows.map((row) => row.user_id);
  }

  async delegatorsAfter(tx: Tx, ballotId: Id, after: Id | null, limit: number): Promise<Id[]> {
    const rows = await managerOf(tx).query<{ user_id: Id }[]>(
      `SELECT r.user_id FROM ballots own JOIN proposal_rolls r
         ON r.proposal_id = own.proposal_id AND r.delegate_id = own.user_id
       WHERE own.id = $1 AND ($2::uuid IS NULL OR r.user_id > $2::uuid) AND NOT EXISTS (
         SELECT FROM ballots b WHERE b.proposal_id = r.proposal_id AND b.user_id = r.user_id AND b.replaced_at IS NULL)
       ORDER BY r.user_id LIMIT $3`,
      [ballotId, after, limit],
    );
    return rows.map((row) => row.user_id);
  }

  async placesOf(userId: Id, proposalIds: readonly Id[]): Promise<ReadonlyMap<Id, RollPlace>> {
    const rows = await this.dataSource.query<PlaceRow[]>(PLACES, [userId, proposalIds]);
    return new Map(
      rows.map((row) => [
        row.proposal_id,
        {
          power: BigInt(row.power),
          delegateId: row.delegate_id,
          delegatedPower: BigInt(row.delegated),
          standingPower: BigInt(row.standing),
        },
      ]),
    );
  }
}

function entryOf(row: Row): RollEntry {
  const { person_id: personId, user_id: userId, power, pseudonym, delegate_id: delegateId } = row;
  return { personId, userId, power: BigInt(power), pseudonym, delegateId };
}
