import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AccessEntry, type AccessResult } from './access-entry.ts';
export { CheckPermit } from './check-permit.ts';
export {
  Consent,
  givingDigest,
  withdrawingDigest,
  type ConsentAnswer,
  type ConsentScope,
  type ConsentState,
  type ConsentStream,
} from './consent.ts';
export {
  ConsentExpired,
  ConsentMissing,
  ConsentPurposeMismatch,
  ConsentRefused,
  ConsentScopeMismatch,
  ConsentStreamNotCovered,
  ConsentWithdrawn,
  ConsentWrongDataset,
  DatasetErased,
  PermitRequired,
  type PermitRefusalCode,
} from './errors.ts';
export { EndConsent } from './end-consent.ts';
export { GiveConsent } from './give-consent.ts';
export { MintPermit, type ConsentedUse } from './mint-permit.ts';
export { Permit } from './permit.ts';
export type {
  AccessLog,
  Consents,
  ConsentWithdrawnHandler,
  DatasetStanding,
  DatasetStandings,
  LivePermits,
} from './ports.ts';
export { RefuseConsent } from './refuse-consent.ts';
export { WithdrawConsent } from './withdraw-consent.ts';

export type ConsentsErrorCode = CodesOf<typeof errors>;
