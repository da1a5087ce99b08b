import type { Archive, ArchiveEntry, Tables } from './ports.ts';
import type { ArchiveFile } from './source.ts';

/** A source tells itself by the files at the top; an archive with more tables than this is none of them. */
const MAX_TABLES = 500;

export interface SurveyedFile extends ArchiveFile {
  readonly entry: ArchiveEntry;
  /** Base name: what a report may show, since folders may carry the member's name. */
  readonly name: string;
  readonly ofSystem: boolean;
  /** An earlier entry has the same path. */
  readonly repeated: boolean;
}

/** What the archive holds, seen without the folder that wraps all of it, and without reading more than headers. */
export async function survey(archive: Archive, tables: Tables): Promise<SurveyedFile[]> {
  const prefix = wrappingFolder(archive.entries.map((entry) => entry.path).filter((path) => !isOfSystem(path)));
  const seen = new Set<string>();
  const files: SurveyedFile[] = [];
  for (const entry of archive.entries) {
    const ofSystem = isOfSystem(entry.path);
    const path = ofSystem ? entry.path : entry.path.slice(prefix.length);
    const repeated = seen.has(path);
    seen.add(path);
    const isTable = !ofSystem && !repeated && !path.includes('/') && path.endsWith('.csv') && files.length < MAX_TABLES;
    const header = isTable ? await tables.header(archive.read(entry)) : null;
    files.push({ entry, path, name: path.slice(path.lastIndexOf('/') + 1), header, ofSystem, repeated });
  }
  return files;
}

/** The folders that every path shares, with the last slash; empty for a flat archive. */
function wrappingFolder(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) return '';
  let prefix = '';
  for (let end = first.indexOf('/'); end !== -1; end = first.indexOf('/', end + 1)) {
    const folder = first.slice(0, end + 1);
    if (!paths.every((path) => path.startsWith(folder))) break;
    prefix = folder;
  }
  return prefix;
}

/** Entries that operating systems add when a member packs the archive again. */
function isOfSystem(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    path.split('/').includes('__MACOSX') ||
    name.startsWith('._') ||
    name === '.DS_Store' ||
    name === 'Thumbs.db' ||
    name === 'desktop.ini'
  );
}
