import { NotFound, type Id } from '../shared/index.ts';
import type { VaultObjects } from './ports.ts';
import type { SealedObjects } from './sealed-objects.ts';

/** An artefact of a pool, verified while it is read. A member's dataset is NOT_FOUND here: that opens with a permit only. */
export class OpenObject {
  constructor(
    private readonly objects: VaultObjects,
    private readonly sealedObjects: SealedObjects,
  ) {}

  async *execute(ownerId: Id, objectId: Id): AsyncGenerator<Buffer, void, undefined> {
    const object = await this.objects.byId(objectId);
    if (object?.ownerId !== ownerId || object.datasetId !== null) throw new NotFound('The object');
    yield* this.sealedObjects.open(object);
  }
}
