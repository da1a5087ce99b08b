import { DomainError } from '../shared/index.ts';

/** No consent has this id. */
export class ConsentMissing extends DomainError<'CONSENT_MISSING'> {
  readonly code = 'CONSENT_MISSING';
}

/** Withdrawn by the member. Final: using the dataset again needs a new consent. */
export class ConsentWithdrawn extends DomainError<'CONSENT_WITHDRAWN'> {
  readonly code = 'CONSENT_WITHDRAWN';
}

/** The member was asked and said no; that answer is on record. */
export class ConsentRefused extends DomainError<'CONSENT_REFUSED'> {
  readonly code = 'CONSENT_REFUSED';
}

/** Past its `expiresAt` by the database's clock. */
export class ConsentExpired extends DomainError<'CONSENT_EXPIRED'> {
  readonly code = 'CONSENT_EXPIRED';
}

/** Given to another scope digest: a wider or changed scope needs a new consent. */
export class ConsentScopeMismatch extends DomainError<'CONSENT_SCOPE_MISMATCH'> {
  readonly code = 'CONSENT_SCOPE_MISMATCH';
}

export class ConsentWrongDataset extends DomainError<'CONSENT_WRONG_DATASET'> {
  readonly code = 'CONSENT_WRONG_DATASET';
}

export class ConsentPurposeMismatch extends DomainError<'CONSENT_PURPOSE_MISMATCH'> {
  readonly code = 'CONSENT_PURPOSE_MISMATCH';
}

/** The stream is not among those that the member consented to. */
export class ConsentStreamNotCovered extends DomainError<'CONSENT_STREAM_NOT_COVERED'> {
  readonly code = 'CONSENT_STREAM_NOT_COVERED';
}

/** Its keys were destroyed; nothing can read it again, whatever consents exist. */
export class DatasetErased extends DomainError<'DATASET_ERASED'> {
  readonly code = 'DATASET_ERASED';
}

/** Something other than a permit minted by `consents` was handed to a vault: a wiring fault or an attempt to pass it by. */
export class PermitRequired extends DomainError<'PERMIT_REQUIRED'> {
  readonly code = 'PERMIT_REQUIRED';
}

/** Why a permit was refused; what the member's access log shows. */
export type PermitRefusalCode = (
  | ConsentMissing
  | ConsentWithdrawn
  | ConsentRefused
  | ConsentExpired
  | ConsentScopeMismatch
  | ConsentWrongDataset
  | ConsentPurposeMismatch
  | ConsentStreamNotCovered
  | DatasetErased
)['code'];
