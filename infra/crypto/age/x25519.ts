import { decodeBase64, encodeBase64 } from './base64.ts';
import { AgeError } from './errors.ts';
import type { Stanza } from './header.ts';
import { newIdentity, recipientOf, sharedSecret } from './keys.ts';
import { FILE_KEY_BYTES, KEY_BYTES, TAG_BYTES, deriveKey, openChunk, sealChunk } from './primitives.ts';

const TYPE = 'X25519';
const INFO = 'age-encryption.org/v1/X25519';
/** The wrap key is used once, so its nonce may be fixed. */
const NONCE = Buffer.alloc(12);

export function wrapFileKey(fileKey: Uint8Array, recipient: Uint8Array): Stanza {
  const ephemeral = newIdentity();
  const share = recipientOf(ephemeral);
  const secret = sharedSecret(ephemeral, recipient);
  ephemeral.fill(0);
  if (!secret) throw new TypeError('This recipient is a point of low order; nobody holds its private key.');
  return { args: [TYPE, encodeBase64(share)], body: sealChunk(wrapKeyOf(secret, share, recipient), NONCE, fileKey) };
}

/** Null where no stanza is for one of these identities. A malformed X25519 stanza throws AgeError `header`. */
export function unwrapFileKey(stanzas: readonly Stanza[], identities: readonly Uint8Array[]): Buffer | null {
  let fileKey: Buffer | null = null;
  for (const stanza of stanzas) {
    if (stanza.args[0] !== TYPE) continue;
    const share = shareOf(stanza);
    for (const identity of identities) fileKey ??= openStanza(stanza, share, identity);
  }
  return fileKey;
}

function shareOf({ args, body }: Stanza): Buffer {
  const share = args.length === 2 ? decodeBase64(args[1] as string) : null;
  if (share?.length !== KEY_BYTES)
    throw new AgeError('header', 'An X25519 stanza does not have one share of 32 bytes.');
  // Checked before anything is decrypted: a longer body could test many keys at once (partitioning oracle).
  if (body.length !== FILE_KEY_BYTES + TAG_BYTES) {
    throw new AgeError('header', 'The body of an X25519 stanza is not 32 bytes.');
  }
  return share;
}

function openStanza({ body }: Stanza, share: Buffer, identity: Uint8Array): Buffer | null {
  const secret = sharedSecret(identity, share);
  if (!secret) throw new AgeError('header', 'The share of an X25519 stanza is a point of low order.');
  return openChunk(wrapKeyOf(secret, share, recipientOf(identity)), NONCE, body);
}

function wrapKeyOf(secret: Buffer, share: Uint8Array, recipient: Uint8Array): Buffer {
  const key = deriveKey(secret, INFO, Buffer.concat([share, recipient]));
  secret.fill(0);
  return key;
}
