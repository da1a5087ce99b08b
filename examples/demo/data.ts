import { redditArchive } from '../archives/reddit.ts';
import type { Part } from './people.ts';
import { publishedSample } from './sample.ts';
import type { Terminal } from './terminal.ts';

export interface Contributed extends Part {
  readonly datasetId: string;
  readonly records: number;
}

/** Everyone uploads the archive that Reddit would have sent them; it is encrypted while it arrives. */
export async function importArchives(parts: readonly Part[], root: string, terminal: Terminal): Promise<Contributed[]> {
  terminal.chapter('Members upload their Reddit exports; each is encrypted while it arrives, then imported');
  const contributed = await Promise.all(parts.map((part) => importOne(part, terminal)));
  terminal.endBars();
  const records = contributed.reduce((sum, part) => sum + part.records, 0);
  terminal.fact(`${records} records lie sealed in ${contributed.length} vaults.`);
  await importSample(parts[0] as Part, root, terminal);
  return contributed;
}

/** Damaged on purpose by its authors, with repeated ids and a row without one: what is good in it comes in. */
async function importSample({ member }: Part, root: string, terminal: Terminal): Promise<void> {
  const { import: ended } = await member.imports(await publishedSample(root), 'sample.zip');
  if (ended.state !== 'DONE') throw new Error(`The published sample: ${ended.error?.message ?? 'import failed'}`);
  const { rowsRead, rowsKept, rowsRejected } = ended;
  terminal.fact(
    `A published sample export came in too: ${rowsRead} rows, ${rowsKept} kept, ${rowsRejected} rejected, the rest repeated.`,
  );
}

async function importOne(part: Part, terminal: Terminal): Promise<Contributed> {
  const archive = await redditArchive(part.archive);
  const bar = terminal.bar(part.member.handle, part.archive.records ?? 0);
  const { datasetId, import: ended } = await part.member.imports(
    new Uint8Array(archive),
    `export_${part.member.handle}_20260102.zip`,
    (item) => bar.to(item.rowsKept),
  );
  if (ended.state !== 'DONE') throw new Error(`${part.member.handle}: ${ended.error?.message ?? 'import failed'}`);
  bar.done();
  return { ...part, datasetId, records: ended.rowsKept };
}
