import type { DataSource } from 'typeorm';
import type { Claimed, Contribution, DigestKeys, TextDigests } from '../../../domain/pools/index.ts';
import { NotFound, type Id, type Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

/**
 * One statement claims a block: what is inserted is fresh once and repeated for its further copies in the block; the rest
 * is somebody's already. Only one contribution of a pool is under evaluation at a time, so nothing is claimed beside it.
 */
const CLAIM = `
  WITH block AS (
    SELECT digest, count(*) AS copies FROM unnest($3::bytea[]) AS digest GROUP BY digest
  ), claimed AS (
    INSERT INTO pool_text_digests (pool_id, digest, contribution_id)
    SELECT $1, digest, $2 FROM block ORDER BY digest
    ON CONFLICT (pool_id, digest) DO NOTHING
    RETURNING digest
  ), judged AS (
    SELECT b.copies, c.digest IS NOT NULL AS fresh, coalesce(holder.person_id, holder.user_id) = $4 AS own
    FROM block b
    LEFT JOIN claimed c USING (digest)
    LEFT JOIN pool_text_digests held ON held.pool_id = $1 AND held.digest = b.digest
    LEFT JOIN contributions holder ON holder.id = held.contribution_id
  )
  SELECT count(*) FILTER (WHERE fresh) AS fresh,
         coalesce(sum(copies) FILTER (WHERE NOT fresh AND NOT own), 0) AS copied,
         coalesce(sum(copies - CASE WHEN fresh THEN 1 ELSE 0 END) FILTER (WHERE fresh OR own), 0) AS repeated
  FROM judged`;

export class PostgresTextDigests implements TextDigests {
  constructor(private readonly dataSource: DataSource) {}

  async claim(tx: Tx, contribution: Contribution, digests: readonly Buffer[]): Promise<Claimed> {
    const { poolId, id, personId, userId } = contribution;
    const [row] = await managerOf(tx).query<Record<keyof Claimed, string>[]>(CLAIM, [
      poolId,
      id,
      digests,
      personId ?? userId,
    ]);
    return { fresh: Number(row?.fresh), copied: Number(row?.copied), repeated: Number(row?.repeated) };
  }

  async release(tx: Tx, contributionId: Id): Promise<void> {
    await managerOf(tx).query('DELETE FROM pool_text_digests WHERE contribution_id = $1', [contributionId]);
  }

  async heldBy(contributionId: Id, digests: readonly Buffer[]): Promise<Buffer[]> {
    const rows = await this.dataSource.query<{ digest: Buffer }[]>(
      `SELECT held.digest FROM contributions c JOIN pool_text_digests held ON held.pool_id = c.pool_id
       WHERE c.id = $1 AND held.contribution_id = $1 AND held.digest = ANY($2::bytea[])`,
      [contributionId, digests],
    );
    return rows.map((row) => row.digest);
  }
}

export class PostgresDigestKeys implements DigestKeys {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, poolId: Id, wrapped: Uint8Array): Promise<void> {
    await managerOf(tx).query('INSERT INTO pool_digest_keys (pool_id, wrapped) VALUES ($1, $2)', [
      poolId,
      Buffer.from(wrapped),
    ]);
  }

  async of(poolId: Id): Promise<Uint8Array> {
    const [row] = await this.dataSource.query<{ wrapped: Buffer }[]>(
      'SELECT wrapped FROM pool_digest_keys WHERE pool_id = $1',
      [poolId],
    );
    if (!row) throw new NotFound('The pool', ['poolId']);
    return row.wrapped;
  }

  async destroy(tx: Tx, poolId: Id): Promise<void> {
    await managerOf(tx).query('DELETE FROM pool_digest_keys WHERE pool_id = $1', [poolId]);
  }
}
