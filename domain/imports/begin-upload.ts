import { randomBytes } from 'node:crypto';
import type { Viewer } from '../identity/index.ts';
import { newId, type Transactions } from '../shared/index.ts';
import type { RootKey } from '../vaults/index.ts';
import { TooManyUploads } from './errors.ts';
import type { Uploads } from './ports.ts';
import { Upload, assertUploadSize, uploadKeyContext } from './upload.ts';
import { sealMetadata, type UploadMetadata } from './upload-metadata.ts';

/** Each unfinished upload may hold as much disk as the size limit. */
const MAX_UNFINISHED = 10;

export interface BeginUploadCommand {
  readonly viewer: Viewer;
  readonly sizeBytes: bigint;
  readonly metadata: UploadMetadata;
}

/** Gives an archive its own random key before its first byte arrives. Throws TooManyUploads, UploadTooLarge. */
export class BeginUpload {
  constructor(
    private readonly transactions: Transactions,
    private readonly uploads: Uploads,
    private readonly rootKey: RootKey,
    private readonly limitBytes: bigint,
  ) {}

  async execute(command: BeginUploadCommand): Promise<Upload> {
    assertUploadSize(command.sizeBytes, this.limitBytes);
    const id = newId();
    const key = randomBytes(32);
    const wrappedKey = await this.rootKey.wrap(key, uploadKeyContext(id));
    const metadata = sealMetadata(key, id, command.metadata);
    key.fill(0);
    return this.transactions.run(async (tx) => {
      const { userId } = command.viewer;
      if ((await this.uploads.countReceiving(tx, userId)) >= MAX_UNFINISHED) throw new TooManyUploads(MAX_UNFINISHED);
      const upload = new Upload(id, userId, command.sizeBytes, 'receiving', wrappedKey, metadata, tx.now, false);
      await this.uploads.insert(tx, upload);
      return upload;
    });
  }
}
