import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServerFault } from './faults.ts';
import { seeProcess } from './processes.ts';

/**
 * Takes a data folder for this process alone. Recovery at start stops a server that it finds in the folder, so it must
 * know that nobody lives who still uses that server. The claim of a process that was killed counts for nothing.
 */
export function claimFolder(folder: string): () => void {
  const path = join(folder, 'owner.lock');
  const own = JSON.stringify({ pid: process.pid, startedAt: seeProcess(process.pid)?.startedAt ?? '' });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        // A link either makes the whole file or fails, so that no one ever reads half a claim.
        linkSync(draft, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error;
        setAsideIfDead(path, folder);
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function setAsideIfDead(path: string, folder: string): void {
  const seen = read(path);
  if (seen === null) return;
  const owner = seeProcess(seen.pid);
  if (owner && owner.startedAt === seen.startedAt) {
    throw new EmbeddedServerFault(
      `The folder ${folder} is in use by process ${seen.pid}. Stop it, or give this one a folder of its own: COMMONPOOL_DATA=<folder>.`,
    );
  }
  // Moved and read again before it goes: another starter may have put its own claim there a moment ago.
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    const moved = read(aside);
    if (moved && (moved.pid !== seen.pid || moved.startedAt !== seen.startedAt)) linkSync(aside, path);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): { pid: number; startedAt: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { pid: number; startedAt: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return { pid: 0, startedAt: '' };
  }
}
