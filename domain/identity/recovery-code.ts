import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { newId, type Id } from '../shared/index.ts';

/** One of the codes that a member keeps on paper. 100 random bits, so a salted hash is enough against a stolen copy. */
export class RecoveryCode {
  readonly id!: Id;
  readonly userId!: Id;
  readonly salt!: string;
  readonly hash!: string;
  readonly spentAt!: Date | null;

  constructor(fields: RecoveryCode) {
    Object.assign(this, fields);
  }
}

export const RECOVERY_CODES = 8;
/** Crockford's base 32: no I, L, O, U, so that a code survives handwriting. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

/** `shown` is given to the member once and never stored. */
export function newRecoveryCodes(userId: Id): { readonly shown: readonly string[]; readonly stored: RecoveryCode[] } {
  const shown = Array.from({ length: RECOVERY_CODES }, newCode);
  const stored = shown.map((code) => {
    const salt = randomBytes(16).toString('hex');
    return new RecoveryCode({ id: newId(), userId, salt, hash: hashOf(code, salt), spentAt: null });
  });
  return { shown, stored };
}

function newCode(): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return characters.replaceAll(/(.{5})(?!$)/g, '$1-');
}

/** Upper case, without separators, and with the letters people confuse read as the digits that are meant. */
export function normaliseCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function hashOf(code: string, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(normaliseCode(code)).digest('hex');
}

/** Does as much work for an account without codes as for one with all of them. */
export function matchingCode(codes: readonly RecoveryCode[], code: string): RecoveryCode | null {
  let match: RecoveryCode | null = null;
  for (let at = 0; at < Math.max(codes.length, RECOVERY_CODES); at += 1) {
    const candidate = codes[at];
    const hash = Buffer.from(hashOf(code, candidate?.salt ?? '00'.repeat(16)), 'hex');
    const wanted = candidate ? Buffer.from(candidate.hash, 'hex') : Buffer.alloc(32);
    if (timingSafeEqual(hash, wanted) && candidate && candidate.spentAt === null) match = candidate;
  }
  return match;
}
