import type { DataSource } from 'typeorm';
import type { Statement, StatementProof, Statements } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const HEADS = `
  INSERT INTO statement_heads AS h (user_id, action, subject, version)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) AS given (user_id, action, subject, version)
  ORDER BY user_id, action, subject
  ON CONFLICT (user_id, action, subject) DO UPDATE SET version = excluded.version WHERE h.version < excluded.version
  RETURNING user_id, action, subject`;

const KEEP = `
  INSERT INTO member_statements (id, user_id, key_id, action, subject, digest, version, jws, signed_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[],
                       $9::timestamptz[])`;

export class PostgresStatements implements Statements {
  constructor(private readonly dataSource: DataSource) {}

  async proofs(ids: readonly Id[]): Promise<ReadonlyMap<Id, StatementProof>> {
    const rows = await this.dataSource.query<(StatementProof & { id: Id })[]>(
      `SELECT s.id, s.jws, k.jwk FROM member_statements s JOIN member_keys k ON k.id = s.key_id WHERE s.id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, jws, jwk }) => [id, { jws, jwk }]));
  }

  /** The head rows are locked until the acts commit, so of two statements at once the later sees the earlier's version. */
  async append(tx: Tx, statements: readonly Statement[]): Promise<ReadonlySet<Id>> {
    if (statements.length === 0) return new Set();
    const manager = managerOf(tx);
    const heads = (['userId', 'action', 'subject', 'version'] as const).map((name) => statements.map((s) => s[name]));
    const risen = await manager.query<{ user_id: Id; action: string; subject: string }[]>(HEADS, heads);
    const keys = new Set(risen.map(({ user_id, action, subject }) => keyOf({ userId: user_id, action, subject })));
    const kept = statements.filter((statement) => keys.has(keyOf(statement)));
    if (kept.length === 0) return new Set();
    const columns = ['id', 'userId', 'keyId', 'action', 'subject', 'digest', 'version', 'jws', 'signedAt'] as const;
    await manager.query(
      KEEP,
      columns.map((name) => kept.map((statement) => statement[name])),
    );
    return new Set(kept.map(({ id }) => id));
  }
}

function keyOf({ userId, action, subject }: Pick<Statement, 'userId' | 'action' | 'subject'>): string {
  return `${userId} ${action} ${subject}`;
}
