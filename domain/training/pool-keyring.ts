import { randomBytes } from 'node:crypto';
import type { Id, Tx } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { PoolKey } from './pool-key.ts';
import type { PoolKeys } from './ports.ts';

/** A random key for each pool, made when it is first needed, kept wrapped by the root key. */
export class PoolKeyring {
  constructor(
    private readonly rootKey: RootKey,
    private readonly poolKeys: PoolKeys,
  ) {}

  async of(tx: Tx, poolId: Id): Promise<PoolKey> {
    const context = `commonpool/training/pool-key/${poolId}`;
    const wrapped = await this.poolKeys.ofPool(tx, poolId, () => this.rootKey.wrap(randomBytes(32), context));
    return new PoolKey(await this.rootKey.unwrap(wrapped, context));
  }
}
