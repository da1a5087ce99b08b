import { consentsNodes, consentsResolvers } from '../api/consents/index.ts';
import { vaultsNodes, vaultsResolvers } from '../api/vaults/index.ts';
import {
  CheckPermit,
  GiveConsent,
  MintPermit,
  WithdrawConsent,
  type ConsentWithdrawnHandler,
} from '../domain/consents/index.ts';
import {
  BeginDataset,
  CompleteDataset,
  EraseDataset,
  FailDataset,
  Keyring,
  OpenObject,
  OpenVault,
  PreviewErasure,
  SealedObjects,
  SealObject,
  SealStream,
  StartDatasetImport,
  SweepErasedBlobs,
  type DatasetErasedHandler,
} from '../domain/vaults/index.ts';
import { AgeFiles } from '../infra/crypto/age-files.ts';
import { postgresConsents } from '../infra/postgres/consents/index.ts';
import { postgresVaults } from '../infra/postgres/vaults/index.ts';
import type { Identity } from './identity.ts';
import type { Ground, Wired } from './parts.ts';

/** Consents and vaults together: a vault does not open without a permit, and a permit asks whether the dataset stands. */
export function wireVaults({ transactions: tx, dataSource, rootKey, blobs }: Ground, identity: Identity) {
  const withdrawnHandlers: ConsentWithdrawnHandler[] = [];
  const erasedHandlers: DatasetErasedHandler[] = [];
  const { consents, accessLog } = postgresConsents(dataSource);
  const { datasets, objects, wrappedKeys, tombstones } = postgresVaults(dataSource);
  const withdrawConsent = new WithdrawConsent(tx, consents, identity.verifyAct, withdrawnHandlers);
  const checkPermit = new CheckPermit(tx, consents, datasets, accessLog);
  const sealed = new SealedObjects(new Keyring(rootKey, wrappedKeys), objects, blobs, new AgeFiles());
  const eraseDataset = new EraseDataset(tx, datasets, objects, erasedHandlers);
  const previewErasure = new PreviewErasure(datasets, consents);
  const sweep = new SweepErasedBlobs(tx, objects, tombstones, blobs);
  const wired: Wired = {
    resolvers: [
      ...consentsResolvers({ consents, accessLog, withdrawConsent }),
      ...vaultsResolvers({ datasets, previewErasure, eraseDataset }),
    ],
    nodes: [...consentsNodes({ consents, accessLog }), ...vaultsNodes({ datasets })],
    jobs: [{ name: 'sweep erased blobs', job: () => sweep.execute(), idleMs: 60_000, wakeOn: ['vaults.erased.'] }],
  };
  return {
    consents,
    datasets,
    withdrawConsent,
    withdrawnHandlers,
    erasedHandlers,
    wired,
    giveConsent: new GiveConsent(consents, datasets, identity.verifyAct),
    mintPermit: new MintPermit(consents, datasets, accessLog),
    checkPermit,
    beginDataset: new BeginDataset(datasets),
    startDatasetImport: new StartDatasetImport(datasets),
    completeDataset: new CompleteDataset(datasets),
    failDataset: new FailDataset(datasets, objects),
    openVault: new OpenVault(checkPermit, datasets, objects, sealed),
    sealStream: new SealStream(tx, datasets, objects, sealed),
    openObject: new OpenObject(objects, sealed),
    sealObject: new SealObject(tx, objects, sealed),
  };
}

export type Vaults = ReturnType<typeof wireVaults>;
