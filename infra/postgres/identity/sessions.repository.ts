import DataLoader from 'dataloader';
import { In, IsNull, type DataSource } from 'typeorm';
import { RefreshToken, Session, User, type SessionEnd, type Sessions } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresSessions implements Sessions {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, session: Session, token: RefreshToken): Promise<void> {
    await managerOf(tx).insert(Session, session);
    await managerOf(tx).insert(RefreshToken, token);
  }

  async lockByRefreshHash(tx: Tx, hash: string): Promise<{ session: Session; token: RefreshToken } | null> {
    const lock = { mode: 'pessimistic_write' } as const;
    const manager = managerOf(tx);
    const token = await manager.findOne(RefreshToken, { where: { hash }, lock });
    const session = token && (await manager.findOne(Session, { where: { id: token.sessionId }, lock }));
    return token && session ? { session, token } : null;
  }

  async rotate(tx: Tx, session: Session, spent: RefreshToken, next: RefreshToken, expiresAt: Date): Promise<void> {
    const manager = managerOf(tx);
    await manager.update(RefreshToken, { hash: spent.hash }, { spentAt: tx.now });
    await manager.insert(RefreshToken, next);
    await manager.update(Session, { id: session.id }, { refreshedAt: tx.now, expiresAt });
  }

  async end(tx: Tx, id: Id, because: SessionEnd): Promise<void> {
    await managerOf(tx).update(Session, { id, endedAt: IsNull() }, { endedAt: tx.now, endedBecause: because });
  }

  async endOfKeys(tx: Tx, keyIds: readonly Id[], because: SessionEnd): Promise<void> {
    if (keyIds.length === 0) return;
    const live = { keyId: In(keyIds), endedAt: IsNull() };
    await managerOf(tx).update(Session, live, { endedAt: tx.now, endedBecause: because });
  }

  async makeRoom(tx: Tx, userId: Id, keep: number): Promise<void> {
    const manager = managerOf(tx);
    await manager.query(
      `UPDATE sessions SET ended_at = $2, ended_because = 'superseded' WHERE id IN (
         SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL
         ORDER BY started_at DESC, id DESC OFFSET $3)`,
      [userId, tx.now, keep],
    );
    await manager.query('DELETE FROM sessions WHERE user_id = $1 AND expires_at <= $2', [userId, tx.now]);
  }

  async forget(tx: Tx, spentBefore: Date, limit: number): Promise<number> {
    const [row] = await managerOf(tx).query<{ forgotten: string }[]>(
      `WITH over AS (
         DELETE FROM sessions WHERE id IN (
           SELECT id FROM sessions WHERE expires_at <= $1 LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id
       ), spent AS (
         DELETE FROM refresh_tokens WHERE hash IN (
           SELECT hash FROM refresh_tokens WHERE spent_at <= $2 LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING hash
       )
       SELECT (SELECT count(*) FROM over) + (SELECT count(*) FROM spent) AS forgotten`,
      [tx.now, spentBefore, limit],
    );
    return Number(row?.forgotten);
  }

  liveOf(userId: Id): Promise<Session[]> {
    return this.dataSource.manager
      .createQueryBuilder(Session, 's')
      .where('s.userId = :userId AND s.endedAt IS NULL AND s.expiresAt > commonpool_now()', { userId })
      .orderBy('s.startedAt', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .getMany();
  }

  /** Requests that come in one turn of the event loop are answered by one query: each of them is a request's first. */
  authenticate(sessionId: Id, kid: string): Promise<{ user: User; now: Date } | null> {
    return this.authenticated.load({ sessionId, kid });
  }

  private readonly authenticated = new DataLoader(
    async (asked: readonly { readonly sessionId: Id; readonly kid: string }[]) => {
      const rows = await this.dataSource.query<AuthenticatedRow[]>(AUTHENTICATE, [
        asked.map(({ sessionId }) => sessionId),
        asked.map(({ kid }) => kid),
      ]);
      const answers: ({ user: User; now: Date } | null)[] = asked.map(() => null);
      for (const { place, id, handle, is_operator, person_id, created_at: createdAt, now } of rows) {
        const account = {
          id,
          handle,
          isOperator: is_operator,
          personId: person_id,
          state: 'active',
          createdAt,
        } as const;
        answers[place - 1] = { user: new User(account), now };
      }
      return answers;
    },
    { cache: false, maxBatchSize: 200, batchScheduleFn: (run) => setImmediate(run) },
  );
}

const AUTHENTICATE = `
  SELECT asked.place::int AS place, u.id, u.handle, u.is_operator, u.person_id, u.created_at, clock.now
  FROM (SELECT commonpool_now() AS now) clock
  CROSS JOIN unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (session_id, kid, place)
  JOIN sessions s ON s.id = asked.session_id AND s.ended_at IS NULL
  JOIN users u ON u.id = s.user_id AND u.state = 'active'
  JOIN signing_keys k ON k.kid = asked.kid AND (k.trusted_until IS NULL OR k.trusted_until > clock.now)`;

interface AuthenticatedRow {
  /** From 1 on. */
  readonly place: number;
  readonly id: Id;
  readonly handle: string;
  readonly is_operator: boolean;
  readonly person_id: Id | null;
  readonly created_at: Date;
  readonly now: Date;
}
