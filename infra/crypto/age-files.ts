import { sha256Hex } from '../../domain/shared/index.ts';
import { ObjectTampered, type SealedFile, type SealedFiles } from '../../domain/vaults/index.ts';
import { AgeError, newIdentity, openAge, recipientOf, sealAge } from './age/index.ts';

/** Sealed objects as age v1 files with one X25519 recipient, so that any age tool can open an export of them. */
export class AgeFiles implements SealedFiles {
  newIdentity(): Buffer {
    return newIdentity();
  }

  seal(identity: Uint8Array, plaintext: AsyncIterable<Uint8Array>): SealedFile {
    const { header, bytes } = sealAge([recipientOf(identity)], plaintext);
    return { headerDigest: sha256Hex(header), file: bytes };
  }

  async *open(
    identity: Uint8Array,
    file: AsyncIterable<Uint8Array>,
    headerDigest: string,
  ): AsyncGenerator<Buffer, void, undefined> {
    const acceptHeader = (header: Buffer) => {
      // Anyone who knows the public key can seal a valid file to it; only the header that was recorded is ours.
      if (sha256Hex(header) !== headerDigest) throw new AgeError('header', 'It is not the header that was recorded.');
    };
    try {
      yield* openAge([identity], file, acceptHeader);
    } catch (error) {
      if (!(error instanceof AgeError)) throw error;
      const details = { fault: error.fault };
      throw new ObjectTampered('The stored object is not the one that was sealed.', { details });
    }
  }
}
