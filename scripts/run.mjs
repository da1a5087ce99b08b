import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from './compile.mjs';
import { setup } from './setup.mjs';
import { ROOT } from './terminal.mjs';

/**
 * Sets up, compiles, and goes on as the program `dist/<path>` in this very process: signals reach it once and directly,
 * and its exit code is ours.
 */
export async function become(path, { say, needServers } = {}) {
  setup({ say, needServers });
  compile({ say });
  const program = join(ROOT, 'dist', path);
  process.argv = [process.execPath, program, ...process.argv.slice(2)];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(program).href);
}

/** Both addresses given means that the servers are somebody else's. */
export function serversAreNeeded(env = process.env) {
  return !(env.DATABASE_URL && env.NATS_URL);
}
