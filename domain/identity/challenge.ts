import { randomBytes } from 'node:crypto';
import { canonicalJson, sha256Hex } from '../shared/index.ts';

/** What a proof of a key is for. It is part of the signed bytes, so a proof for one act is none for another. */
export const CHALLENGE_ACTIONS = [
  'identity.sign-up',
  'identity.sign-in',
  'identity.add-key',
  'identity.start-recovery',
  'identity.complete-recovery',
] as const;
export type ChallengeAction = (typeof CHALLENGE_ACTIONS)[number];

export const CHALLENGE_TYPE = 'commonpool-challenge';

/** Handed to the client once; only its hash is stored. */
export interface IssuedChallenge {
  /** 32 random bytes, base64url. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

export class Challenge {
  readonly hash!: string;
  readonly expiresAt!: Date;

  constructor(fields: Challenge) {
    Object.assign(this, fields);
  }
}

export function newChallenge(now: Date, lifetimeMs: number): IssuedChallenge {
  return { challenge: randomBytes(32).toString('base64url'), expiresAt: new Date(now.getTime() + lifetimeMs) };
}

export function challengeHash(challenge: string): string {
  return sha256Hex(challenge);
}

/** The exact bytes, in UTF-8, that a key signs to prove itself. */
export function challengeMessage(instance: string, action: ChallengeAction, challenge: string): string {
  return canonicalJson({ instance, action, challenge });
}

/** The challenge inside a payload, if the payload is exactly the message for it. Otherwise null. */
export function challengeIn(payload: string, instance: string, action: ChallengeAction): string | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    return null;
  }
  const challenge = (parsed as { challenge?: unknown } | null)?.challenge;
  if (typeof challenge !== 'string') return null;
  return payload === challengeMessage(instance, action, challenge) ? challenge : null;
}
