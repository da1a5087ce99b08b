import { KeyInvalid } from '../../domain/identity/index.ts';
import type { Json } from '../../domain/shared/index.ts';

/** A public JWK with room to spare; more is not parsed. */
const MAX_LENGTH = 2000;

/** JWKs travel as JSON text, so that a client signs up with the very bytes that its key store gave it. */
export function parseJwk(text: string, field: readonly string[]): Json {
  if (text.length > MAX_LENGTH) throw new KeyInvalid(field);
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new KeyInvalid(field);
  }
}
