import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

const HASH_BYTES = 32;

/** Six digits. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** Salted and slow, since a million codes are few: whoever read the table would need longer than a code lives. */
export async function hashOfCode(code: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await slowHash(code, salt)).toString('hex')}`;
}

export async function isCode(code: string, kept: string): Promise<boolean> {
  const [salt = '', hash = ''] = kept.split(':');
  return timingSafeEqual(await slowHash(code.trim(), Buffer.from(salt, 'hex')), Buffer.from(hash, 'hex'));
}

function slowHash(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, HASH_BYTES, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}
