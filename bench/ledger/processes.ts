import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProgram, type Program } from '../../examples/demo/program.ts';
import { processMicros } from './cpu.ts';
import type { Site } from './site.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface ServiceProcess extends Program {
  /** Null where the system does not tell. */
  peakMegabytes(): number | null;
  cpuMicros(): number | null;
}

const started = new Set<Promise<Program>>();
let over = false;

/** For a bench that is cut short: they would wait for their servers for ever. Those that start at this moment are ended too. */
export async function killProcesses(): Promise<void> {
  over = true;
  for (const one of await Promise.allSettled(started)) if (one.status === 'fulfilled') await one.value.kill();
}

/** The real program, as an operator would run it. */
export async function startProcess(
  site: Site,
  roles: 'api' | 'worker' | 'api,worker',
  profile: string | null = null,
): Promise<ServiceProcess> {
  const name = roles.replace(',', '-');
  if (over) throw new Error('The bench is over.');
  const starting = startProgram({
    root: ROOT,
    path: 'main.js',
    environment: { ...site.environment, COMMONPOOL_ROLES: roles },
    readyLine: /^Commonpool is ready at (\S+)$/,
    nodeArguments: [
      // As `npm start` and the image have it.
      '--max-semi-space-size=64',
      ...(profile
        ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}-${Date.now()}.cpuprofile`]
        : []),
    ],
  });
  started.add(starting);
  const program = await starting;
  const { pid } = program.process;
  return { ...program, peakMegabytes: () => peakMegabytes(pid), cpuMicros: () => processMicros(pid) };
}

function peakMegabytes(pid: number | undefined): number | null {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes ? Math.round(Number(kilobytes) / 1_024) : null;
  } catch {
    return null;
  }
}
