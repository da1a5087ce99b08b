import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A new or renamed file is found again after a power cut only once its folder is on the disk too. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whoever reads it, at whatever moment the power goes, finds the old text or the new one. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** For reading and appending; made if it is not there. */
export async function openForAppend(path: string): Promise<FileHandle> {
  const handle = await open(path, 'a+', 0o600);
  await syncFolder(dirname(path));
  return handle;
}
