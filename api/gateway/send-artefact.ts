import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { ModelVersion } from '../../domain/models/index.ts';
import { plainError, type Log } from '../http/log.ts';
import { requestId } from '../http/request-id.ts';

/**
 * Streams an artefact with its SHA-256 in `Repr-Digest` (RFC 9530). What goes wrong before the first byte is a coded
 * answer; after it, the connection breaks, so that half an artefact can never look like a whole one.
 */
export async function sendArtefact(
  response: Response,
  { artefactDigest }: Pick<ModelVersion, 'artefactDigest'>,
  bytes: AsyncIterable<Buffer>,
  log: Log,
): Promise<void> {
  const source = Readable.from(bytes, { objectMode: false });
  await once(source, 'readable');
  const digest = Buffer.from(artefactDigest, 'hex').toString('base64');
  response.set({ 'content-type': 'application/octet-stream', 'repr-digest': `sha-256=:${digest}:` });
  try {
    await pipeline(source, response);
  } catch (error) {
    // Express would print it; and a reader that went away is nobody's fault.
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    log.error({ requestId: requestId(), err: plainError(error) }, 'An artefact broke off while it was sent.');
  }
}
