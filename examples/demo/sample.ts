import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A Reddit export that others published (its licence lies beside it), packed as a member would upload it. */
export async function publishedSample(root: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = join(root, 'test', 'fixtures', 'reddit', 'modern');
  const archive = new ZipFile();
  for (const name of await readdir(folder)) archive.addFile(join(folder, name), name);
  archive.end();
  return new Uint8Array(await buffer(archive.outputStream));
}
