import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { BeginDataset } from './begin-dataset.ts';
export { CompleteDataset } from './complete-dataset.ts';
export { Dataset, type DatasetState, type DatasetStream, type VaultRecord } from './dataset.ts';
export { EraseDataset } from './erase-dataset.ts';
export {
  DatasetClosed,
  DatasetNotReady,
  KeyUnreadable,
  ObjectExists,
  ObjectTampered,
  ObjectUnreadable,
  SealingOvertaken,
} from './errors.ts';
export { FailDataset } from './fail-dataset.ts';
export { unwrapKey, wrapKey } from './key-wrap.ts';
export { Keyring } from './keyring.ts';
export { OpenObject } from './open-object.ts';
export { OpenVault } from './open-vault.ts';
export type {
  Blobs,
  ByteRange,
  DatasetErasedHandler,
  Datasets,
  RootKey,
  SealedFile,
  SealedFiles,
  Tombstones,
  VaultObjects,
  WrappedKeys,
} from './ports.ts';
export { PreviewErasure, type ErasurePreview } from './preview-erasure.ts';
export { SealObject, type SealedArtefact } from './seal-object.ts';
export { SealStream, type StreamPlace } from './seal-stream.ts';
export { SealedObjects } from './sealed-objects.ts';
export { StartDatasetImport } from './start-dataset-import.ts';
export { SweepErasedBlobs } from './sweep-erased-blobs.ts';
export { VaultObject, type ObjectSeal } from './vault-object.ts';

export type VaultsErrorCode = CodesOf<typeof errors>;
