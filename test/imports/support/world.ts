import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Viewer } from '../../../domain/identity/index.ts';
import { RunNextImport, SealArchive, type Archives, type Import } from '../../../domain/imports/index.ts';
import { newId, type Id } from '../../../domain/shared/index.ts';
import type { VaultRecord } from '../../../domain/vaults/index.ts';
import { CsvTables } from '../../../infra/archives/index.ts';
import { wireIdentity } from '../../../wiring/identity.ts';
import { wireImports } from '../../../wiring/imports.ts';
import { wireVaults } from '../../../wiring/vaults.ts';
import { openTestGround } from '../../support/ground.ts';

const LIMIT_BYTES = 64 * 1024 * 1024;

export function aMember(): Viewer {
  return { userId: newId(), isOperator: false, sessionId: null };
}

/** Uploads, imports and vaults on a ground of their own. */
export async function openWorld() {
  const ground = await openTestGround({ COMMONPOOL_UPLOAD_LIMIT_BYTES: `${LIMIT_BYTES}` });
  const { transactions: tx, database, config, rootKey } = ground;
  const identity = wireIdentity(ground);
  const vaults = wireVaults(ground, identity);
  const context = wireImports(ground, identity, vaults);
  const { uploads, imports, files, beginUpload, completeUpload } = context;
  const { datasets, objects, mintPermit, openVault, eraseDataset } = vaults;
  const uploadsFolder = join(config.dataFolder, 'uploads');

  return {
    ...context,
    ground,
    database,
    datasets,
    objects,
    eraseDataset,
    uploadsFolder,
    rootKey,
    worker(through: Archives = context.archives): RunNextImport {
      const sealArchive = new SealArchive(tx, uploads, through, new CsvTables(), vaults, identity.nullifiers);
      return new RunNextImport(tx, imports, uploads, sealArchive, vaults);
    },

    /** The whole archive in one go, without HTTP. */
    async upload(viewer: Viewer, zip: Buffer): Promise<Import> {
      const metadata = { filename: 'export_sample.zip' };
      const upload = await beginUpload.execute({ viewer, sizeBytes: BigInt(zip.length), metadata });
      await files.append(upload, inBlocks(zip));
      return completeUpload.execute(upload.id);
    },

    async importOf(datasetId: Id): Promise<Import> {
      const [item] = await imports.byDatasets([datasetId]);
      if (!item) throw new Error('The dataset has no import.');
      return item;
    },

    /** What the owner reads back out of the vault. */
    async recordsOf(viewer: Viewer, datasetId: Id, stream: string): Promise<VaultRecord[]> {
      const permit = await tx.run((open) =>
        mintPermit.forOwner(open, { userId: viewer.userId, datasetId, purpose: 'test' }),
      );
      const records: VaultRecord[] = [];
      for await (const record of openVault.records(permit, stream)) records.push(record);
      return records;
    },

    async objectsOf(datasetId: Id): Promise<number> {
      return (await tx.run((open) => objects.ofDataset(open, datasetId))).length;
    },

    uploadedFiles: () => readdir(uploadsFolder).catch(() => [] as string[]),

    async close(): Promise<void> {
      await context.wired.close?.();
      await ground.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function* inBlocks(bytes: Buffer, size = 50_000): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
