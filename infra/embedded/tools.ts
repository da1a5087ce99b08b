import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of `package.json`, from the source as well as from `dist`. */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the running code.');
    folder = parent;
  }
  return folder;
}

/**
 * The path of a program that npm does not bring (`nats-server`, `bwrap`), or null. Debian keeps servers in `sbin`,
 * which is not on an ordinary user's PATH; `.tools` is where `scripts/setup.mjs` unpacks what the machine lacks.
 */
export function findTool(name: string, path = process.env['PATH'] ?? ''): string | null {
  const folders = [
    ...path.split(delimiter).filter((folder) => folder !== ''),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
    ...['usr/sbin', 'usr/bin'].map((folder) => join(repositoryRoot(), '.tools', folder)),
  ];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
