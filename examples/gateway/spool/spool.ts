import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call, UsageEvent } from '../usage-event.ts';
import { claimFolder } from './claim.ts';
import { Cursor } from './cursor.ts';
import { Segment, SpoolDamaged } from './segment.ts';

const SEGMENT = /^usage-(\d{16})\.ndjson$/;

interface Waiting {
  readonly call: Call;
  readonly written: (event: UsageEvent) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Every call that was answered and that the instance has not answered for yet, on the disk. Numbers are given where
 * they are written, in one place and one at a time, so that a number exists exactly if its event does.
 */
export class Spool {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;
  private broken: unknown = null;

  private constructor(
    private readonly folder: string,
    private readonly cursor: Cursor,
    private readonly segments: Segment[],
    private readonly release: () => Promise<void>,
    private readonly segmentBytes: number,
  ) {}

  /** Finds what was left in the folder. Throws FolderInUse, or SpoolDamaged rather than lose or re-number an event. */
  static async open(folder: string, source: string, segmentBytes = 4 * 1024 * 1024): Promise<Spool> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const release = await claimFolder(folder);
    try {
      const cursor = await Cursor.open(folder, source);
      const segments = await openSegments(folder, cursor.settled);
      return new Spool(folder, cursor, segments, release, segmentBytes);
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** How many events still need sending. */
  get unsettled(): number {
    return this.newest.last - this.cursor.settled;
  }

  /** Numbers the call. It is on the disk when this resolves; calls that come while the disk works share its next turn. */
  append(call: Call): Promise<UsageEvent> {
    return new Promise((written, failed) => {
      this.waiting.push({ call, written, failed });
      this.writing ??= this.write();
    });
  }

  /** Up to `limit` events that need sending, the oldest first; only such as are on the disk. */
  async next(limit: number): Promise<UsageEvent[]> {
    const from = this.cursor.settled + 1;
    const segment = this.segments.find(({ last }) => last >= from);
    return segment ? segment.read(from, limit) : [];
  }

  /** The instance has answered for all events up to this number; they are forgotten. */
  async settle(sequence: number): Promise<void> {
    await this.cursor.moveTo(sequence);
    // The newest stays: it says where the numbers go on.
    while (this.segments.length > 1 && this.segments[0] && this.segments[0].last <= sequence) {
      await this.segments.shift()?.remove();
    }
  }

  async close(): Promise<void> {
    await this.writing;
    await Promise.all(this.segments.map((segment) => segment.close()));
    await this.release();
  }

  private get newest(): Segment {
    return this.segments.at(-1) as Segment;
  }

  private async write(): Promise<void> {
    // Calls that come in one go are written in one go.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const turn = this.waiting;
      this.waiting = [];
      await this.writeTogether(turn).catch((error: unknown) => {
        // What the disk holds is unknown now. Only a new start, which reads it, may number again.
        this.broken ??= error;
        for (const { failed } of turn) failed(error);
      });
    }
    this.writing = null;
  }

  private async writeTogether(turn: readonly Waiting[]): Promise<void> {
    if (this.broken) throw this.broken;
    if (this.newest.bytes >= this.segmentBytes) {
      const first = this.newest.last + 1;
      this.segments.push(await Segment.open(pathOf(this.folder, first), first, true));
    }
    const { last } = this.newest;
    const events = turn.map(({ call }, at) => ({ ...call, sequence: last + 1 + at }));
    await this.newest.append(events);
    for (const [at, { written }] of turn.entries()) written(events[at] as UsageEvent);
  }
}

/** In the order of their numbers; at least one. */
async function openSegments(folder: string, settled: number): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => SEGMENT.test(name)).toSorted();
  const firsts = names.map((name) => Number(SEGMENT.exec(name)?.[1]));
  const segments: Segment[] = [];
  try {
    if (firsts.length === 0) firsts.push(settled + 1);
    for (const first of firsts) {
      const expected = segments.at(-1)?.last ?? Math.min(settled, first - 1);
      if (first !== expected + 1) throw new SpoolDamaged(`${folder} lacks the events ${expected + 1} to ${first - 1}.`);
      segments.push(await Segment.open(pathOf(folder, first), first, first === firsts.at(-1)));
    }
    const last = segments.at(-1)?.last ?? 0;
    if (last < settled) throw new SpoolDamaged(`${folder} lacks the events ${last + 1} to ${settled}.`);
    return segments;
  } catch (error) {
    await Promise.all(segments.map((segment) => segment.close()));
    throw error;
  }
}

function pathOf(folder: string, first: number): string {
  return join(folder, `usage-${String(first).padStart(16, '0')}.ndjson`);
}
