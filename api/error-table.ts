import type { AttributionErrorCode } from '../domain/attribution/index.ts';
import type { ConsentsErrorCode } from '../domain/consents/index.ts';
import type { GovernanceErrorCode } from '../domain/governance/index.ts';
import type { IdentityErrorCode } from '../domain/identity/index.ts';
import type { ImportsErrorCode } from '../domain/imports/index.ts';
import type { ModelsErrorCode } from '../domain/models/index.ts';
import type { NoticesErrorCode } from '../domain/notices/index.ts';
import type { PoolsErrorCode } from '../domain/pools/index.ts';
import type { SharedErrorCode } from '../domain/shared/index.ts';
import type { TrainingErrorCode } from '../domain/training/index.ts';
import type { VaultsErrorCode } from '../domain/vaults/index.ts';
import type { ErrorRow } from './error-row.ts';
import { MONEY_ERRORS, type MoneyErrorCode } from './money-errors.ts';
import type { ApiErrorCode } from './shared/errors.ts';

/** Every context adds its own `<Context>ErrorCode` here; the table then fails to compile until each code has a row. */
export type DomainErrorCode =
  | SharedErrorCode
  | IdentityErrorCode
  | NoticesErrorCode
  | GovernanceErrorCode
  | PoolsErrorCode
  | TrainingErrorCode
  | AttributionErrorCode
  | ModelsErrorCode
  | MoneyErrorCode
  | ApiErrorCode
  | ConsentsErrorCode
  | VaultsErrorCode
  | ImportsErrorCode;

/** Together with its rows about money the only place that says how a refusal of the domain looks to a client. */
export const ERROR_TABLE: Readonly<Record<DomainErrorCode, ErrorRow>> = {
  // shared
  INVALID_INPUT: { as: 'userError', http: 400, meaning: 'A value is never acceptable; `field` names it.' },
  NOT_FOUND: { as: 'userError', http: 404, meaning: 'It does not exist, or this viewer may not see it.' },
  FORBIDDEN: { as: 'userError', http: 403, meaning: 'It is visible, but this act is not the viewer’s to do.' },

  // identity
  HANDLE_TAKEN: { as: 'userError', http: 409, meaning: 'Another user has this handle.' },
  KEY_INVALID: { as: 'userError', http: 400, meaning: 'Not a public Ed25519 or P-256 JWK.' },
  KEY_TAKEN: { as: 'userError', http: 409, meaning: 'The key is, or once was, registered.' },
  KEY_UNKNOWN: { as: 'userError', http: 404, meaning: 'No account signs in with this key.' },
  KEY_REVOKED: { as: 'userError', http: 403, meaning: 'The key was revoked.' },
  KEY_LIMIT_REACHED: { as: 'userError', http: 409, meaning: 'The account has as many keys as it may have.' },
  LAST_KEY: {
    as: 'userError',
    http: 409,
    meaning: 'Without this key and without recovery codes nobody could sign in.',
  },
  PROOF_INVALID: { as: 'userError', http: 401, meaning: 'Not this key’s signature over a challenge for this act.' },
  CHALLENGE_UNKNOWN: { as: 'userError', http: 401, meaning: 'The challenge is unknown, used or expired.' },
  STATEMENT_INVALID: { as: 'userError', http: 403, meaning: 'The signed statement does not hold for this act.' },
  STATEMENT_EXPIRED: { as: 'userError', http: 403, meaning: 'The statement has expired, or expires too far ahead.' },
  STATEMENT_REPLAYED: { as: 'userError', http: 409, meaning: 'This or a higher version was accepted before.' },
  STATEMENT_MISSING: { as: 'userError', http: 403, meaning: 'Who has registered a key must sign this act with one.' },
  RECOVERY_REFUSED: { as: 'userError', http: 403, meaning: 'Handle and recovery code do not belong together.' },
  RECOVERY_THROTTLED: { as: 'userError', http: 429, meaning: 'Too many wrong recovery codes for this handle.' },
  RECOVERY_RUNNING: { as: 'userError', http: 409, meaning: 'A recovery of this account is running already.' },
  RECOVERY_NOT_READY: { as: 'userError', http: 409, meaning: 'The cooling-off period is not over.' },
  RECOVERY_ENDED: { as: 'userError', http: 409, meaning: 'The recovery was cancelled or completed before.' },
  TOKEN_INVALID: { as: 'userError', http: 401, meaning: 'The token is not one that is accepted here.' },
  TOKEN_EXPIRED: { as: 'userError', http: 401, meaning: 'The token has expired.' },
  TOKEN_NOT_FRESH: { as: 'userError', http: 401, meaning: 'The issuer made the token too long ago for this act.' },
  SESSION_ENDED: { as: 'userError', http: 401, meaning: 'The session has ended; sign in again.' },
  REFRESH_TOKEN_REUSED: { as: 'userError', http: 401, meaning: 'A spent refresh token came back; the session ended.' },
  ISSUER_UNREACHABLE: { as: 'topLevel', http: 503, meaning: 'The token’s issuer cannot be asked at the moment.' },
  INSTANCE_CLAIMED: { as: 'userError', http: 409, meaning: 'The instance has its first operator already.' },
  SETUP_TOKEN_WRONG: { as: 'userError', http: 403, meaning: 'Not the setup token of this instance.' },
  PERSON_ALREADY_PROVED: { as: 'userError', http: 409, meaning: 'The account is bound to another person.' },
  WEBHOOK_SIGNATURE_INVALID: { as: 'topLevel', http: 401, meaning: 'No registered sender signed this delivery now.' },
  PERSON_CLAIM_MISSING: { as: 'userError', http: 400, meaning: 'The issuer’s token says nothing about the person.' },

  // notices
  NOTICE_EMAIL_UNAVAILABLE: { as: 'userError', http: 503, meaning: 'This instance sends no mail.' },
  NOTICE_CODE_WRONG: { as: 'userError', http: 403, meaning: 'Not the code that was sent.' },
  NOTICE_CODE_EXPIRED: { as: 'userError', http: 409, meaning: 'No code is awaited any more; set the address again.' },
  NOTICE_CODE_LIMIT: { as: 'userError', http: 429, meaning: 'As many codes were sent as may be within a day.' },

  // consents
  CONSENT_MISSING: { as: 'userError', http: 404, meaning: 'There is no such consent.' },
  CONSENT_WITHDRAWN: { as: 'userError', http: 403, meaning: 'The member withdrew this consent.' },
  CONSENT_REFUSED: { as: 'userError', http: 403, meaning: 'The member refused this consent.' },
  CONSENT_EXPIRED: { as: 'userError', http: 403, meaning: 'This consent has expired.' },
  CONSENT_SCOPE_MISMATCH: { as: 'userError', http: 403, meaning: 'The consent binds another scope.' },
  CONSENT_WRONG_DATASET: { as: 'userError', http: 403, meaning: 'The consent is for another dataset.' },
  CONSENT_PURPOSE_MISMATCH: { as: 'userError', http: 403, meaning: 'The consent is for another purpose.' },
  CONSENT_STREAM_NOT_COVERED: { as: 'userError', http: 403, meaning: 'The consent does not cover this stream.' },
  DATASET_ERASED: { as: 'userError', http: 410, meaning: 'The dataset was erased; nothing can read it again.' },
  PERMIT_REQUIRED: { as: 'topLevel', http: 500, meaning: 'A vault was to be opened without a permit.' },

  // vaults
  DATASET_NOT_READY: { as: 'userError', http: 409, meaning: 'The dataset is still being received or imported.' },
  DATASET_CLOSED: { as: 'userError', http: 409, meaning: 'The dataset is ready or failed; nothing is added to it.' },
  OBJECT_TAMPERED: { as: 'topLevel', http: 500, meaning: 'Stored bytes are not those that were sealed.' },
  OBJECT_UNREADABLE: { as: 'topLevel', http: 500, meaning: 'The key or the bytes of a stored object are gone.' },
  OBJECT_EXISTS: { as: 'topLevel', http: 409, meaning: 'A sealed object is never written again.' },
  SEALING_OVERTAKEN: { as: 'topLevel', http: 409, meaning: 'Another attempt to seal it took over.' },
  KEY_UNREADABLE: { as: 'topLevel', http: 500, meaning: 'A stored key does not open: another root key is in force.' },

  // imports
  ARCHIVE_NOT_A_ZIP: { as: 'userError', http: 422, meaning: 'The uploaded file is no ZIP archive.' },
  ARCHIVE_TRUNCATED: { as: 'userError', http: 422, meaning: 'The archive ends too early.' },
  ARCHIVE_CORRUPT: { as: 'userError', http: 422, meaning: 'The archive is damaged.' },
  ARCHIVE_ENCRYPTED: { as: 'userError', http: 422, meaning: 'The archive is protected by a password.' },
  ARCHIVE_TOO_LARGE: { as: 'userError', http: 422, meaning: 'The archive, or a file in it, is too large.' },
  ENTRY_RATIO: { as: 'userError', http: 422, meaning: 'A file of the archive inflates to more than any export does.' },
  PATH_TRAVERSAL: { as: 'userError', http: 422, meaning: 'The archive names a file outside of itself.' },
  SOURCE_UNKNOWN: { as: 'userError', http: 422, meaning: 'No known platform makes such an archive.' },
  NO_RECORDS: { as: 'userError', http: 422, meaning: 'The archive was recognised, but holds no usable row.' },
  IMPORT_ABANDONED: { as: 'userError', http: 422, meaning: 'The import was interrupted too often and is given up.' },
  IMPORT_LEASE_LOST: { as: 'topLevel', http: 503, meaning: 'Another worker has taken the import over.' },
  TOO_MANY_UPLOADS: { as: 'userError', http: 429, meaning: 'The viewer has too many unfinished uploads.' },
  UPLOAD_TOO_LARGE: { as: 'userError', http: 413, meaning: 'The upload is larger than an archive may be.' },
  UPLOAD_INCOMPLETE: { as: 'userError', http: 409, meaning: 'The upload has not received all its bytes yet.' },

  // governance
  VOTING_CLOSED: {
    as: 'userError',
    http: 409,
    meaning: 'Ballots are not accepted now: too early, too late, or cancelled.',
  },
  NO_VOTING_POWER: { as: 'userError', http: 403, meaning: 'The viewer is not on the roll of this proposal.' },
  DELEGATE_INVALID: { as: 'userError', http: 422, meaning: 'Not oneself, and only between members who may vote.' },
  VETO_TOO_LATE: { as: 'userError', http: 409, meaning: 'The proposal is not being voted on, or is over.' },
  TOO_MANY_VETOES: { as: 'userError', http: 429, meaning: 'A guardian stops three proposals within 30 days at most.' },
  NOT_DECIDED: { as: 'userError', http: 409, meaning: 'The ballots of a vote are published when it has ended.' },
  NOT_A_PROPOSER: {
    as: 'userError',
    http: 403,
    meaning: 'Only members who may vote propose here, with the power that the rules ask.',
  },
  TOO_MANY_PROPOSALS: {
    as: 'userError',
    http: 429,
    meaning: 'Too many proposals of the viewer, of the pool, or of the day are there; wait for a decision.',
  },
  ROLL_EMPTY: { as: 'userError', http: 409, meaning: 'Nobody may vote on it yet, so it cannot be put to the vote.' },
  ROLL_INVALID: { as: 'topLevel', http: 500, meaning: 'The list of voters is faulty; a defect of the instance.' },
  PROPOSAL_NOT_PENDING: {
    as: 'userError',
    http: 409,
    meaning: 'A proposal can be cancelled only until its voting starts.',
  },
  PROPOSAL_KIND_UNKNOWN: { as: 'topLevel', http: 500, meaning: 'This instance does not know the kind of proposal.' },

  BALLOT_STRUCK: { as: 'userError', http: 409, meaning: 'The ballot was disqualified; its voter can appeal.' },
  STRIKE_TOO_LATE: { as: 'userError', http: 409, meaning: 'No time would be left to appeal against the strike.' },

  // pools
  RESERVE_BROKEN: { as: 'userError', http: 409, meaning: 'The charter in force breaks the reserve already.' },
  NOT_DORMANT: {
    as: 'userError',
    http: 409,
    meaning: 'A yes to a scope is for a dormant contribution, or names the vote on a new scope.',
  },
  MODEL_STATE_OTHER: { as: 'userError', http: 409, meaning: 'The model version is not in the state that this needs.' },
  POOL_NOT_LIVE: { as: 'userError', http: 409, meaning: 'The pool is not founded yet, or no longer there.' },
  PLEDGING_CLOSED: { as: 'userError', http: 409, meaning: 'The pool takes no pledges any more.' },
  CHARTER_CHANGED: { as: 'userError', http: 409, meaning: 'The charter is not the one that was seen; read it again.' },
  STREAMS_MISSING: {
    as: 'userError',
    http: 409,
    meaning: 'The dataset has no records of the streams that the scope names.',
  },
  PLEDGE_EXISTS: { as: 'userError', http: 409, meaning: 'This dataset is already pledged to this pool.' },
  MINIMA_NOT_MET: { as: 'userError', http: 409, meaning: 'Too few persons or records are pledged.' },
  POOL_NOT_FOUNDING: { as: 'userError', http: 409, meaning: 'The pool is not waiting for the outcome of this vote.' },
  EVALUATION_OVERTAKEN: {
    as: 'topLevel',
    http: 409,
    meaning: 'The contribution was withdrawn while it was evaluated.',
  },

  // training
  CLEAN_ROOM_UNAVAILABLE: {
    as: 'userError',
    http: 503,
    meaning: 'bubblewrap is missing or forbidden; nothing trains.',
  },
  ALGORITHM_UNKNOWN: {
    as: 'userError',
    http: 404,
    meaning: 'The instance, or the pool’s scope, has no such algorithm.',
  },
  ALGORITHM_CHANGED: { as: 'userError', http: 409, meaning: 'The algorithm no longer has that digest.' },
  CORPUS_EMPTY: { as: 'userError', http: 409, meaning: 'No accepted contribution has a live consent.' },
  CORPUS_CHANGED: { as: 'userError', http: 409, meaning: 'A consent in the corpus ended since it was frozen.' },
  ROOM_FAILED: { as: 'userError', http: 500, meaning: 'The program in the clean room failed.' },
  ROOM_TIMED_OUT: { as: 'userError', http: 500, meaning: 'The program in the clean room ran past its time.' },
  ROOM_OUTPUT_TOO_LARGE: { as: 'userError', http: 500, meaning: 'The program in the clean room printed too much.' },
  POOL_ENDED: { as: 'userError', http: 409, meaning: 'The members ended the pool; nothing of it is trained.' },
  ROOM_CANCELLED: { as: 'userError', http: 503, meaning: 'The clean room was stopped before its program ended.' },
  OUTPUT_REFUSED: { as: 'userError', http: 500, meaning: 'What the program printed is not of its typed form.' },
  RUN_ABANDONED: { as: 'userError', http: 500, meaning: 'The run was interrupted too often and is given up.' },
  POOL_NOT_TRAINABLE: { as: 'userError', http: 409, meaning: 'Only a live pool can train.' },

  // attribution
  NO_POSITIVE_VALUE: { as: 'userError', http: 409, meaning: 'Nobody’s records helped, so there is nothing to own.' },
  VALUATION_REFUSED: { as: 'userError', http: 500, meaning: 'What the valuation printed is not of its typed form.' },
  VALUATION_ABANDONED: { as: 'userError', http: 500, meaning: 'The valuation was interrupted too often.' },

  // models
  OWNERS_NOT_AGREED: {
    as: 'userError',
    http: 409,
    meaning: 'More than half of a version’s owners’ weight has not agreed.',
  },
  REPRICED_MEANWHILE: { as: 'userError', http: 409, meaning: 'The version got other terms since this was written.' },
  BUILDER_SHARE_PROTECTED: {
    as: 'userError',
    http: 403,
    meaning: 'Only its builder proposes to lower the builder’s share.',
  },
  CAP_TABLE_NOT_FROZEN: { as: 'userError', http: 409, meaning: 'The run has no cap table yet.' },
  PUBLISH_MISMATCH: { as: 'userError', http: 409, meaning: 'The run has another digest than the proposal names.' },
  ALREADY_PUBLISHED: { as: 'userError', http: 409, meaning: 'The run is a model version already.' },
  MODEL_NOT_LIVE: { as: 'userError', http: 409, meaning: 'The model version is suspended.' },

  ...MONEY_ERRORS,

  // api
  UNAUTHENTICATED: { as: 'topLevel', http: 401, meaning: 'No valid access token came with the request.' },
  INVALID_ID: { as: 'userError', http: 400, meaning: 'Not an id of this API, or the id of another type.' },
  SUBSCRIBER_TOO_SLOW: { as: 'topLevel', http: 503, meaning: 'Events came faster than they were read.' },
};
