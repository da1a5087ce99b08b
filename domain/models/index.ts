export { AlreadyPublished, CapTableNotFrozen, ModelNotLive, PublishMismatch } from './errors.ts';
export { ModelVersion, type ModelState, type ReleaseMode } from './model-version.ts';
export type { ModelPublishedHandler, ModelVersions } from './ports.ts';

import type { AlreadyPublished, CapTableNotFrozen, ModelNotLive, PublishMismatch } from './errors.ts';

export type ModelsErrorCode = (AlreadyPublished | CapTableNotFrozen | ModelNotLive | PublishMismatch)['code'];
