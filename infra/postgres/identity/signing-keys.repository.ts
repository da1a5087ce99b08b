import { IsNull, type DataSource } from 'typeorm';
import { SigningKey, type PublicJwk, type SigningKeys } from '../../../domain/identity/index.ts';
import type { Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

/** Any number, the same in every process. */
const SIGNING_KEYS_LOCK = 7_226_101;

export class PostgresSigningKeys implements SigningKeys {
  constructor(private readonly dataSource: DataSource) {}

  current(tx: Tx): Promise<SigningKey | null> {
    return managerOf(tx).findOneBy(SigningKey, { trustedUntil: IsNull() });
  }

  async lock(tx: Tx): Promise<void> {
    await managerOf(tx).query('SELECT pg_advisory_xact_lock($1)', [SIGNING_KEYS_LOCK]);
  }

  async insert(tx: Tx, key: SigningKey): Promise<void> {
    await managerOf(tx).insert(SigningKey, key);
  }

  async retire(tx: Tx, kid: string, trustedUntil: Date): Promise<void> {
    await managerOf(tx).update(SigningKey, { kid, trustedUntil: IsNull() }, { trustedUntil });
  }

  async distrustRetired(tx: Tx): Promise<void> {
    await managerOf(tx).query('UPDATE signing_keys SET trusted_until = $1 WHERE trusted_until > $1', [tx.now]);
  }

  trusted(): Promise<{ kid: string; jwk: PublicJwk }[]> {
    return this.dataSource.query<{ kid: string; jwk: PublicJwk }[]>(
      `SELECT kid, jwk FROM signing_keys WHERE trusted_until IS NULL OR trusted_until > commonpool_now()
       ORDER BY created_at DESC`,
    );
  }
}
