import { SourceUnknown } from './errors.ts';
import type { ImportReport } from './report.ts';
import { SOURCES } from './sources.ts';
import type { SurveyedFile } from './survey.ts';

/** How many file names the message and the report of an unrecognised archive list. */
const MAX_LISTED = 20;

export function unknownSource(files: readonly SurveyedFile[]): SourceUnknown {
  return new SourceUnknown(
    listed(files).map((file) => file.name.slice(0, 60)),
    SOURCES.map((source) => source.name),
  );
}

export function reportOfUnknown(files: readonly SurveyedFile[]): ImportReport {
  const none = { reason: 'UNKNOWN_FILE', stream: null, read: 0, kept: 0, duplicates: 0, rejected: 0 } as const;
  return {
    source: null,
    streams: [],
    files: listed(files).map((file) => ({ file: file.name, use: 'unknown', ...none })),
  };
}

function listed(files: readonly SurveyedFile[]): readonly SurveyedFile[] {
  return files.filter((file) => !file.ofSystem).slice(0, MAX_LISTED);
}
