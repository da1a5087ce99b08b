import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = join(ROOT, 'node_modules', '.cache', 'typescript-loader');

/**
 * `node --import <this file> program.ts` runs the sources as they are. For tests that need a process of their own to
 * kill, so that they depend on no build that may be stale. What a source became is kept under the digest of all that
 * it depends on: the tests start hundreds of processes, and each would begin by compiling the same files.
 */
if (isMainThread) register(import.meta.url);

/** The compiler itself is loaded where something has to be compiled. */
const compiler = await readFile(join(ROOT, 'node_modules', '@swc', 'core', 'package.json'), 'utf8');
const settings = await readFile(join(ROOT, '.swcrc'), 'utf8');

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
  const filename = fileURLToPath(url);
  return { format: 'module', source: await compiled(filename, await readFile(filename, 'utf8')), shortCircuit: true };
}

async function compiled(filename, source) {
  const digest = createHash('sha256')
    .update(JSON.stringify([compiler, settings, filename, source]))
    .digest('hex');
  const path = join(KEPT, `${digest}.mjs`);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, { filename });
  await keep(path, code);
  return code;
}

/** Whole or not at all, for other processes read it at the same time. Where it cannot be kept, it is compiled again. */
async function keep(path, code) {
  const draft = `${path}.${randomUUID()}`;
  await mkdir(KEPT, { recursive: true })
    .then(() => writeFile(draft, code))
    .then(() => rename(draft, path))
    .catch(() => {});
}
