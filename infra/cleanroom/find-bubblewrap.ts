import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CleanRoomUnavailable } from '../../domain/training/index.ts';

export interface Bubblewrap {
  readonly path: string;
  /** Options that only newer versions have. */
  readonly has: (option: string) => boolean;
}

const INSTALL =
  'Run "node scripts/setup.mjs", or install it: "apt-get install bubblewrap" on Debian and Ubuntu, ' +
  '"dnf install bubblewrap" on Fedora. The clean room needs Linux; elsewhere use "docker compose up".';

/** Looks on the PATH, then where scripts/setup.mjs unpacks it below `root`. */
export async function findBubblewrap(root: string, path: string = process.env['PATH'] ?? ''): Promise<Bubblewrap> {
  const folders = [...path.split(':').filter(Boolean), join(root, '.tools/usr/bin')];
  for (const folder of folders) {
    const candidate = join(folder, 'bwrap');
    if (!(await isExecutable(candidate))) continue;
    const { stdout } = await promisify(execFile)(candidate, ['--help']);
    return { path: candidate, has: (option) => stdout.includes(`    ${option} `) };
  }
  throw new CleanRoomUnavailable(`bubblewrap (bwrap) was not found, and nothing trains outside of it. ${INSTALL}`);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The kernel or a container's policy forbids what bubblewrap does. */
export function forbidden(reason: string): CleanRoomUnavailable {
  return new CleanRoomUnavailable(
    `bubblewrap is installed but cannot build a room here (${reason}). The kernel must allow user namespaces ` +
      '(sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0), ' +
      'and a container needs "security_opt: [seccomp:unconfined, apparmor:unconfined, systempaths=unconfined]".',
  );
}
