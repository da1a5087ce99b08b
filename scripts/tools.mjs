import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { SetupFault, timed } from './terminal.mjs';

const NATS = {
  name: 'nats-server',
  debian: 'nats-server',
  brew: 'nats-server',
  inPackage: 'usr/sbin/nats-server',
  advice:
    'Commonpool needs `nats-server` (2.9 or newer): put it on the PATH from https://github.com/nats-io/nats-server/releases, set DATABASE_URL and NATS_URL, or use `docker compose up`.',
};
const BUBBLEWRAP = {
  name: 'bwrap',
  debian: 'bubblewrap',
  inPackage: 'usr/bin/bwrap',
  advice:
    'Training stays off: its clean room needs bubblewrap (`bwrap`) on Linux. Install the package `bubblewrap` and start again.',
};

/** Finds or brings `nats-server` and `bwrap`. The same folders are searched by infra/embedded/tools.ts. */
export function ensureTools(root, { say, needServers }) {
  const wanted = [...(needServers ? [NATS] : []), ...(process.platform === 'linux' ? [BUBBLEWRAP] : [])];
  let missing = wanted.filter((tool) => !isThere(root, tool));
  if (missing.length === 0) return;
  const names = missing.map((tool) => tool.name).join(' and ');
  const faults = [];
  if (onPath('apt-get') && onPath('dpkg')) {
    timed(say, `Fetching ${names} from the system's package source into .tools`, () =>
      faults.push(...unpackDebian(root, missing)),
    );
  } else if (missing.includes(NATS) && onPath('brew')) {
    timed(say, 'Installing nats-server with brew', () => faults.push(...run('brew', ['install', NATS.brew])));
  }
  missing = missing.filter((tool) => !isThere(root, tool));
  for (const fault of missing.length > 0 ? faults : []) say(`  ${fault}`);
  if (missing.includes(NATS)) throw new SetupFault(NATS.advice);
  if (missing.includes(BUBBLEWRAP)) say(BUBBLEWRAP.advice);
}

function isThere(root, tool) {
  return onPath(tool.name) || isExecutable(join(root, '.tools', tool.inPackage));
}

function onPath(name) {
  // Debian keeps servers in sbin, which is not on an ordinary user's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Downloads and unpacks packages as any user: apt works in folders of its own, while the system's sources, proxies and
 * keys still count. Nothing is installed.
 */
function unpackDebian(root, tools) {
  const work = mkdtempSync(join(tmpdir(), 'commonpool-tools-'));
  try {
    for (const folder of ['lists/partial', 'cache/archives/partial', 'packages'])
      mkdirSync(join(work, folder), { recursive: true });
    const options = {
      'Dir::State::lists': join(work, 'lists'),
      'Dir::Cache': join(work, 'cache'),
      'Dir::Cache::archives': join(work, 'cache', 'archives'),
      'Debug::NoLocking': '1',
      'APT::Sandbox::User': '',
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const packages = join(work, 'packages');
    const faults = run('apt-get', [...flags, 'update']);
    // One by one, so that a package that this system does not have keeps none of the others away.
    for (const tool of tools) faults.push(...run('apt-get', [...flags, 'download', tool.debian], packages));
    for (const file of readdirSync(packages))
      faults.push(...run('dpkg', ['-x', join(packages, file), join(work, 'unpacked')]));
    for (const tool of tools) moveIn(root, join(work, 'unpacked', tool.inPackage), tool);
    return faults;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Copied beside its place first: whoever finds it there finds it whole. */
function moveIn(root, unpacked, tool) {
  if (!existsSync(unpacked)) return;
  const target = join(root, '.tools', tool.inPackage);
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.draft-${process.pid}`;
  const copied = spawnSync('cp', [unpacked, draft], { stdio: 'ignore' });
  if (copied.status === 0) renameSync(draft, target);
}

/** The last words of a command that failed; none where it went well. */
function run(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status === 0) return [];
  const words = done.error ? done.error.message : done.stderr.trim().split('\n').slice(-3).join(' ');
  return [`${command} ${args.at(-1)}: ${words}`];
}
