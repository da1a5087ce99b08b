import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedServerFault } from './faults.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so that a hole in it is not a hole in the machine. Under root a cluster runs as
 * who made it, and a new one as the account `postgres`, made where it is missing; anyone else runs the server as
 * themselves (undefined).
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: `the account ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const known = lookUp('postgres');
  if (known) return known;
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    {
      encoding: 'utf8',
    },
  );
  const account = lookUp('postgres');
  if (account) return account;
  throw new EmbeddedServerFault(
    'PostgreSQL does not run as root, and the account `postgres` could not be made. Make it (useradd --system postgres) or start as an ordinary user.',
    [made.stderr ?? String(made.error)].filter((line) => line.trim() !== ''),
  );
}

function lookUp(name: string): Account | undefined {
  try {
    const ask = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

/** Whether the account may enter the folder, asked by trying: every parent counts, and so do access lists. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  if (!account) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid: account.uid,
    gid: account.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  if (tried.error) {
    throw new EmbeddedServerFault(
      `This process is root but may not become \`${account.name}\` (${tried.error.message}), and PostgreSQL does not run as root. Start as an ordinary user, or set DATABASE_URL and NATS_URL.`,
    );
  }
  return tried.status === 0;
}
