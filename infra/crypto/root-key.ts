import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unwrapKey, wrapKey, type RootKey } from '../../domain/vaults/index.ts';
import { StartFault } from '../start/index.ts';

const KEY_BYTES = 32;

/** The root key held in this process: for development and small instances. A key service implements the same port. */
export class LocalRootKey implements RootKey {
  private readonly key: Buffer;

  private constructor(key: Buffer) {
    this.key = key;
  }

  /** 32 bytes in base64, as `openssl rand -base64 32` prints them. */
  static fromBase64(text: string): LocalRootKey {
    const key = Buffer.from(text, 'base64');
    if (key.length !== KEY_BYTES || key.toString('base64') !== text.trim()) {
      throw new StartFault('The root key must be 32 bytes in base64, as `openssl rand -base64 32` prints them.');
    }
    return new LocalRootKey(key);
  }

  /** Reads the key file, or makes it at first use with mode 0600; safe when several processes start at once. */
  static async fromFile(path: string): Promise<LocalRootKey> {
    const text = (await readKeyFile(path)) ?? (await makeKeyFile(path));
    try {
      return LocalRootKey.fromBase64(text.trim());
    } catch (error) {
      throw new StartFault(
        `The root key file ${path} is damaged. Restore it from its own backup: no other key opens the vaults.`,
        { cause: error },
      );
    }
  }

  async wrap(plain: Uint8Array, context: string): Promise<Uint8Array> {
    return wrapKey(this.key, plain, context);
  }

  async unwrap(wrapped: Uint8Array, context: string): Promise<Buffer> {
    return unwrapKey(this.key, wrapped, context);
  }
}

async function readKeyFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(absent);
  if (!found) return null;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new StartFault(`The root key file ${path} can be read by others. Run: chmod 600 '${path}'`);
  }
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new StartFault(`The root key file ${path} cannot be read (${error.message}).`, { cause: error });
  });
}

/** Written whole under another name, then linked: a crash leaves no half key, and of two makers the first one wins. */
async function makeKeyFile(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
    await file.sync();
    await file.close();
    await link(draft, path).catch(present);
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function present(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
