import { randomBytes } from 'node:crypto';
import type { Id, Tx } from '../shared/index.ts';
import { ObjectUnreadable } from './errors.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';
import type { RootKey, WrappedKeys } from './ports.ts';

/**
 * root -> owner -> object. Each key is random, and wrapped by the one above it: without a row, everything below that row
 * is unreadable, on every copy. Unwrapped keys live as long as one call and are overwritten after it.
 */
export class Keyring {
  constructor(
    private readonly rootKey: RootKey,
    private readonly wrappedKeys: WrappedKeys,
  ) {}

  /** Stores an object's private key, and makes the owner's key first where there is none. */
  async add(tx: Tx, ownerId: Id, objectId: Id, identity: Uint8Array): Promise<void> {
    const stored = await this.wrappedKeys.ownerKey(tx, ownerId, () => this.freshOwnerKey(ownerId));
    const ownerKey = await this.rootKey.unwrap(stored, ownerContext(ownerId));
    const wrapped = wrapKey(ownerKey, identity, objectContext(ownerId, objectId));
    ownerKey.fill(0);
    await this.wrappedKeys.insertObjectKey(tx, ownerId, objectId, wrapped);
  }

  /** The object's private key. Whoever takes it overwrites it after use. */
  async identityOf(ownerId: Id, objectId: Id): Promise<Buffer> {
    const keys = await this.wrappedKeys.ofObject(ownerId, objectId);
    if (!keys) throw new ObjectUnreadable('The key of this object was destroyed; nothing can read it again.');
    const ownerKey = await this.rootKey.unwrap(keys.ownerKey, ownerContext(ownerId));
    try {
      return unwrapKey(ownerKey, keys.identity, objectContext(ownerId, objectId));
    } finally {
      ownerKey.fill(0);
    }
  }

  private async freshOwnerKey(ownerId: Id): Promise<Uint8Array> {
    const key = randomBytes(32);
    const wrapped = await this.rootKey.wrap(key, ownerContext(ownerId));
    key.fill(0);
    return wrapped;
  }
}

function ownerContext(ownerId: Id): string {
  return `commonpool/vaults/owner-key/${ownerId}`;
}

function objectContext(ownerId: Id, objectId: Id): string {
  return `commonpool/vaults/object-key/${ownerId}/${objectId}`;
}
