import type { Viewer } from '../identity/index.ts';
import { NotFound, type Id } from '../shared/index.ts';
import type { CompleteUpload } from './complete-upload.ts';
import type { Import } from './import.ts';
import type { Imports, SealedUploads, Uploads } from './ports.ts';
import type { Upload } from './upload.ts';

/**
 * The viewer's own upload and, once it has all its bytes, its import; somebody else's looks as if it were not there.
 * An upload whose last answer got lost is completed here, since its client asks where it stands and sends nothing more.
 */
export class FindUpload {
  constructor(
    private readonly uploads: Uploads,
    private readonly imports: Imports,
    private readonly sealedUploads: SealedUploads,
    private readonly completeUpload: CompleteUpload,
  ) {}

  async execute(viewer: Viewer, uploadId: Id): Promise<{ upload: Upload; imported: Import | null }> {
    const upload = await this.uploads.byId(uploadId);
    if (upload?.userId !== viewer.userId) throw new NotFound('The upload');
    if (upload.state !== 'receiving') return { upload, imported: await this.imports.byUpload(uploadId) };
    const isWhole = (await this.sealedUploads.receivedBytes(upload)) === upload.sizeBytes;
    return { upload, imported: isWhole ? await this.completeUpload.execute(uploadId) : null };
  }
}
