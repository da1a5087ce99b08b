import { join } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { openForAppend } from './spool/durable.ts';
import type { UsageEvent } from './usage-event.ts';

export interface RefusedEvent {
  readonly code: string;
  readonly message: string;
  readonly event: UsageEvent;
}

/** `refused.ndjson`: the events that the instance will never count, each with its code, for whoever runs the gateway. */
export class RefusedEvents {
  private constructor(
    private readonly handle: FileHandle,
    private lastSequence: number,
  ) {}

  static async open(folder: string): Promise<RefusedEvents> {
    const handle = await openForAppend(join(folder, 'refused.ndjson'));
    const bytes = await handle.readFile();
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
    await handle.truncate(whole.length);
    const last = whole.toString().trimEnd().split('\n').at(-1);
    return new RefusedEvents(handle, last ? (JSON.parse(last) as RefusedEvent).event.sequence : 0);
  }

  /** On the disk when it resolves. What is there already, since a crash made the sender send it again, is left out. */
  async append(refused: readonly RefusedEvent[]): Promise<void> {
    const fresh = refused.filter(({ event }) => event.sequence > this.lastSequence);
    const last = fresh.at(-1);
    if (!last) return;
    await this.handle.appendFile(fresh.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await this.handle.datasync();
    this.lastSequence = last.event.sequence;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
