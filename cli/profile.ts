import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { JWK } from 'jose';
import type { Tokens } from '../codegen/client/index.ts';
import { UsageFault } from './faults.ts';

/** Who this machine is on one instance. The private key is in it, so only its owner may read the file. */
export interface Profile {
  readonly url: string;
  /** The instance's name at the first contact; signatures are for it alone. */
  readonly instance: string;
  readonly handle: string;
  readonly privateJwk: JWK;
  readonly tokens: Tokens | null;
  /** While the key waits to be let into its account by a recovery code. */
  readonly recovery?: { readonly id: string; readonly readyAt: string };
  /** Uploads that were begun, by the archive's path, size and time of change. */
  readonly uploads: Readonly<Record<string, string>>;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

function configFolder(): string {
  const { COMMONPOOL_CONFIG, XDG_CONFIG_HOME, APPDATA } = process.env;
  if (COMMONPOOL_CONFIG) return COMMONPOOL_CONFIG;
  if (process.platform === 'win32') return join(APPDATA ?? homedir(), 'commonpool');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'commonpool');
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'commonpool');
}

export function profilePath(name: string): string {
  if (!NAME.test(name)) throw new UsageFault(`A profile is named in a-z, 0-9, ".", "_" and "-"; ${name} is not.`);
  return join(configFolder(), `${name}.json`);
}

export async function findProfile(name: string): Promise<Profile | null> {
  try {
    return JSON.parse(await readFile(profilePath(name), 'utf8')) as Profile;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Written beside and renamed, so that a crash cannot cost the key. */
export async function saveProfile(name: string, profile: Profile): Promise<void> {
  const path = profilePath(name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const next = `${path}.${process.pid}`;
  await writeFile(next, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, path);
}
