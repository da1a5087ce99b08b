import { join } from 'node:path';
import { importsNodes, importsResolvers } from '../api/imports/index.ts';
import { mountUploads } from '../api/uploads/index.ts';
import {
  BeginUpload,
  CompleteUpload,
  DeleteUpload,
  FindUpload,
  ForgetImport,
  RunNextImport,
  SealArchive,
  SweepUploads,
} from '../domain/imports/index.ts';
import { CsvTables, UploadedArchives } from '../infra/archives/index.ts';
import { importsCollections } from '../infra/postgres/imports/index.ts';
import { AdvisoryLocker, SealedTusStore, SealedUploadFiles } from '../infra/uploads/index.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';
import type { Vaults } from './vaults.ts';

export function wireImports(ground: Ground, identity: Identity, vaults: Vaults) {
  const { transactions: tx, dataSource, config, rootKey, logger } = ground;
  const { uploads, imports } = importsCollections(dataSource);
  const limitBytes = config.uploadLimitBytes;
  const files = new SealedUploadFiles(join(config.dataFolder, 'uploads'), rootKey);
  const store = new SealedTusStore(uploads, files, rootKey, new DeleteUpload(tx, uploads, files));
  const archives = new UploadedArchives(files);
  const completeUpload = new CompleteUpload(tx, uploads, imports, files, vaults.beginDataset);
  const sealArchive = new SealArchive(tx, uploads, archives, new CsvTables(), vaults, identity.nullifiers);
  const context = {
    uploads,
    imports,
    files,
    archives,
    store,
    limitBytes,
    completeUpload,
    beginUpload: new BeginUpload(tx, uploads, rootKey, limitBytes),
    findUpload: new FindUpload(uploads, imports, files, completeUpload),
    sweepUploads: new SweepUploads(tx, uploads, files),
    runNextImport: new RunNextImport(tx, imports, uploads, sealArchive, vaults),
  };
  vaults.erasedHandlers.push(new ForgetImport(imports, uploads));
  const locker = new AdvisoryLocker(dataSource);
  const authenticate = (token: string) => identity.authenticate.execute(token);
  const { runNextImport, sweepUploads } = context;
  const wired: Wired = {
    resolvers: importsResolvers(imports),
    nodes: importsNodes(imports),
    mounts: [mountUploads({ ...context, locker, authenticate, log: logger })],
    jobs: [
      {
        name: 'import',
        job: (signal) => runNextImport.execute(signal),
        idleMs: 2_000,
        wakeOn: ['imports.', 'vaults.dataset.'],
      },
      { name: 'sweep uploads', job: () => sweepUploads.execute(), idleMs: 60_000, wakeOn: ['imports.'] },
    ],
    close: () => locker.close(),
  };
  return { ...context, wired };
}
