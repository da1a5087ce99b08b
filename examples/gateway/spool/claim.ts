import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

const CLAIM = /^owner[.](\d+)$/;

/**
 * Two processes on one folder would give the same numbers to different calls. Each writes its claim before it looks for
 * others, so of two that start at once, one or both see the other and go. A dead process's claim counts for nothing.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const own = join(folder, `owner.${process.pid}`);
  const release = () => rm(own, { force: true });
  await writeFile(own, '', { mode: 0o600 });
  for (const name of await readdir(folder)) {
    const pid = Number(CLAIM.exec(name)?.[1] ?? process.pid);
    if (pid === process.pid) continue;
    const path = join(folder, name);
    if (isAlive(pid)) {
      await release();
      throw new FolderInUse(`The folder ${folder} is in use by process ${pid}. If that is no gateway, delete ${path}.`);
    }
    await rm(path, { force: true });
  }
  return release;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
