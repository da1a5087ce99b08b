import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Id } from '../shared/index.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** tus metadata of an upload, such as the archive's file name, which often holds the member's account name. */
export type UploadMetadata = Readonly<Record<string, string | null>>;

/** AES-256-GCM under the upload's key, bound to the upload: destroying the key forgets the file name too. */
export function sealMetadata(key: Uint8Array, uploadId: Id, metadata: UploadMetadata): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(uploadId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(metadata), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

export function openMetadata(key: Uint8Array, uploadId: Id, sealed: Uint8Array): UploadMetadata {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(boundTo(uploadId))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return JSON.parse(plain.toString('utf8')) as UploadMetadata;
}

function boundTo(uploadId: Id): Buffer {
  return Buffer.from(`${uploadId}:metadata`);
}
