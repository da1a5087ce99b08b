import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { BeginUpload } from './begin-upload.ts';
export { CompleteUpload } from './complete-upload.ts';
export { DeleteUpload } from './delete-upload.ts';
export { FindUpload } from './find-upload.ts';
export { ForgetImport } from './forget-import.ts';
export { SweepUploads } from './sweep-uploads.ts';
export { RunNextImport } from './run-next-import.ts';
export { SealArchive } from './seal-archive.ts';
export { Upload, uploadKeyContext, type UploadState } from './upload.ts';
export { sealMetadata, openMetadata } from './upload-metadata.ts';
export { Import, type ImportError, type ImportProgress, type ImportState } from './import.ts';
export type { FileReason, FileReport, ImportReport, RejectedRow, RowFault, StreamReport } from './report.ts';
export type { FieldClass, FieldDefinition, Source, StreamDefinition } from './source.ts';
export { SOURCES, streamDefinition } from './sources.ts';
export type {
  Archive,
  ArchiveEntry,
  Archives,
  Held,
  ImportOutcome,
  Imports,
  SealedUploads,
  TableFault,
  TableRow,
  Tables,
  Uploads,
} from './ports.ts';
export {
  ArchiveCorrupt,
  ArchiveEncrypted,
  ArchiveNotAZip,
  ArchiveTooLarge,
  ArchiveTruncated,
  EntryRatio,
  ImportAbandoned,
  LeaseLost,
  NoRecords,
  PathTraversal,
  SourceUnknown,
  TooManyUploads,
  UploadIncomplete,
  UploadTooLarge,
} from './errors.ts';

export type ImportsErrorCode = CodesOf<typeof errors>;
