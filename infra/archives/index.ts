export { CsvTables } from './csv-tables.ts';
export type { RandomAccess } from './random-access.ts';
export { UploadedArchives } from './uploaded-archives.ts';
export { ARCHIVE_LIMITS, ZipArchive, type ArchiveLimits } from './zip-archive.ts';
