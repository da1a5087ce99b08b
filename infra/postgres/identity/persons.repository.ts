import type { DataSource } from 'typeorm';
import { Person, User, type IssuerAccounts, type Persons } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { uuidsOf } from '../arrays.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPersons implements Persons {
  /** Two texts instead of a row per user: a roll asks for all members of a pool at once. */
  async ofUsers(tx: Tx, userIds: readonly Id[]): Promise<ReadonlyMap<Id, Id | null>> {
    const [row] = await managerOf(tx).query<{ ids: string | null; persons: string | null }[]>(
      `SELECT string_agg(id::text, ' ') AS ids, string_agg(coalesce(person_id::text, '-'), ' ') AS persons
       FROM users WHERE id = ANY ($1::uuid[])`,
      [uuidsOf(userIds)],
    );
    const persons = row?.persons?.split(' ') ?? [];
    return new Map(row?.ids?.split(' ').map((id, i) => [id, persons[i] === '-' ? null : (persons[i] as Id)]));
  }

  async accountsOf(tx: Tx, personIds: readonly Id[]): Promise<ReadonlyMap<Id, Id>> {
    const [row] = await managerOf(tx).query<{ ids: string | null; persons: string | null }[]>(
      `SELECT string_agg(id::text, ' ') AS ids, string_agg(person_id::text, ' ') AS persons
       FROM users WHERE person_id = ANY ($1::uuid[])`,
      [uuidsOf(personIds)],
    );
    const persons = row?.persons?.split(' ') ?? [];
    return new Map(row?.ids?.split(' ').map((id, i) => [id, persons[i] as Id]));
  }

  async insertOrFind(tx: Tx, person: Person): Promise<Person> {
    const manager = managerOf(tx);
    await manager.createQueryBuilder().insert().into(Person).values(person).orIgnore().updateEntity(false).execute();
    return manager.findOneByOrFail(Person, { nullifier: person.nullifier });
  }
}

const OWNER = `id = (SELECT user_id FROM issuer_accounts WHERE subject_digest = :subjectDigest)`;

export class PostgresIssuerAccounts implements IssuerAccounts {
  constructor(private readonly dataSource: DataSource) {}

  userOf(subjectDigest: string): Promise<User | null> {
    return this.dataSource.manager.createQueryBuilder(User, 'u').where(`u.${OWNER}`, { subjectDigest }).getOne();
  }

  async lockSubject(tx: Tx, subjectDigest: string): Promise<User | null> {
    const manager = managerOf(tx);
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 100))', [subjectDigest]);
    return manager.createQueryBuilder(User, 'u').where(`u.${OWNER}`, { subjectDigest }).getOne();
  }

  async insert(tx: Tx, account: { subjectDigest: string; issuer: string; userId: Id }): Promise<void> {
    await managerOf(tx).query(
      'INSERT INTO issuer_accounts (subject_digest, issuer, user_id, bound_at) VALUES ($1, $2, $3, $4)',
      [account.subjectDigest, account.issuer, account.userId, tx.now],
    );
  }
}
