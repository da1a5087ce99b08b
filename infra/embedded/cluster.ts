import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { EmbeddedServerFault } from './faults.ts';
import { endProcess, seeProcess } from './processes.ts';

export const USER = 'commonpool';

/** Made with the cluster and needed for as long as it lives. */
export function passwordOf(folder: string, cluster: string): string {
  const path = join(folder, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (existsSync(cluster))
    throw new EmbeddedServerFault(`The password of the database is missing: ${path}. Restore it from your backup.`);
  const password = randomBytes(24).toString('hex');
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * Stops a server that an earlier start left on this cluster, and clears its lock. PostgreSQL's own check counts a
 * zombie as alive, so where process 1 does not reap, its lock would never be given back.
 */
export async function recover(cluster: string): Promise<void> {
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const seen = seeProcess(Number(readFileSync(lock, 'utf8').split('\n')[0]));
  if (seen?.command.includes(cluster)) {
    const ended = await endProcess(seen.pid, [
      ['SIGINT', 10_000],
      ['SIGQUIT', 5_000],
    ]);
    if (!ended)
      throw new EmbeddedServerFault(`An earlier PostgreSQL (process ${seen.pid}) on ${cluster} does not stop.`);
  }
  rmSync(lock, { force: true });
}

/** Under a draft name until it is whole: a cluster that was cut off half-made is made anew. */
export function initialise(
  binaries: string,
  cluster: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
): void {
  const draft = `${cluster}.draft`;
  const passwordFile = `${cluster}.password`;
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    const args = [
      '-D',
      draft,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      // Sorts and folds case alike on every platform, whatever the shell's locale says.
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ];
    const made = spawnSync(join(binaries, 'initdb'), args, {
      cwd: dirname(cluster),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    if (made.status !== 0) {
      const words = `${made.error?.message ?? ''}\n${made.stdout ?? ''}\n${made.stderr ?? ''}`;
      throw new EmbeddedServerFault(
        'The database could not be made.',
        words.split('\n').filter((line) => line.trim() !== ''),
      );
    }
    renameSync(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
