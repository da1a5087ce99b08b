import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Dataset } from './dataset.ts';
import type { ObjectSeal, VaultObject } from './vault-object.ts';

export interface Datasets {
  insert(tx: Tx, dataset: Dataset): Promise<void>;
  lock(tx: Tx, id: Id): Promise<Dataset | null>;
  update(tx: Tx, dataset: Dataset): Promise<void>;
  byId(id: Id): Promise<Dataset | null>;
  byIds(ids: readonly Id[]): Promise<readonly Dataset[]>;
  /** Newest first. */
  pageOf(userId: Id, request: PageRequest): Promise<Page<Dataset>>;
}

export interface VaultObjects {
  insert(tx: Tx, object: VaultObject): Promise<void>;
  lock(tx: Tx, id: Id): Promise<VaultObject | null>;
  seal(tx: Tx, id: Id, seal: ObjectSeal): Promise<void>;
  /** Destroys key and row, and leaves a tombstone that names nobody. */
  destroy(tx: Tx, ids: readonly Id[]): Promise<void>;
  ofDataset(tx: Tx, datasetId: Id): Promise<readonly VaultObject[]>;
  /** Also true of an object that was destroyed. */
  isUsed(tx: Tx, id: Id): Promise<boolean>;
  /** Artefacts that were begun before that instant and never sealed: their process was killed. */
  lockAbandoned(tx: Tx, before: Date, limit: number): Promise<readonly Id[]>;
  byId(id: Id): Promise<VaultObject | null>;
}

export interface Tombstones {
  /** Objects whose key is destroyed and whose bytes are still in the store; skips those that another worker holds. */
  lockUnswept(tx: Tx, limit: number): Promise<readonly Id[]>;
  markSwept(tx: Tx, ids: readonly Id[]): Promise<void>;
  /** Has the database drop the dead versions of destroyed key rows now, not at some later time. */
  purgeKeys(): Promise<void>;
}

/** Keys as they lie in the database: always wrapped. In tables of their own, which no ordinary backup may hold. */
export interface WrappedKeys {
  /** The owner's key; where there is none yet, `fresh` is stored and returned. Safe when two come at once. */
  ownerKey(tx: Tx, ownerId: Id, fresh: () => Promise<Uint8Array>): Promise<Buffer>;
  insertObjectKey(tx: Tx, ownerId: Id, objectId: Id, wrappedIdentity: Uint8Array): Promise<void>;
  /** Both keys above an object's file, or null when one of them is destroyed. */
  ofObject(ownerId: Id, objectId: Id): Promise<{ ownerKey: Buffer; identity: Buffer } | null>;
}

/** The top of the key hierarchy: a file, an environment variable, or a key management service. */
export interface RootKey {
  wrap(plain: Uint8Array, context: string): Promise<Uint8Array>;
  /** Throws KEY_UNREADABLE when key or context differ from those of the wrapping. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Buffer>;
}

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Sealed bytes by object id. A write is whole or absent. */
export interface Blobs {
  write(id: Id, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Throws OBJECT_UNREADABLE when there is no such blob. */
  read(id: Id, range?: ByteRange): AsyncIterable<Buffer>;
  remove(id: Id): Promise<void>;
}

export interface SealedFile {
  readonly headerDigest: string;
  readonly file: AsyncIterable<Buffer>;
}

/** The file format of sealed objects: age v1 with one X25519 recipient. */
export interface SealedFiles {
  /** A fresh private key, 32 bytes. */
  newIdentity(): Buffer;
  /** `file` is made while it is read, with bounded memory. `headerDigest` is known at once. */
  seal(identity: Uint8Array, plaintext: AsyncIterable<Uint8Array>): SealedFile;
  /** Yields verified bytes only. Throws OBJECT_TAMPERED on anything that was not sealed so. */
  open(identity: Uint8Array, file: AsyncIterable<Uint8Array>, headerDigest: string): AsyncIterable<Buffer>;
}

/** For what must end together with a dataset, in the same transaction; registered in `wiring/`. */
export interface DatasetErasedHandler {
  datasetErased(tx: Tx, dataset: Dataset): Promise<void>;
}
