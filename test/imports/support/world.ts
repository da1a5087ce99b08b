import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckPermit, MintPermit } from '../../../domain/consents/index.ts';
import { KeyedNullifiers, type Viewer } from '../../../domain/identity/index.ts';
import {
  BeginUpload,
  CompleteUpload,
  DeleteUpload,
  FindUpload,
  ForgetImport,
  RunNextImport,
  SweepUploads,
  type Archives,
  type Import,
} from '../../../domain/imports/index.ts';
import { newId, type Id } from '../../../domain/shared/index.ts';
import {
  BeginDataset,
  CompleteDataset,
  EraseDataset,
  FailDataset,
  Keyring,
  OpenVault,
  SealStream,
  SealedObjects,
  StartDatasetImport,
  type VaultRecord,
} from '../../../domain/vaults/index.ts';
import { CsvTables, UploadedArchives } from '../../../infra/archives/index.ts';
import { FileBlobs } from '../../../infra/blobs/file-blobs.ts';
import { AgeFiles } from '../../../infra/crypto/age-files.ts';
import { LocalRootKey } from '../../../infra/crypto/root-key.ts';
import { postgresConsents } from '../../../infra/postgres/consents/index.ts';
import { identityCollections } from '../../../infra/postgres/identity/index.ts';
import { importsCollections } from '../../../infra/postgres/imports/index.ts';
import { postgresVaults } from '../../../infra/postgres/vaults/index.ts';
import { SealedTusStore, SealedUploadFiles } from '../../../infra/uploads/index.ts';
import { openTestDatabase } from '../../support/database.ts';

const LIMIT_BYTES = 64n * 1024n * 1024n;

export function aMember(): Viewer {
  return { userId: newId(), isOperator: false, sessionId: null };
}

/** Uploads, imports and vaults as `app.ts` wires them, over a database and a folder of their own. */
export async function openWorld() {
  const database = await openTestDatabase();
  const { transactions: tx, dataSource } = database;
  const folder = await mkdtemp(join(tmpdir(), 'commonpool imports '));
  const uploadsFolder = join(folder, 'uploads');
  const rootKey = LocalRootKey.fromBase64(randomBytes(32).toString('base64'));
  const { uploads, imports } = importsCollections(dataSource);
  const { datasets, objects, wrappedKeys } = postgresVaults(dataSource);
  const { consents, accessLog } = postgresConsents(dataSource);
  const blobs = await FileBlobs.open(join(folder, 'blobs'));
  const sealed = new SealedObjects(new Keyring(rootKey, wrappedKeys), objects, blobs, new AgeFiles());
  const files = new SealedUploadFiles(uploadsFolder, rootKey);
  const vault = {
    startDatasetImport: new StartDatasetImport(datasets),
    sealStream: new SealStream(tx, datasets, objects, sealed),
    completeDataset: new CompleteDataset(datasets),
    failDataset: new FailDataset(datasets, objects),
  };
  const nullifiers = new KeyedNullifiers(tx, identityCollections(dataSource).wrappedSecrets, rootKey);
  const completeUpload = new CompleteUpload(tx, uploads, imports, files, new BeginDataset(datasets));
  const deleteUpload = new DeleteUpload(tx, uploads, files);
  const archives = new UploadedArchives(files);
  const beginUpload = new BeginUpload(tx, uploads, rootKey, LIMIT_BYTES);
  const openVault = new OpenVault(new CheckPermit(tx, consents, datasets, accessLog), datasets, objects, sealed);
  const mintPermit = new MintPermit(consents, datasets, accessLog);
  const worker = (through: Archives = archives) =>
    new RunNextImport(tx, imports, uploads, through, new CsvTables(), vault, nullifiers);

  return {
    database,
    uploads,
    imports,
    datasets,
    objects,
    files,
    archives,
    worker,
    beginUpload,
    completeUpload,
    uploadsFolder,
    rootKey,
    limitBytes: LIMIT_BYTES,
    store: new SealedTusStore(uploads, files, rootKey, deleteUpload),
    findUpload: new FindUpload(uploads, imports, files, completeUpload),
    sweepUploads: new SweepUploads(tx, uploads, files),
    eraseDataset: new EraseDataset(tx, datasets, objects, [new ForgetImport(imports, uploads)]),

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
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function* inBlocks(bytes: Buffer, size = 50_000): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
