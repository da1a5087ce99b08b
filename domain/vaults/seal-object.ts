import { newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { ObjectExists, SealingOvertaken } from './errors.ts';
import type { VaultObjects } from './ports.ts';
import type { SealedObjects } from './sealed-objects.ts';
import type { ObjectSeal } from './vault-object.ts';

export interface SealedArtefact {
  readonly objectId: Id;
  /** Bytes of plaintext. */
  readonly bytes: number;
  /** SHA-256 of the plaintext, in hex. */
  readonly digest: string;
}

/** Seals an artefact of a pool under the pool's own key. An id is used once, ever: OBJECT_EXISTS otherwise. */
export class SealObject {
  constructor(
    private readonly transactions: Transactions,
    private readonly objects: VaultObjects,
    private readonly sealedObjects: SealedObjects,
  ) {}

  async execute(place: { ownerId: Id; objectId?: Id }, bytes: AsyncIterable<Uint8Array>): Promise<SealedArtefact> {
    const objectId = place.objectId ?? newId();
    const identity = await this.transactions.run((tx) => this.begin(tx, place.ownerId, objectId));
    try {
      const seal = await this.sealedObjects.write(objectId, identity, bytes);
      await this.transactions.run((tx) => this.finish(tx, objectId, seal));
      return { objectId, bytes: seal.bytes, digest: seal.digest };
    } catch (error) {
      await this.transactions.run((tx) => this.sealedObjects.discard(tx, [objectId]));
      await this.sealedObjects.removeBytes(objectId);
      throw error;
    } finally {
      identity.fill(0);
    }
  }

  private async begin(tx: Tx, ownerId: Id, objectId: Id): Promise<Buffer> {
    if (await this.objects.isUsed(tx, objectId)) {
      throw new ObjectExists('An object with this id was made already; a new version is a new object.');
    }
    return this.sealedObjects.begin(tx, { id: objectId, ownerId, datasetId: null, stream: null });
  }

  private async finish(tx: Tx, objectId: Id, seal: ObjectSeal): Promise<void> {
    if (!(await this.objects.lock(tx, objectId))) {
      throw new SealingOvertaken('The object was given up while it was being sealed.');
    }
    await this.objects.seal(tx, objectId, seal);
  }
}
