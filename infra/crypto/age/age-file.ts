import { randomBytes } from 'node:crypto';
import { ByteReader } from './byte-reader.ts';
import { AgeError } from './errors.ts';
import { readHeader, verifyMac, writeHeader, type Header } from './header.ts';
import { openPayload, sealPayload } from './payload.ts';
import { FILE_KEY_BYTES, deriveKey } from './primitives.ts';
import { unwrapFileKey, wrapFileKey } from './x25519.ts';

const NONCE_BYTES = 16;

export interface AgeFile {
  readonly header: Buffer;
  /** The whole file, header included; made while it is read. */
  readonly bytes: AsyncIterable<Buffer>;
}

/** age v1 (c2sp.org/age) to X25519 recipients, with a fresh file key. */
export function sealAge(recipients: readonly Uint8Array[], plaintext: AsyncIterable<Uint8Array>): AgeFile {
  const fileKey = randomBytes(FILE_KEY_BYTES);
  const stanzas = recipients.map((recipient) => wrapFileKey(fileKey, recipient));
  const header = writeHeader(stanzas, fileKey);
  const nonce = randomBytes(NONCE_BYTES);
  const payloadKey = deriveKey(fileKey, 'payload', nonce);
  fileKey.fill(0);
  return { header, bytes: wholeFile(header, nonce, payloadKey, plaintext) };
}

async function* wholeFile(
  header: Buffer,
  nonce: Buffer,
  payloadKey: Buffer,
  plaintext: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.concat([header, nonce]);
  yield* sealPayload(payloadKey, plaintext);
}

/**
 * The plaintext, verified chunk by chunk. `acceptHeader` sees the header before a byte is decrypted, and throws to refuse
 * it. Every fault is an AgeError that says which part failed.
 */
export async function* openAge(
  identities: readonly Uint8Array[],
  file: AsyncIterable<Uint8Array>,
  acceptHeader: (header: Buffer) => void = () => {},
): AsyncGenerator<Buffer, void, undefined> {
  const reader = new ByteReader(file);
  try {
    const header = await readHeader(reader);
    acceptHeader(header.bytes);
    const fileKey = fileKeyOf(header, identities);
    const nonce = await reader.read(NONCE_BYTES);
    if (nonce.length < NONCE_BYTES) throw new AgeError('header', 'The file ends before its payload.');
    const payloadKey = deriveKey(fileKey, 'payload', nonce);
    fileKey.fill(0);
    yield* openPayload(payloadKey, reader);
  } finally {
    await reader.close();
  }
}

function fileKeyOf(header: Header, identities: readonly Uint8Array[]): Buffer {
  if (header.stanzas.length > 1 && header.stanzas.some(({ args }) => args[0] === 'scrypt')) {
    throw new AgeError('header', 'A passphrase stanza stands beside others.');
  }
  const fileKey = unwrapFileKey(header.stanzas, identities);
  if (!fileKey) throw new AgeError('no match', 'The file is not sealed to this key.');
  verifyMac(header, fileKey);
  return fileKey;
}
