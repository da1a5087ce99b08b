import { unlink, type FileHandle } from 'node:fs/promises';
import type { UsageEvent } from '../usage-event.ts';
import { openForAppend } from './durable.ts';

const NEWLINE = 0x0a;

/** The spool is not as this program leaves it, so going on could lose or re-number events. */
export class SpoolDamaged extends Error {
  override readonly name = 'SpoolDamaged';
}

/** One file of events in the order of their numbers, one JSON line each. */
export class Segment {
  readonly path: string;
  /** The number of its first event, whether or not that is there yet. */
  readonly first: number;
  private readonly handle: FileHandle;
  /** Where the line of each event ends, in bytes. */
  private readonly ends: number[];

  private constructor(path: string, first: number, handle: FileHandle, ends: number[]) {
    this.path = path;
    this.first = first;
    this.handle = handle;
    this.ends = ends;
  }

  /**
   * Drops what a crash left behind the last whole event of the newest segment. Those bytes were never reported as
   * written, so neither a customer nor the instance has seen their number, and it is given again. Throws SpoolDamaged
   * where no crash of this program can be the cause: in an older segment, or with whole events behind the damage.
   */
  static async open(path: string, first: number, isNewest: boolean): Promise<Segment> {
    const handle = await openForAppend(path);
    try {
      const bytes = await handle.readFile();
      const ends = wholeEvents(bytes, first);
      const end = ends.at(-1) ?? 0;
      // Without the last one, which has no newline: it may be a whole event but for that.
      const rest = bytes.toString('utf8', end).split('\n').slice(0, -1);
      if (bytes.length > end && (!isNewest || rest.some((line) => sequenceIn(line) !== null))) {
        throw new SpoolDamaged(`${path} is damaged behind event ${first + ends.length - 1}. Restore it from a backup.`);
      }
      await handle.truncate(end);
      // What a killed process wrote may still be on its way to the disk; from here on it counts as written.
      await handle.datasync();
      return new Segment(path, first, handle, ends);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The number of its last event; one less than `first` while it is empty. */
  get last(): number {
    return this.first + this.ends.length - 1;
  }

  get bytes(): number {
    return this.ends.at(-1) ?? 0;
  }

  /** On the disk when it resolves. When it rejects, nothing more may be appended. */
  async append(events: readonly UsageEvent[]): Promise<void> {
    const lines = events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`));
    await this.handle.appendFile(Buffer.concat(lines));
    await this.handle.datasync();
    for (const line of lines) this.ends.push(this.bytes + line.length);
  }

  /** Up to `limit` events from the number `from` on. */
  async read(from: number, limit: number): Promise<UsageEvent[]> {
    const at = from - this.first;
    const start = at === 0 ? 0 : this.ends[at - 1];
    const end = this.ends[Math.min(at + limit, this.ends.length) - 1];
    if (start === undefined || end === undefined || end <= start) return [];
    const { buffer } = await this.handle.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as UsageEvent);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await unlink(this.path);
  }
}

/** Where the whole events from the start on end, up to the first line that is not the next one. */
function wholeEvents(bytes: Buffer, first: number): number[] {
  const ends: number[] = [];
  for (let start = 0, end = 0; (end = bytes.indexOf(NEWLINE, start)) !== -1; start = end + 1) {
    if (sequenceIn(bytes.toString('utf8', start, end)) !== first + ends.length) break;
    ends.push(end + 1);
  }
  return ends;
}

function sequenceIn(line: string): number | null {
  try {
    const { sequence } = JSON.parse(line) as { sequence?: unknown };
    return typeof sequence === 'number' ? sequence : null;
  } catch {
    return null;
  }
}
