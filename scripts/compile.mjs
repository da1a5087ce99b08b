import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupFault, timed } from './terminal.mjs';

const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built-from');
const { include: SOURCES } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
const SETTINGS = ['tsconfig.json', 'package-lock.json'];

/** Brings `dist` up to the sources; does nothing where no source changed since the last good build. */
export function compile({ say = (line) => console.log(line) } = {}) {
  const sources = SOURCES.flatMap(typescriptIn);
  const state = [...sources, ...SETTINGS].map(fingerprint).join('\n');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) return;
  timed(say, 'Compiling', () => {
    rmSync(STAMP, { force: true });
    runCompiler();
    removeStale(new Set(sources.map((path) => path.replace(/\.ts$/, '.js'))));
    mkdirSync(DIST, { recursive: true });
    writeFileSync(STAMP, state);
  });
}

function runCompiler() {
  const done = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.json'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status !== 0)
    throw new SetupFault(`The sources do not compile.\n${done.error?.message ?? done.stdout + done.stderr}`);
}

function typescriptIn(path) {
  const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return path.endsWith('.ts') ? [path] : [];
  return readdirSync(join(ROOT, path))
    .toSorted()
    .flatMap((name) => typescriptIn(join(path, name)));
}

function fingerprint(path) {
  const { mtimeMs, size } = statSync(join(ROOT, path));
  return `${path} ${mtimeMs} ${size}`;
}

/** What was compiled from a source that is gone would still be found by an import or a glob. */
function removeStale(expected, folder = '') {
  for (const entry of readdirSync(join(DIST, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeStale(expected, path);
    else if (!expected.has(path.replace(/\.map$/, ''))) rmSync(join(DIST, path));
  }
}
