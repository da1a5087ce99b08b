import { DomainError } from '../shared/index.ts';

/** Why an archive could not become a dataset. Each message says what to do next; none holds a member's data. */
export class ArchiveNotAZip extends DomainError<'ARCHIVE_NOT_A_ZIP'> {
  readonly code = 'ARCHIVE_NOT_A_ZIP';
  constructor() {
    super('The file is not a ZIP archive. Upload the .zip exactly as the platform sent it.');
  }
}

export class ArchiveTruncated extends DomainError<'ARCHIVE_TRUNCATED'> {
  readonly code = 'ARCHIVE_TRUNCATED';
  constructor() {
    super(
      'The ZIP archive ends too early: its table of contents is missing. Download it again and upload the whole file.',
    );
  }
}

export class ArchiveCorrupt extends DomainError<'ARCHIVE_CORRUPT'> {
  readonly code = 'ARCHIVE_CORRUPT';
  constructor(file: string | null) {
    super(
      `The ZIP archive is damaged${file === null ? '' : ` at ${file}`}. Download it again and upload the new copy.`,
      file === null ? {} : { details: { file } },
    );
  }
}

export class ArchiveEncrypted extends DomainError<'ARCHIVE_ENCRYPTED'> {
  readonly code = 'ARCHIVE_ENCRYPTED';
  constructor() {
    super('The ZIP archive is protected by a password. Upload it without the password; it is encrypted on arrival.');
  }
}

export class ArchiveTooLarge extends DomainError<'ARCHIVE_TOO_LARGE'> {
  readonly code = 'ARCHIVE_TOO_LARGE';
  constructor(what: string, limit: number) {
    super(`The archive is too large: ${what} may be at most ${limit}.`, { details: { limit } });
  }
}

/** Deflate reaches 1032:1 on nothing but repetition; personal exports stay far below the limit. */
export class EntryRatio extends DomainError<'ENTRY_RATIO'> {
  readonly code = 'ENTRY_RATIO';
  constructor(file: string) {
    super(`The file ${file} inflates to far more than any export does, so the archive was refused.`, {
      details: { file },
    });
  }
}

export class PathTraversal extends DomainError<'PATH_TRAVERSAL'> {
  readonly code = 'PATH_TRAVERSAL';
  constructor() {
    super('The archive names a file outside of itself, which no platform does. Upload the original archive.');
  }
}

export class SourceUnknown extends DomainError<'SOURCE_UNKNOWN'> {
  readonly code = 'SOURCE_UNKNOWN';
  constructor(seen: readonly string[], sources: readonly string[]) {
    super(
      `No known platform makes an archive with these files: ${seen.join(', ') || 'none'}. ` +
        `Archives of these platforms are understood: ${sources.join(', ')}.`,
      { details: { files: seen.join(', '), sources: sources.join(', ') } },
    );
  }
}

export class NoRecords extends DomainError<'NO_RECORDS'> {
  readonly code = 'NO_RECORDS';
  constructor(source: string) {
    super(
      `The archive was recognised as ${source}, but no file of it holds a usable row. The report says why, file by file.`,
      {
        details: { source },
      },
    );
  }
}

/** The worker process ended several times on this archive; trying for ever would stop every import behind it. */
export class ImportAbandoned extends DomainError<'IMPORT_ABANDONED'> {
  readonly code = 'IMPORT_ABANDONED';
  constructor(attempts: number) {
    super(`The import was interrupted ${attempts} times and is given up. Upload the archive again.`, {
      details: { attempts },
    });
  }
}

export class TooManyUploads extends DomainError<'TOO_MANY_UPLOADS'> {
  readonly code = 'TOO_MANY_UPLOADS';
  constructor(limit: number) {
    super(`You already have ${limit} unfinished uploads. Finish or delete one first.`, { details: { limit } });
  }
}

export class UploadTooLarge extends DomainError<'UPLOAD_TOO_LARGE'> {
  readonly code = 'UPLOAD_TOO_LARGE';
  constructor(limitBytes: bigint) {
    super(`An archive may have at most ${limitBytes} bytes. Ask the platform for a smaller or split export.`);
  }
}

export class UploadIncomplete extends DomainError<'UPLOAD_INCOMPLETE'> {
  readonly code = 'UPLOAD_INCOMPLETE';
  constructor() {
    super('The upload has not received all its bytes yet. Resume it at the offset that HEAD reports.');
  }
}

/** Another worker took the import up; whatever this one sealed is not part of the dataset. */
export class LeaseLost extends DomainError<'IMPORT_LEASE_LOST'> {
  readonly code = 'IMPORT_LEASE_LOST';
  constructor() {
    super('Another worker has taken this import over.');
  }
}
