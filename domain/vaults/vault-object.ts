import type { Id } from '../shared/index.ts';

/**
 * One sealed file and what binds its bytes to their place: its own key, the digest of its header, and digest and size of
 * its plaintext. Written once; a new version is a new object under a new id and key, so there is nothing to roll back to.
 */
export class VaultObject {
  readonly id!: Id;
  /** The user, or the pool, whose key wraps this object's key. */
  readonly ownerId!: Id;
  /** Null for an artefact of a pool; a dataset's object opens only with a permit. */
  readonly datasetId!: Id | null;
  readonly stream!: string | null;
  /** Null until every byte is in the store. */
  readonly seal!: ObjectSeal | null;
  readonly createdAt!: Date;

  constructor(fields: VaultObject) {
    Object.assign(this, fields);
  }
}

export interface ObjectSeal {
  /** SHA-256 of the plaintext, in hex. */
  readonly digest: string;
  /** Bytes of plaintext. */
  readonly bytes: number;
  /** SHA-256 of the age header, in hex: binds the file key, so that a file sealed by another to the same key is refused. */
  readonly headerDigest: string;
}
