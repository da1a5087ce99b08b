import type { Id } from '../shared/index.ts';
import { InvalidInput } from '../shared/index.ts';
import { UploadTooLarge } from './errors.ts';

/** `receiving` bytes, `complete` and waiting for its import, `spent`: the key is destroyed and the bytes are noise. */
export type UploadState = 'receiving' | 'complete' | 'spent';

/** An archive on its way in. How many bytes have arrived is known by the sealed bytes alone, so that it cannot lie. */
export class Upload {
  constructor(
    public readonly id: Id,
    public readonly userId: Id,
    public readonly sizeBytes: bigint,
    public readonly state: UploadState,
    /** The upload's own key under the root key; null once destroyed. */
    public readonly wrappedKey: Uint8Array | null,
    /** tus metadata, file name included, sealed under the upload's key: a file name names its owner. */
    public readonly sealedMetadata: Uint8Array | null,
    public readonly createdAt: Date,
    /** Whether the sealed bytes are gone too; the key's destruction does not wait for it. */
    public readonly bytesRemoved: boolean,
  ) {}
}

/** What an upload's key is wrapped for: a wrapped key moved to another row does not open. */
export function uploadKeyContext(uploadId: Id): string {
  return `upload:${uploadId}`;
}

export function assertUploadSize(sizeBytes: bigint, limitBytes: bigint): void {
  if (sizeBytes <= 0n) throw new InvalidInput(['Upload-Length'], 'The archive is empty.');
  if (sizeBytes > limitBytes) throw new UploadTooLarge(limitBytes);
}
