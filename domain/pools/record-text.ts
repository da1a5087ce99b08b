import { createHmac } from 'node:crypto';
import type { VaultRecord } from '../vaults/index.ts';

/** Half of an HMAC-SHA-256: two of a billion records meet by chance once in 10^20 pools. */
const DIGEST_BYTES = 16;

/**
 * What a record says, whatever its id, date, case, spacing or invisible characters: so a copy with remade ids is still
 * a copy. Empty where the record has no text.
 */
export function textOf(record: VaultRecord, textFields: readonly string[]): string {
  return textFields
    .map((field) => record[field])
    .filter((value) => typeof value === 'string')
    .join(' ')
    .normalize('NFC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Keyed, so that nobody who reads the table of digests can test it for a guessed text. */
export function textDigest(poolKey: Uint8Array, text: string): Buffer {
  return createHmac('sha256', poolKey).update(text).digest().subarray(0, DIGEST_BYTES);
}
