import { hash } from 'node:crypto';

/** A JSON value without floats in money or power: those travel as decimal strings. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Nothing that JSON writes with a backslash; most strings are like that, and a test is cheaper than the general way. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * RFC 8785 (JSON Canonicalization Scheme): keys in UTF-16 order, no white space, ECMAScript numbers.
 * Two parties that agree on a value get the same bytes, so its digest can be signed. Each metered call passes here.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const object = value as { readonly [key: string]: Json | undefined };
  let members = '';
  for (const key of sorted(Object.keys(object))) {
    const member = object[key];
    if (member !== undefined) members += (members === '' ? '' : ',') + canonicalText(key) + ':' + canonicalJson(member);
  }
  return '{' + members + '}';
}

/** A string as canonical JSON has it. */
export function canonicalText(text: string): string {
  return PLAIN.test(text) ? '"' + text + '"' : JSON.stringify(text);
}

/** May work in place. Most objects have a handful of keys, for which the general sort takes longer than all the rest of this file. */
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.toSorted();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string;
    let at = i;
    for (; at > 0 && (keys[at - 1] as string) > key; at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/** The digest by which charters, artefacts and tables are named: SHA-256 of the canonical JSON, in hex. */
export function digestOf(value: Json): string {
  return sha256Hex(canonicalJson(value));
}
