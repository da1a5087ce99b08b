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
  SweepUploads,
} from '../domain/imports/index.ts';
import { CsvTables, UploadedArchives } from '../infra/archives/index.ts';
import { importsCollections } from '../infra/postgres/imports/index.ts';
import { AdvisoryLocker, SealedTusStore, SealedUploadFiles } from '../infra/uploads/index.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';
import type { Vaults } from './vaults.ts';

export function wireImports(ground: Ground, identity: Identity, vaults: Vaults): { wired: Wired } {
  const { transactions: tx, dataSource, config, rootKey, logger } = ground;
  const { uploads, imports } = importsCollections(dataSource);
  const limitBytes = config.uploadLimitBytes;
  const files = new SealedUploadFiles(join(config.dataFolder, 'uploads'), rootKey);
  const completeUpload = new CompleteUpload(tx, uploads, imports, files, vaults.beginDataset);
  const deleteUpload = new DeleteUpload(tx, uploads, files);
  const { nullifiers } = identity;
  const runNext = new RunNextImport(
    tx,
    imports,
    uploads,
    new UploadedArchives(files),
    new CsvTables(),
    vaults,
    nullifiers,
  );
  const sweep = new SweepUploads(tx, uploads, files);
  vaults.erasedHandlers.push(new ForgetImport(imports, uploads));
  const locker = new AdvisoryLocker(dataSource);
  const mount = mountUploads({
    store: new SealedTusStore(uploads, files, rootKey, deleteUpload),
    locker,
    authenticate: (token) => identity.authenticate.execute(token),
    beginUpload: new BeginUpload(tx, uploads, rootKey, limitBytes),
    findUpload: new FindUpload(uploads, imports, files, completeUpload),
    completeUpload,
    limitBytes,
    log: logger,
  });
  return {
    wired: {
      resolvers: importsResolvers(imports),
      nodes: importsNodes(imports),
      mounts: [mount],
      jobs: [
        { name: 'import', job: () => runNext.execute(), idleMs: 2_000, wakeOn: ['imports.', 'vaults.dataset.'] },
        { name: 'sweep uploads', job: () => sweep.execute(), idleMs: 60_000, wakeOn: ['imports.'] },
      ],
      close: () => locker.close(),
    },
  };
}
