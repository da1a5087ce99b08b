import { canonicalJson } from '../shared/index.ts';
import type { VaultRecord } from './dataset.ts';

const BATCH_BYTES = 65_536;
const NEWLINE = 0x0a;

/** Canonical JSON, a record a line, gathered into pieces of some 64 KiB. `count` rises while it is read. */
export async function* linesOf(
  records: AsyncIterable<VaultRecord>,
  seen: { count: number },
): AsyncGenerator<Buffer, void, undefined> {
  let batch: string[] = [];
  let length = 0;
  for await (const record of records) {
    const line = `${canonicalJson(record)}\n`;
    batch.push(line);
    length += line.length;
    seen.count += 1;
    if (length < BATCH_BYTES) continue;
    yield Buffer.from(batch.join(''));
    batch = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(batch.join(''));
}

/** The reverse; a line may span any number of pieces. */
export async function* recordsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<VaultRecord, void, undefined> {
  let parts: Buffer[] = [];
  for await (const piece of bytes) {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, start)) {
      const tail = piece.subarray(start, end);
      const line = parts.length === 0 ? tail : Buffer.concat([...parts, tail]);
      parts = [];
      start = end + 1;
      yield JSON.parse(line.toString('utf8')) as VaultRecord;
    }
    if (start < piece.length) parts.push(piece.subarray(start));
  }
}
