import type { Id } from '../shared/index.ts';
import { KeyLimitReached, LastKey } from './errors.ts';

export type KeyAlgorithm = 'EdDSA' | 'ES256';

/** The public members alone, in the form of RFC 7638, so that equal keys are equal values. */
export type PublicJwk =
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

/** `thumbprint` is RFC 7638 with SHA-256, base64url: the `kid` of everything the key signs. */
export interface PublicKey {
  readonly thumbprint: string;
  readonly algorithm: KeyAlgorithm;
  readonly jwk: PublicJwk;
}

/** What can be a thumbprint at all: anything else names no key, and need not be looked for. */
export function isThumbprint(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** A key a member signs with. It is revoked, never deleted, so that a revoked key can never be registered again. */
export class MemberKey implements PublicKey {
  readonly id!: Id;
  readonly userId!: Id;
  readonly thumbprint!: string;
  readonly algorithm!: KeyAlgorithm;
  readonly jwk!: PublicJwk;
  readonly addedAt!: Date;
  readonly revokedAt!: Date | null;

  constructor(fields: MemberKey) {
    Object.assign(this, fields);
  }
}

/** Bounds the keys of one account, so that lists of them need no pages. */
export const MAX_LIVE_KEYS = 20;

export function assertRoomForKey(liveKeys: number): void {
  if (liveKeys >= MAX_LIVE_KEYS) throw new KeyLimitReached(MAX_LIVE_KEYS);
}

/** Without a key and without a code nobody, not even an operator, could let the member in again. */
export function assertMayRevoke(liveKeys: number, recoveryCodesLeft: number): void {
  if (liveKeys <= 1 && recoveryCodesLeft === 0) throw new LastKey();
}
