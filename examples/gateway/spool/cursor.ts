import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './durable.ts';
import { SpoolDamaged } from './segment.ts';

/** How far the instance has answered for. Kept beside the gateway's id, since numbers belong to one gateway. */
export class Cursor {
  private constructor(
    private readonly path: string,
    private readonly source: string,
    private number: number,
  ) {}

  static async open(folder: string, source: string): Promise<Cursor> {
    const path = join(folder, 'settled.json');
    const kept = await read(path);
    if (kept && (kept.source !== source || !Number.isSafeInteger(kept.settled))) {
      throw new SpoolDamaged(`${path} is of another gateway (${kept.source}). Give each its own GATEWAY_DATA.`);
    }
    const cursor = new Cursor(path, source, kept?.settled ?? 0);
    if (!kept) await cursor.moveTo(0);
    return cursor;
  }

  /** The number of the last event that needs no more sending. */
  get settled(): number {
    return this.number;
  }

  async moveTo(sequence: number): Promise<void> {
    await replaceFile(this.path, `${JSON.stringify({ source: this.source, settled: sequence })}\n`);
    this.number = sequence;
  }
}

async function read(path: string): Promise<{ source: string; settled: number } | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { source: string; settled: number };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SpoolDamaged(`${path} cannot be read: ${(error as Error).message}`);
  }
}
