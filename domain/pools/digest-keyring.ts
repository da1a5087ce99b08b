import { randomBytes } from 'node:crypto';
import type { Id, Tx } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import type { DigestKeys } from './ports.ts';

/** A random key per pool, wrapped by the root key, under which texts are digested. */
export class DigestKeyring {
  constructor(
    private readonly rootKey: RootKey,
    private readonly keys: DigestKeys,
  ) {}

  async add(tx: Tx, poolId: Id): Promise<void> {
    const key = randomBytes(32);
    await this.keys.insert(tx, poolId, await this.rootKey.wrap(key, contextOf(poolId)));
    key.fill(0);
  }

  async of(poolId: Id): Promise<Buffer> {
    return this.rootKey.unwrap(await this.keys.of(poolId), contextOf(poolId));
  }
}

function contextOf(poolId: Id): string {
  return `commonpool/pools/digest-key/${poolId}`;
}
