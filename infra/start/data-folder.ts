import { mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartFault } from './fault.ts';

/** Makes the folder where it is missing, and throws StartFault where this process cannot keep anything in it. */
export async function openDataFolder(path: string): Promise<void> {
  try {
    await makeFolder(path);
    // Asked by trying: access lists, read-only and full disks refuse too, and root is refused by nothing else.
    await rmdir(await mkdtemp(join(path, '.try-')));
  } catch (error) {
    const [why] = (error as Error).message.split(',');
    throw new StartFault(
      `COMMONPOOL_DATA should be a folder that this process can write to, and ${path} is not (${why}).`,
      { cause: error },
    );
  }
}

/** One level at a time: with `recursive`, Node asks for ever where the file system makes no folders, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await stat(path).catch(absent)) return;
  await makeFolder(dirname(path));
  // Others may pass through to what is theirs, such as the account that PostgreSQL runs under, but list nothing.
  await mkdir(path, { mode: 0o711 }).catch(present);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

/** Another process that starts now may have made it. */
function present(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
