import { readdirSync, readFileSync } from 'node:fs';
import { query } from './query.ts';

/** Linux counts processor time in ticks of 10 ms, whatever the kernel's own clock is. */
const MICROS_PER_TICK = 10_000;

interface Usage {
  readonly parent: number;
  readonly micros: number;
  /** Of children that have ended and were waited for. */
  readonly endedMicros: number;
}

/** Processor time of one process so far, in microseconds; null where the system does not tell. */
export function processMicros(pid: number | undefined): number | null {
  return usageOf(pid)?.micros ?? null;
}

/** Of the whole PostgreSQL: its backends, the ended ones too, and its background processes. */
export async function postgresMicros(url: string): Promise<number | null> {
  // A process that lives as long as the server; the backend that is asked does not.
  const [row] = await query<{ pid: number }>(
    url,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`,
  );
  const server = usageOf(row?.pid)?.parent;
  const own = usageOf(server);
  if (!own) return null;
  const children = processes().filter((usage) => usage.parent === server);
  return own.micros + own.endedMicros + children.reduce((total, { micros }) => total + micros, 0);
}

function processes(): Usage[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (usageOf(Number(name)) ?? []) : []));
}

function usageOf(pid: number | undefined): Usage | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; what follows it are numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = (...at: number[]) => at.reduce((total, i) => total + Number(fields[i]), 0) * MICROS_PER_TICK;
    return { parent: Number(fields[1]), micros: ticks(11, 12), endedMicros: ticks(13, 14) };
  } catch {
    return null;
  }
}

/** `null` in, `null` out. */
export type CpuSources = Readonly<Record<string, () => Promise<number | null> | number | null>>;

/** Starts to measure; the answer tells how many microseconds of a core each source spent per event since then. */
export async function cpuPerEvent(
  sources: CpuSources,
): Promise<(events: number) => Promise<Record<string, number | null>>> {
  const read = async () => Promise.all(Object.values(sources).map(async (source) => source()));
  const before = await read();
  return async (events) => {
    const after = await read();
    const spent = Object.keys(sources).map((name, i) => {
      const [from, to] = [before[i] ?? null, after[i] ?? null];
      return [name, from === null || to === null ? null : Math.round(((to - from) * 10) / events) / 10] as const;
    });
    return Object.fromEntries(spent);
  };
}
