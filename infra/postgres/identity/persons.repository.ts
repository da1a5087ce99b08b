import type { DataSource } from 'typeorm';
import { Person, User, type IssuerAccounts, type Persons } from '../../../domain/identity/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPersons implements Persons {
  async ofUsers(tx: Tx, userIds: readonly Id[]): Promise<ReadonlyMap<Id, Id | null>> {
    const rows = await managerOf(tx).query<{ id: Id; person_id: Id | null }[]>(
      'SELECT id, person_id FROM users WHERE id = ANY ($1::uuid[])',
      [userIds],
    );
    return new Map(rows.map((row) => [row.id, row.person_id]));
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
