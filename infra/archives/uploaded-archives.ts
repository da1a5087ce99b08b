import type { Archive, Archives, Upload } from '../../domain/imports/index.ts';
import type { SealedUploadFiles } from '../uploads/index.ts';
import { ARCHIVE_LIMITS, ZipArchive, type ArchiveLimits } from './zip-archive.ts';

/** Opens an uploaded archive where it lies, sealed: blocks are opened in memory as the ZIP reader asks for them. */
export class UploadedArchives implements Archives {
  constructor(
    private readonly uploads: SealedUploadFiles,
    private readonly limits: ArchiveLimits = ARCHIVE_LIMITS,
  ) {}

  async open(upload: Upload): Promise<Archive> {
    return ZipArchive.open(await this.uploads.open(upload), this.limits);
  }
}
