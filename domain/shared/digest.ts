import { createHash } from 'node:crypto';

/** A JSON value without floats in money or power: those travel as decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * RFC 8785 (JSON Canonicalization Scheme): keys in UTF-16 order, no white space, ECMAScript numbers.
 * Two parties that agree on a value get the same bytes, so its digest can be signed.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json | undefined };
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] as Json)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest by which charters, artefacts and tables are named: SHA-256 of the canonical JSON, in hex. */
export function digestOf(value: Json): string {
  return sha256Hex(canonicalJson(value));
}
