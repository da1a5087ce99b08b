import { dirname } from 'node:path';
import type { Algorithm, RoomLimits } from '../../domain/training/index.ts';
import type { Bubblewrap } from './find-bubblewrap.ts';
import { seccompFilter } from './seccomp.ts';

/** The first descriptor after stdin, stdout and stderr. */
const FIRST_PIPE = 3;
const SCRATCH_BYTES = 16 * 2 ** 20;
/** Beside the heap: code, stacks of threads, buffers. */
const NATIVE_MEGABYTES = 512;

export interface RoomCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** What bubblewrap reads from descriptors 3, 4, ...; nothing of it is ever a path on the host. */
  readonly pipes: readonly Uint8Array[];
}

/**
 * The room: the Node binary and the libraries it is linked with, read-only; the algorithm's bytes as they were hashed,
 * copied in by pipe; an own /proc, /dev and a small /tmp; no network, no capability, no variable, and a root that
 * cannot be written. Nothing else of the host exists in it.
 */
export function roomCommand(bwrap: Bubblewrap, algorithm: Algorithm, limits: RoomLimits): RoomCommand {
  const libraries = sharedLibraries();
  const inside = [
    { path: 'package.json', bytes: Buffer.from('{"type":"module"}') },
    ...algorithm.files.map(({ path, bytes }) => ({ path, bytes })),
  ];
  const pipes = [seccompFilter(), ...inside.map(({ bytes }) => bytes)];
  const args = [
    ['--unshare-all', '--unshare-user', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL'],
    bwrap.has('--disable-userns') ? ['--disable-userns'] : [],
    ['--uid', '65534', '--gid', '65534', '--hostname', 'room', '--proc', '/proc', '--dev', '/dev'],
    bwrap.has('--size') ? ['--size', String(SCRATCH_BYTES), '--tmpfs', '/tmp'] : ['--dir', '/tmp'],
    ['--ro-bind', process.execPath, '/room/node'],
    libraries.flatMap((library) => ['--ro-bind', library, library]),
    inside.flatMap(({ path }, i) => ['--ro-bind-data', String(FIRST_PIPE + 1 + i), `/room/algorithm/${path}`]),
    ['--setenv', 'LD_LIBRARY_PATH', [...new Set(libraries.map(dirname))].join(':')],
    ['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/tmp', '--seccomp', String(FIRST_PIPE)],
    ['--', '/room/node', `--max-old-space-size=${limits.memoryMegabytes}`, `/room/algorithm/${algorithm.program}`],
  ].flat();
  return { file: '/bin/sh', args: ['-c', limited(limits), 'room', bwrap.path, ...args], pipes };
}

/** The kernel's limits, which children inherit: data (heap and buffers), no core file that would hold the corpus. */
function limited(limits: RoomLimits): string {
  const dataKilobytes = (limits.memoryMegabytes + NATIVE_MEGABYTES) * 1024;
  return `ulimit -c 0 && ulimit -d ${dataKilobytes} && exec "$@"`;
}

interface Report {
  readonly sharedObjects: readonly string[];
}

/** What the loader loaded for this very process, without the native modules of packages. */
function sharedLibraries(): string[] {
  const report = process.report;
  Object.assign(report, { excludeNetwork: true });
  const { sharedObjects } = report.getReport() as unknown as Report;
  return sharedObjects.filter((path) => path.startsWith('/') && !path.endsWith('.node') && path.includes('.so'));
}
