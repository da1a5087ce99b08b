import { createHmac, hkdfSync } from 'node:crypto';
import type { HashAccount } from '../../domain/imports/index.ts';

/**
 * HMAC-SHA-256 under a key that only this instance has: account names are few and guessable, so a plain hash would
 * give them away. Two archives of one account have one hash here.
 */
export function accountHash(instanceSecret: Uint8Array): HashAccount {
  const key = Buffer.from(hkdfSync('sha256', instanceSecret, '', 'commonpool platform account', 32));
  return (source, account) => createHmac('sha256', key).update(`${source}\n${account}`).digest('hex');
}
