import { NotFound, newId, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { assertOpen, withStream, withoutStream, type DatasetStream, type VaultRecord } from './dataset.ts';
import { SealingOvertaken } from './errors.ts';
import { linesOf } from './ndjson.ts';
import type { Datasets, VaultObjects } from './ports.ts';
import type { SealedObjects } from './sealed-objects.ts';
import type { ObjectSeal } from './vault-object.ts';

export interface StreamPlace {
  readonly userId: Id;
  readonly datasetId: Id;
  /** `reddit.comments` */
  readonly stream: string;
}

/**
 * Takes records as they are parsed and leaves one sealed object. An attempt that starts again replaces the earlier one.
 * Fails whole: when the records throw, the key and the bytes written so far are gone. Errors: NOT_FOUND, DATASET_CLOSED,
 * DATASET_ERASED (erased meanwhile), SEALING_OVERTAKEN (another attempt took over).
 */
export class SealStream {
  constructor(
    private readonly transactions: Transactions,
    private readonly datasets: Datasets,
    private readonly objects: VaultObjects,
    private readonly sealedObjects: SealedObjects,
  ) {}

  async execute(place: StreamPlace, records: AsyncIterable<VaultRecord>): Promise<DatasetStream> {
    const objectId = newId();
    const identity = await this.transactions.run((tx) => this.begin(tx, place, objectId));
    try {
      const seen = { count: 0 };
      const seal = await this.sealedObjects.write(objectId, identity, linesOf(records, seen));
      const stream = { name: place.stream, records: seen.count, objectId, digest: seal.digest };
      await this.transactions.run((tx) => this.finish(tx, place.datasetId, stream, seal));
      return stream;
    } catch (error) {
      await this.transactions.run((tx) => this.sealedObjects.discard(tx, [objectId]));
      await this.sealedObjects.removeBytes(objectId);
      throw error;
    } finally {
      identity.fill(0);
    }
  }

  private async begin(tx: Tx, place: StreamPlace, objectId: Id): Promise<Buffer> {
    const { userId, datasetId, stream } = place;
    const dataset = await this.datasets.lock(tx, datasetId);
    if (dataset?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    assertOpen(dataset);
    const earlier = (await this.objects.ofDataset(tx, datasetId)).filter((object) => object.stream === stream);
    if (earlier.length > 0) {
      await this.sealedObjects.discard(
        tx,
        earlier.map((object) => object.id),
      );
      await this.datasets.update(tx, withoutStream(dataset, stream));
    }
    return this.sealedObjects.begin(tx, { id: objectId, ownerId: userId, datasetId, stream });
  }

  private async finish(tx: Tx, datasetId: Id, stream: DatasetStream, seal: ObjectSeal): Promise<void> {
    const dataset = await this.datasets.lock(tx, datasetId);
    if (!dataset) throw new NotFound('The dataset', ['datasetId']);
    const next = withStream(dataset, stream);
    if (!(await this.objects.lock(tx, stream.objectId))) {
      throw new SealingOvertaken(`Another attempt is sealing ${stream.name} of this dataset.`);
    }
    await this.objects.seal(tx, stream.objectId, seal);
    await this.datasets.update(tx, next);
  }
}
