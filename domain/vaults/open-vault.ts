import { ConsentStreamNotCovered, Permit, PermitRequired, type LivePermits } from '../consents/index.ts';
import { NotFound } from '../shared/index.ts';
import { assertReadable, type VaultRecord } from './dataset.ts';
import { ObjectUnreadable } from './errors.ts';
import { recordsOf } from './ndjson.ts';
import type { Datasets, VaultObjects } from './ports.ts';
import type { SealedObjects } from './sealed-objects.ts';

/** Records between two questions whether the permit still stands. */
const BATCH_RECORDS = 200;

/** The one way to the plaintext of a dataset. */
export class OpenVault {
  constructor(
    private readonly livePermits: LivePermits,
    private readonly datasets: Datasets,
    private readonly objects: VaultObjects,
    private readonly sealedObjects: SealedObjects,
  ) {}

  /**
   * The records of one stream, with the permitted fields and no others; none where the dataset has no such stream. Throws
   * at the next batch after a withdrawal, an expiry or an erasure: what was yielded before it stands, nothing after.
   */
  async *records(permit: Permit, stream: string): AsyncGenerator<VaultRecord, void, undefined> {
    if (!Permit.isMinted(permit)) throw new PermitRequired('A vault opens only with a permit that was minted.');
    const fields = permit.streams === 'all' ? 'all' : permit.streams.get(stream);
    if (!fields) throw new ConsentStreamNotCovered(`The member's consent does not cover ${stream}.`);
    await this.livePermits.assertLive(permit);
    const dataset = await this.datasets.byId(permit.datasetId);
    if (dataset?.userId !== permit.userId) throw new NotFound('The dataset', ['datasetId']);
    assertReadable(dataset);
    const sealed = dataset.streams.find((candidate) => candidate.name === stream);
    if (!sealed) return;
    const object = await this.objects.byId(sealed.objectId);
    if (
      object?.datasetId !== dataset.id ||
      object.ownerId !== dataset.userId ||
      object.seal?.digest !== sealed.digest
    ) {
      throw new ObjectUnreadable(`The object of ${stream} does not belong to this dataset.`);
    }
    let read = 0;
    for await (const record of recordsOf(this.sealedObjects.open(object))) {
      if (read > 0 && read % BATCH_RECORDS === 0) await this.livePermits.assertLive(permit);
      read += 1;
      yield fields === 'all' ? record : only(fields, record);
    }
  }
}

function only(fields: readonly string[], record: VaultRecord): VaultRecord {
  const permitted: Record<string, VaultRecord[string]> = {};
  for (const field of fields) {
    const value = Object.hasOwn(record, field) ? record[field] : undefined;
    if (value !== undefined) permitted[field] = value;
  }
  return permitted;
}
