export { AlreadyPublished, CapTableNotFrozen, ModelNotLive, PublishMismatch } from './errors.ts';
export { MODEL_STATES, ModelVersion, type ModelState } from './model-version.ts';
export { OpenModelArtefact } from './open-model-artefact.ts';
export type { ModelPublishedHandler, ModelVersions } from './ports.ts';
export { ProposePublish } from './propose-publish.ts';
export { PublishModel, type PublishModelParams } from './publish-model.ts';

import type { AlreadyPublished, CapTableNotFrozen, ModelNotLive, PublishMismatch } from './errors.ts';

export type ModelsErrorCode = (AlreadyPublished | CapTableNotFrozen | ModelNotLive | PublishMismatch)['code'];
