import type { Permit } from '../consents/index.ts';
import type { StreamDefinition } from '../imports/index.ts';
import type { Id } from '../shared/index.ts';
import type { OpenVault, VaultRecord } from '../vaults/index.ts';
import type { DigestKeyring } from './digest-keyring.ts';
import type { TextDigests } from './ports.ts';
import { textDigest, textOf } from './record-text.ts';
import { textFieldsOf, type Scope } from './scope.ts';

/** Bounds the memory of reading, and the time to the next block: records without text count too. */
const BLOCK_RECORDS = 500;

export interface CountedRecord {
  readonly stream: string;
  readonly record: VaultRecord;
  readonly digest: Buffer;
}

/** Reads a dataset with the digest of each record's text. Records without text are left out. */
export class ReadCountedRecords {
  constructor(
    private readonly openVault: OpenVault,
    private readonly digestKeyring: DigestKeyring,
    private readonly digests: TextDigests,
    private readonly knownStreams: readonly StreamDefinition[],
  ) {}

  /** Every record with text, in blocks; a block may be empty. */
  async *blocks(permit: Permit, poolId: Id, scope: Scope): AsyncGenerator<CountedRecord[], void, undefined> {
    const poolKey = await this.digestKeyring.of(poolId);
    let block: CountedRecord[] = [];
    let read = 0;
    try {
      for (const stream of scope.streams) {
        const textFields = textFieldsOf(stream, this.knownStreams);
        if (textFields.length === 0) continue;
        for await (const record of this.openVault.records(permit, stream.name)) {
          const text = textOf(record, textFields);
          if (text !== '') block.push({ stream: stream.name, record, digest: textDigest(poolKey, text) });
          read += 1;
          if (read % BLOCK_RECORDS !== 0) continue;
          yield block;
          block = [];
        }
      }
      if (block.length > 0) yield block;
    } finally {
      poolKey.fill(0);
    }
  }

  /** Only the records that count as this contribution's units: no copies of others, no repeats. For corpora. */
  async *unitsOf(
    permit: Permit,
    contribution: { readonly id: Id; readonly poolId: Id },
    scope: Scope,
  ): AsyncGenerator<CountedRecord, void, undefined> {
    const yielded = new Set<string>();
    for await (const block of this.blocks(permit, contribution.poolId, scope)) {
      const digests = block.map((counted) => counted.digest);
      const held = await this.digests.heldBy(contribution.id, digests);
      const counting = new Set(held.map((digest) => digest.toString('base64')));
      for (const counted of block) {
        const name = counted.digest.toString('base64');
        if (!counting.has(name) || yielded.has(name)) continue;
        yielded.add(name);
        yield counted;
      }
    }
  }
}
