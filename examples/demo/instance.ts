import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram, type Program } from './program.ts';

/** A Commonpool process of its own, as `npm start` would run it, with its data in one folder. */
export interface Instance extends Program {
  setupToken(): Promise<string>;
}

export interface InstanceOptions {
  readonly root: string;
  readonly dataFolder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function startInstance({ root, dataFolder, environment }: InstanceOptions): Promise<Instance> {
  const program = await startProgram({
    root,
    path: 'main.js',
    environment: { COMMONPOOL_DATA: dataFolder, PORT: '0', LOG_LEVEL: 'warn', ...environment },
    readyLine: /^Commonpool is ready at (\S+)$/,
  });
  const setupToken = async () => (await readFile(join(dataFolder, 'setup-token'), 'utf8')).trim();
  return { ...program, setupToken };
}
