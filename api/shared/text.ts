import { InvalidInput } from '../../domain/shared/index.ts';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** PostgreSQL stores no NUL, and half of a surrogate pair has no bytes in UTF-8: refused here once for all fields. */
export function refuseUnstorableText(value: unknown, field: readonly string[] = []): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000') || LONE_SURROGATE.test(value)) {
      throw new InvalidInput(
        field,
        `${field.join('.')} holds a character that no text may hold (NUL or a lone surrogate).`,
      );
    }
    return;
  }
  if (value === null || typeof value !== 'object' || value instanceof Date) return;
  for (const [name, inside] of Object.entries(value)) refuseUnstorableText(inside, [...field, name]);
}
