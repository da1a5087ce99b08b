import { createHmac } from 'node:crypto';
import type { Id } from '../shared/index.ts';

const PSEUDONYM_BYTES = 16;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** One record in ten. */
const HELD_OUT = 0.1;

/** A pool's secret, from which its pseudonyms and hold-outs follow. Destroying it severs both for good. */
export class PoolKey {
  constructor(private readonly key: Uint8Array) {}

  /** base32 of the first 128 bits of HMAC-SHA-256(K_pool, 'v1' || owner): the same owner is another in another pool. */
  pseudonym(owner: Id): string {
    return base32(hmac(this.key, `v1${owner}`).subarray(0, PSEUDONYM_BYTES));
  }

  /**
   * Which records of a run are held out, by the digest of their text: the same in training and valuation, another
   * choice in each run, and nobody who lacks the key can write records that land on the measured side.
   */
  holdOut(runId: Id): (recordDigest: Uint8Array) => boolean {
    const seed = hmac(this.key, `hold-out${runId}`);
    return (recordDigest) => hmac(seed, recordDigest).readUInt32BE(0) < HELD_OUT * 2 ** 32;
  }

  /** Overwrites the key in memory. */
  forget(): void {
    this.key.fill(0);
  }
}

function hmac(key: Uint8Array, message: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** RFC 4648 in lower case, without padding. */
function base32(bytes: Uint8Array): string {
  let [text, bits, width] = ['', 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    width += 8;
    while (width >= 5) {
      width -= 5;
      text += ALPHABET[(bits >> width) & 31];
    }
    bits &= (1 << width) - 1;
  }
  return width > 0 ? text + ALPHABET[(bits << (5 - width)) & 31] : text;
}
