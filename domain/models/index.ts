import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { ChangeModelState, type ModelStateParams } from './change-model-state.ts';
export {
  AlreadyPublished,
  BuilderShareProtected,
  CapTableNotFrozen,
  ModelNotLive,
  ModelStateOther,
  OwnersNotAgreed,
  PublishMismatch,
  RepricedMeanwhile,
} from './errors.ts';
export { versionChanged } from './events.ts';
export { ModelVersion, type ModelState } from './model-version.ts';
export { OpenModelArtefact } from './open-model-artefact.ts';
export type { ModelPublishedHandler, ModelVersions } from './ports.ts';
export { Owners, OwnersAgree } from './owners-agree.ts';
export { ProposePublish } from './propose-publish.ts';
export { PublishModel, type PublishModelParams } from './publish-model.ts';
export { ProposeRepricing, type RepricingPitch } from './propose-repricing.ts';
export { RepriceModel } from './reprice-model.ts';
export { readSaleTerms, plainSaleTerms, type PlainSaleTerms, type Repricing, type SaleTerms } from './repricing.ts';
export { versionAt, versionsFrom } from './version-at.ts';
export { versionChecks, type PublishedVersions } from './version-checks.ts';

export type ModelsErrorCode = CodesOf<typeof errors>;
