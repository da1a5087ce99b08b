import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { canEnter, type Account } from './account.ts';
import { EmbeddedServerFault } from './faults.ts';

/** Where the server's account finds files when a clone lies below a closed folder, such as root's home. */
const SHARED = '/var/lib/commonpool';
const MARKER = 'location';

/** The cluster's folder inside its place. */
export const CLUSTER = 'cluster';

/** Makes a server's folder inside the data folder, or says which server cannot have it. */
export function openFolder(server: string, folder: string): void {
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const cause = (error as Error).message;
    throw new EmbeddedServerFault(
      `${server} cannot keep its data in ${folder}: ${cause}. Set COMMONPOOL_DATA to a folder of yours.`,
    );
  }
}

/**
 * The folder in which the account keeps the cluster: `wanted` where the account can get there, else one of its own
 * that `wanted/location` names, so that deleting the data folder also forgets the database. A throw-away cluster
 * goes to the temp folder instead.
 */
export function clusterPlace(wanted: string, account: Account | undefined, durable: boolean): string {
  if (!account) return wanted;
  const marker = join(wanted, MARKER);
  if (existsSync(marker)) return ownedBy(account, readFileSync(marker, 'utf8').trim());
  if (existsSync(join(wanted, CLUSTER)) || canEnter(account, dirname(wanted))) return ownedBy(account, wanted);
  const place = durable
    ? join(sharedFolder(account), `data-${randomBytes(8).toString('hex')}`)
    : mkdtempSync(join(canEnter(account, tmpdir()) ? tmpdir() : sharedFolder(account), 'commonpool-postgres-'));
  writeFileSync(marker, `${place}\n`, { mode: 0o600 });
  return ownedBy(account, place);
}

/** Removes what a throw-away start left, the cluster beyond the marker included. */
export function removePlace(wanted: string): void {
  const marker = join(wanted, MARKER);
  if (existsSync(marker)) rmSync(readFileSync(marker, 'utf8').trim(), { recursive: true, force: true });
  rmSync(wanted, { recursive: true, force: true });
}

function ownedBy(account: Account, place: string): string {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  chownSync(place, account.uid, account.gid);
  return place;
}

/** The server's own files, copied once per version where the account cannot reach those in `node_modules`. */
export function reachableBinaries(native: string, version: string, account: Account | undefined): string {
  if (!account || canEnter(account, join(native, 'bin'))) return native;
  const copy = join(sharedFolder(account), `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const draft = mkdtempSync(`${copy}.`);
  try {
    const inner = join(draft, basename(native));
    cpSync(native, inner, { recursive: true, verbatimSymlinks: true });
    renameSync(inner, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return copy;
}

function sharedFolder(account: Account): string {
  try {
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new EmbeddedServerFault(`${SHARED} cannot be made (${(error as Error).message}). ${ADVICE}`);
  }
  if (!canEnter(account, SHARED))
    throw new EmbeddedServerFault(`\`${account.name}\` cannot enter ${SHARED}. ${ADVICE}`);
  return SHARED;
}

const ADVICE =
  'Clone into a folder that every account can enter, start as an ordinary user, or set DATABASE_URL and NATS_URL.';
