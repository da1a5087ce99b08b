import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload as TusUpload } from '@tus/server';
import { NotFound } from '../../domain/shared/index.ts';
import { openMetadata, uploadKeyContext, type DeleteUpload, type Uploads } from '../../domain/imports/index.ts';
import type { RootKey } from '../../domain/vaults/index.ts';
import type { SealedUploadFiles } from './sealed-upload-files.ts';

/**
 * The bytes' side of the tus protocol: offset from the sealed files, metadata unsealed for its owner. Who may do what is
 * decided before the protocol starts, in `api/uploads`; rows are written by the use cases.
 */
export class SealedTusStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(
    private readonly uploads: Uploads,
    private readonly files: SealedUploadFiles,
    private readonly rootKey: RootKey,
    private readonly deleteUpload: DeleteUpload,
  ) {
    super();
  }

  /** The row was written by BeginUpload, whose id this is; the first byte makes the file. */
  override create(upload: TusUpload): Promise<TusUpload> {
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.uploads.byId(id);
    if (!upload?.wrappedKey) throw ERRORS.FILE_NOT_FOUND;
    const offset = Number(await this.files.receivedBytes(upload));
    const size = Number(upload.sizeBytes);
    const key = await this.rootKey.unwrap(upload.wrappedKey, uploadKeyContext(id));
    try {
      const metadata = upload.sealedMetadata ? openMetadata(key, id, upload.sealedMetadata) : {};
      return new TusUpload({ id, size, offset, metadata, creation_date: upload.createdAt.toISOString() });
    } finally {
      key.fill(0);
    }
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.uploads.byId(id);
    if (upload?.state !== 'receiving') throw ERRORS.FILE_NOT_FOUND;
    if ((await this.files.receivedBytes(upload)) !== BigInt(offset)) throw ERRORS.INVALID_OFFSET;
    return Number(await this.files.append(upload, stream));
  }

  override async remove(id: string): Promise<void> {
    try {
      await this.deleteUpload.execute(id);
    } catch (error) {
      throw error instanceof NotFound ? ERRORS.FILE_NOT_FOUND : error;
    }
  }
}
