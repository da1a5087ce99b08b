import { InvalidInput, type Id } from '../shared/index.ts';

/** What somebody has to say or to show about a case. Never changed. */
export class Evidence {
  readonly id!: Id;
  readonly caseId!: Id;
  readonly authorId!: Id;
  readonly text!: string;
  readonly url!: string | null;
  /** SHA-256 in hex of a file that the author keeps. */
  readonly digest!: string | null;
  readonly addedAt!: Date;

  constructor(fields: Evidence) {
    Object.assign(this, fields);
  }
}

/** Of one case: more is no evidence any more. */
export const MOST_EVIDENCE = 100;

export function assertText(text: string, field: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > 5_000 || trimmed.includes('\0')) {
    throw new InvalidInput([field], 'Say it in 1 to 5000 characters.');
  }
  return trimmed;
}

export function assertUrl(url: string | null): string | null {
  if (url === null) return null;
  const safe = url.length <= 2_000 && URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  if (!safe) throw new InvalidInput(['url'], 'A link is an http:// or https:// address of at most 2000 characters.');
  return url;
}

export function assertDigest(digest: string | null): string | null {
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest)) {
    throw new InvalidInput(['digest'], 'A digest is SHA-256 in 64 lower-case hex digits.');
  }
  return digest;
}
