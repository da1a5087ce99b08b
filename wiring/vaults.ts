import { consentsNodes, consentsResolvers } from '../api/consents/index.ts';
import { vaultsNodes, vaultsResolvers } from '../api/vaults/index.ts';
import {
  CheckPermit,
  EndConsent,
  GiveConsent,
  MintPermit,
  RefuseConsent,
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
  const keyring = new Keyring(rootKey, wrappedKeys);
  const sealed = new SealedObjects(keyring, objects, blobs, new AgeFiles());
  const checkPermit = new CheckPermit(tx, consents, datasets, accessLog);
  const context = {
    consents,
    accessLog,
    datasets,
    objects,
    keyring,
    withdrawnHandlers,
    erasedHandlers,
    checkPermit,
    giveConsent: new GiveConsent(consents, datasets, identity.verifyAct),
    refuseConsent: new RefuseConsent(consents, datasets, identity.verifyAct),
    withdrawConsent: new WithdrawConsent(tx, consents, identity.verifyAct, withdrawnHandlers),
    endConsent: new EndConsent(consents, withdrawnHandlers),
    mintPermit: new MintPermit(consents, datasets, accessLog),
    beginDataset: new BeginDataset(datasets),
    startDatasetImport: new StartDatasetImport(datasets),
    completeDataset: new CompleteDataset(datasets),
    failDataset: new FailDataset(datasets, objects),
    previewErasure: new PreviewErasure(datasets, consents),
    eraseDataset: new EraseDataset(tx, datasets, objects, erasedHandlers),
    sweepErasedBlobs: new SweepErasedBlobs(tx, objects, tombstones, blobs),
    openVault: new OpenVault(checkPermit, datasets, objects, sealed),
    sealStream: new SealStream(tx, datasets, objects, sealed),
    openObject: new OpenObject(objects, sealed),
    sealObject: new SealObject(tx, objects, sealed),
  };
  const sweep = () => context.sweepErasedBlobs.execute();
  const wired: Wired = {
    resolvers: [...consentsResolvers(context), ...vaultsResolvers(context)],
    nodes: [...consentsNodes(context), ...vaultsNodes(context)],
    jobs: [{ name: 'sweep erased blobs', job: sweep, idleMs: 60_000, wakeOn: ['vaults.erased.'] }],
  };
  return { ...context, wired };
}

export type Vaults = ReturnType<typeof wireVaults>;
