import { createHash, type Hash } from 'node:crypto';
import type { Id, Tx } from '../shared/index.ts';
import { ObjectTampered, ObjectUnreadable } from './errors.ts';
import type { Keyring } from './keyring.ts';
import type { Blobs, SealedFiles, VaultObjects } from './ports.ts';
import { VaultObject, type ObjectSeal } from './vault-object.ts';

export type ObjectPlace = Pick<VaultObject, 'id' | 'ownerId' | 'datasetId' | 'stream'>;

/** Objects with their keys and their bytes: what sealing a stream and sealing an artefact have in common. */
export class SealedObjects {
  constructor(
    private readonly keyring: Keyring,
    private readonly objects: VaultObjects,
    private readonly blobs: Blobs,
    private readonly files: SealedFiles,
  ) {}

  /** Row and key first, so that no bytes are ever in the store under a key that could be lost. Returns the key. */
  async begin(tx: Tx, place: ObjectPlace): Promise<Buffer> {
    const identity = this.files.newIdentity();
    await this.objects.insert(tx, new VaultObject({ ...place, seal: null, createdAt: tx.now }));
    await this.keyring.add(tx, place.ownerId, place.id, identity);
    return identity;
  }

  /** Encrypts while it writes; nothing of the plaintext is kept beyond one chunk. */
  async write(id: Id, identity: Buffer, plaintext: AsyncIterable<Uint8Array>): Promise<ObjectSeal> {
    const seen = { hash: createHash('sha256'), bytes: 0 };
    const { headerDigest, file } = this.files.seal(identity, measured(plaintext, seen));
    await this.blobs.write(id, file);
    return { digest: seen.hash.digest('hex'), bytes: seen.bytes, headerDigest };
  }

  /** Key and row go in this transaction; the bytes may go at any time after it. */
  async discard(tx: Tx, ids: readonly Id[]): Promise<void> {
    await this.objects.destroy(tx, ids);
  }

  async removeBytes(id: Id): Promise<void> {
    await this.blobs.remove(id);
  }

  /** Every byte that it yields is verified. A full read also proves size and digest: OBJECT_TAMPERED otherwise. */
  async *open(object: VaultObject): AsyncGenerator<Buffer, void, undefined> {
    if (!object.seal) throw new ObjectUnreadable('This object was never completely written.');
    const identity = await this.keyring.identityOf(object.ownerId, object.id);
    const seen = { hash: createHash('sha256'), bytes: 0 };
    try {
      yield* measured(this.files.open(identity, this.blobs.read(object.id), object.seal.headerDigest), seen);
    } finally {
      identity.fill(0);
    }
    if (seen.bytes !== object.seal.bytes || seen.hash.digest('hex') !== object.seal.digest) {
      throw new ObjectTampered('The stored object is not the one that was sealed: its size or digest differs.');
    }
  }
}

async function* measured<T extends Uint8Array>(
  chunks: AsyncIterable<T>,
  seen: { readonly hash: Hash; bytes: number },
): AsyncGenerator<T, void, undefined> {
  for await (const chunk of chunks) {
    seen.hash.update(chunk);
    seen.bytes += chunk.byteLength;
    yield chunk;
  }
}
