import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process as another one sees it. `startedAt` tells two processes apart that were given the same number. */
export interface SeenProcess {
  readonly pid: number;
  readonly startedAt: string;
  readonly command: string;
}

/** The process, or null where it is gone or a zombie: a zombie still has its number but runs nothing any more. */
export function seeProcess(pid: number): SeenProcess | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? seeInProc(pid) : seeWithPs(pid);
}

function seeInProc(pid: number): SeenProcess | null {
  try {
    // "pid (name) state ...": the name may hold spaces and parentheses, so the fields are counted from its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, startedAt: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

function seeWithPs(pid: number): SeenProcess | null {
  const ask = (column: string): string =>
    execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    if (ask('stat').startsWith('Z')) return null;
    return { pid, startedAt: ask('lstart'), command: ask('command') };
  } catch {
    return null;
  }
}

/** Waits until the process is gone; false when it still lives after `timeoutMs`. */
export async function waitForEnd(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (seeProcess(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/** Sends the signals one after the other, each with its time, until the process has ended. */
export async function endProcess(pid: number, steps: readonly [NodeJS.Signals, number][]): Promise<boolean> {
  for (const [signal, timeoutMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await waitForEnd(pid, timeoutMs)) return true;
  }
  return false;
}
