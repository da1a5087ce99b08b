/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whose account of the ledger it is. */
export type AccountKind =
  /** What a builder has earned. */
  | 'BUILDER'
  /** A customer’s prepaid balance. */
  | 'CUSTOMER'
  /** What an owner has drawn. */
  | 'DRAWN'
  /** What they have drawn of it, as a debt. */
  | 'DRAWS'
  /** The world outside, from which top-ups come. */
  | 'EXTERNAL'
  /** The part of a customer’s balance that open tickets hold. */
  | 'HELD'
  /** On its way out. */
  | 'PAYABLE'
  /** The platform’s fees. */
  | 'PLATFORM'
  /** What the owners of one model version have earned together. */
  | 'POT'
  /** The platform’s reserve, which pays refunds of matured shares. */
  | 'RESERVE'
  /** What the closing of a version left its owners to draw. */
  | 'SETTLED'
  /** Taxes collected for the state. */
  | 'TAX'
  /** Shares that nobody owns. */
  | 'UNALLOCATED';

/** What the viewer has to say or to show. */
export type AddEvidenceInput = {
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** SHA-256 in hex of a file that the viewer keeps. */
  readonly digest?: string | null | undefined;
  /** In 1 to 5000 characters. */
  readonly text: string;
  /** An http or https address. */
  readonly url?: string | null | undefined;
};

/** What an algorithm is for. */
export type AlgorithmPurpose =
  /** Makes a model. */
  | 'TRAINING'
  /** Measures what each person’s records were worth to a model. */
  | 'VALUATION';

/** A voter’s answer to the strike of their ballot. */
export type AppealStrikeInput = {
  /** Why it should count, for everyone to read: 1 to 1000 characters. */
  readonly appeal: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The proposal on which the viewer’s ballot was struck. */
  readonly proposalId: string;
};

/** Which refund may be paid out. */
export type ApproveBalanceRefundInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A requested refund. */
  readonly refundId: string;
};

/** Which correction, and the digest of its legs as they were looked at. */
export type ApproveCorrectionInput = {
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The digest that the case shows. */
  readonly digest: string;
};

/** How far an audit is. */
export type AuditState =
  /** Every check was run. */
  | 'FINISHED'
  /** A worker is at it; what it has found so far is in `results`. */
  | 'RUNNING'
  /** No worker has taken it yet. */
  | 'WAITING';

/** Why an audit runs. */
export type AuditTrigger =
  /** It runs every night. */
  | 'NIGHTLY'
  /** An operator asked for it. */
  | 'OPERATOR';

/** Where a refund of unused balance stands. */
export type BalanceRefundState =
  /** It waits for another operator to pay it out. */
  | 'APPROVED'
  /** It has left the balance and waits for an operator to approve it. */
  | 'REQUESTED'
  /** It could not be paid out, and is on the balance again. */
  | 'RETURNED'
  /** It was paid out. */
  | 'SETTLED';

/** How ballots choose. */
export type BallotMethod =
  /** Any number of the choices; each counts with the whole power. */
  | 'APPROVAL'
  /** The choices in order, decided by instant run-off. */
  | 'RANKED'
  /** For, against or abstain. */
  | 'SIMPLE'
  /** Weights on choices, by which the power is divided. */
  | 'WEIGHTED';

/** Which destination to cancel. */
export type CancelPayoutDestinationInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A destination of the viewer. */
  readonly destinationId: string;
};

/** Only cases that meet all of these. */
export type CaseFilterInput = {
  /** Of this kind. */
  readonly kind?: CaseKind | null | undefined;
  /** True: escalated and not ended. False: never escalated. */
  readonly overdue?: boolean | null | undefined;
  /** In this state. */
  readonly state?: CaseState | null | undefined;
};

/** Which case. */
export type CaseInput = {
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
};

/** What a case is about. */
export type CaseKind =
  /** An operator proposes a journal that puts right another one. */
  | 'CORRECTION'
  /** A customer disputes a call within its refund window. */
  | 'DISPUTE'
  /** Numbers of a gateway are missing. */
  | 'METERING_GAP'
  /** A gateway did not report a call of the platform as it was. */
  | 'PROBE'
  /** A customer asks for the price of a call, at any time. */
  | 'REFUND_REQUEST';

/** A signed amount for one account. */
export type CaseLegInput = {
  /** The key of an account that exists, such as `platform:EUR`. */
  readonly account: string;
  /** In micros: positive into the account, negative out of it. */
  readonly amountMicros: string;
};

/** How a case ends. */
export type CaseOutcome =
  /** The proposed journal is posted. */
  | 'CORRECT'
  /** Nothing is to be done. */
  | 'NO_ACTION'
  /** The call is paid back, wholly or in part. */
  | 'REFUND'
  /** What was asked for is refused. */
  | 'REJECT'
  /** The gateway is suspended. */
  | 'SUSPEND_GATEWAY'
  /** The gateway’s operator is warned. */
  | 'WARN';

/** Why a case ends as it does. */
export type CaseReason =
  /** The books were wrong. */
  | 'BOOKING_ERROR'
  /** The answer was of no use. */
  | 'FAULTY_ANSWER'
  /** Nobody is at fault. */
  | 'GOODWILL'
  /** The gateway counted wrongly. */
  | 'METERING_FAULT'
  /** The call was not served. */
  | 'NOT_SERVED'
  /** Another reason; the note says which. */
  | 'OTHER'
  /** Too much was charged. */
  | 'OVERCHARGED'
  /** What it was about is gone. */
  | 'RESOLVED'
  /** The claim does not hold. */
  | 'UNFOUNDED';

/** How far a case is. */
export type CaseState =
  /** It has ended, and its outcome has happened; final. */
  | 'CLOSED'
  /** Decided by one operator; a second must confirm before anything happens. */
  | 'DECIDED'
  /** An operator reviews it. */
  | 'IN_REVIEW'
  /** Nobody reviews it yet. */
  | 'OPEN'
  /** Taken back by who opened it; final. */
  | 'WITHDRAWN';

/** What happened to a case. */
export type CaseStepKind =
  /** A second operator confirmed. */
  | 'CONFIRMED'
  /** Its reviewer decided. */
  | 'DECIDED'
  /** Its deadline passed. */
  | 'ESCALATED'
  /** It was opened. */
  | 'OPENED'
  /** A second operator refused the correction. */
  | 'REFUSED'
  /** Late events closed the gap. */
  | 'RESOLVED'
  /** An operator took it; what was decided and not confirmed is undone. */
  | 'TAKEN'
  /** Who opened it took it back. */
  | 'WITHDRAWN';

/** A vote on a proposal. */
export type CastVoteInput = {
  /** FOR, AGAINST or ABSTAIN; where the proposal has choices of its own, ABSTAIN or nothing. */
  readonly choice?: VoteChoice | null | undefined;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Places in the proposal’s `choices`, from 0 on: those approved, in the order of the list (APPROVAL), or all or some of them, the best first (RANKED), or those with a weight (WEIGHTED). */
  readonly places?: ReadonlyArray<number> | null | undefined;
  /** A proposal that is open and on whose roll the viewer is. */
  readonly proposalId: string;
  /** Why: at most 1000 characters, for everyone to read. */
  readonly reason?: string | null | undefined;
  /** The viewer’s signature over the proposal’s `ballotToSign` as a JWS; demanded of who has ever had a key. */
  readonly statementJws?: string | null | undefined;
  /** Under WEIGHTED: the weight of each of `places`, a whole number from 1 to 1000. */
  readonly weights?: ReadonlyArray<number> | null | undefined;
};

/** Why a call costs what it costs. */
export type ChargeRule =
  /** All of its queries were among the free ones of that month. */
  | 'FREE_TIER'
  /** The least that a call costs, which is more than its units. */
  | 'MINIMUM'
  /** The terms ask nothing for what it used. */
  | 'NOTHING_ASKED'
  /** What its units cost. */
  | 'UNITS'
  /** An operator decided that nobody pays. */
  | 'WAIVED';

/** Which call of the viewer, and what is wrong with it. */
export type ClaimInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The call’s place in the inbox, as `usage` shows it. */
  readonly inboxId?: string | null | undefined;
  /** Why, in 1 to 5000 characters. */
  readonly statement: string;
  /** Instead: the ticket of a call that was never reported, and expired. */
  readonly ticketId?: string | null | undefined;
};

/** Input of `claimInstance`. */
export type ClaimInstanceInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A pseudonym: 3 to 32 of a-z, 0-9, "-", "_", starting with a letter. */
  readonly handle: string;
  /** Compact JWS by that key over a challenge, for the action identity.sign-up. */
  readonly proof: string;
  /** A public JWK as JSON text: Ed25519 (kty OKP) or P-256 (kty EC), without its private part. */
  readonly publicKey: string;
  /** From the file that the server named at its first start, or its configuration. */
  readonly setupToken: string;
};

/** Input of `completeRecovery`. */
export type CompleteRecoveryInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Compact JWS by the new key over a challenge, for identity.complete-recovery. */
  readonly proof: string;
  /** The recovery, as `startRecovery` answered it. */
  readonly recoveryId: string;
  /** Whether all older keys end, with their sessions: for when they may be in other hands. */
  readonly revokeOldKeys?: boolean;
};

/** Which case to confirm, as it was looked at. */
export type ConfirmCaseInput = {
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Its version. */
  readonly version: number;
};

/** The proof that the viewer reads what goes there. */
export type ConfirmNoticeAddressInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The six digits of the newest mail. */
  readonly code: string;
};

/** Where a contribution stands. */
export type ContributionState =
  /** Counts with its units. */
  | 'ACCEPTED'
  /** A new scope is in force that its member has not said yes to: it is not used, and has no vote. */
  | 'DORMANT'
  /** Waits for its evaluation, in the order of the pledges. */
  | 'PENDING'
  /** Does not count; `reasons` says why. */
  | 'REJECTED'
  /** Its consent ended; it is in no later corpus. */
  | 'WITHDRAWN';

/** What to make. */
export type CreateApiKeyInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What to call it: 1 to 80 characters. */
  readonly label: string;
};

/** Which payouts to put into one batch. */
export type CreatePayoutBatchInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Only these; without, the oldest that are due, at most 500. */
  readonly payoutIds?: ReadonlyArray<string> | null | undefined;
};

/** How far a dataset has come. */
export type DatasetState =
  /** Its keys are destroyed; nothing can read it again. */
  | 'ERASED'
  /** Its archive could not be imported; nothing of it was kept. */
  | 'FAILED'
  /** Its records are being read and sealed. */
  | 'IMPORTING'
  /** It can be read, by its owner and under consents. */
  | 'READY'
  /** Its archive is being uploaded. */
  | 'RECEIVING';

/** How a case ends. */
export type DecideCaseInput = {
  /** Of a refund, in micros; without, all that is left. */
  readonly amountMicros?: string | null | undefined;
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Why, in words, which the parties can read. */
  readonly note: string;
  /** How. */
  readonly outcome: CaseOutcome;
  /** Why. */
  readonly reason: CaseReason;
  /** The version of the case that was looked at. */
  readonly version: number;
};

/** What a decision did with one call. */
export type DecisionStatus =
  /** It was charged now. */
  | 'CHARGED'
  /** It was settled before. */
  | 'DECIDED'
  /** It is not parked, or for another reason than a closed version. */
  | 'NOT_CLOSED'
  /** It stays parked: its customer cannot pay it now, by balance or limit, or has older calls to pay first. */
  | 'UNFUNDED'
  /** There is no such call. */
  | 'UNKNOWN'
  /** It was waived now. */
  | 'WAIVED';

/** Why it was defeated. */
export type DefeatReason =
  /** FOR did not exceed the threshold. */
  | 'NOT_APPROVED'
  /** Too little of the roll took part. */
  | 'QUORUM_NOT_MET'
  /** FOR and AGAINST were equal. */
  | 'TIE';

/** Who votes for the viewer, and where. */
export type DelegateVoteInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Another member who may vote there. */
  readonly delegateId: string;
  /** Until when; without it, until it is ended. */
  readonly expiresAt?: string | null | undefined;
  /** A pool in which the viewer may vote. */
  readonly poolId: string;
  /** The viewer’s signature over `delegationToSign` as a JWS; demanded of who has ever had a key. */
  readonly statementJws?: string | null | undefined;
};

/** Which version to end, and why. */
export type DrainModelVersionInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A model version. */
  readonly modelVersionId: string;
  /** For its owners and whoever asks later: 1 to 500 characters. */
  readonly reason: string;
};

/** How much to draw, from what. */
export type DrawEarningsInput = {
  /** How much, in micros; more than zero, at most `availableMicros`. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The client’s own key for this draw, 1 to 100 characters: sent again, it draws no second time. */
  readonly idempotencyKey: string;
  /** A model version of which the viewer owns a part. */
  readonly modelVersionId: string;
};

/** Which delegation ends. */
export type EndDelegationInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** One that the viewer gave. */
  readonly delegationId: string;
};

/** Why something was refused. Stable: clients may branch on it. */
export type ErrorCode =
  /** The algorithm no longer has that digest. */
  | 'ALGORITHM_CHANGED'
  /** The instance, or the pool’s scope, has no such algorithm. */
  | 'ALGORITHM_UNKNOWN'
  /** The run is a model version already. */
  | 'ALREADY_PUBLISHED'
  /** The archive is damaged. */
  | 'ARCHIVE_CORRUPT'
  /** The archive is protected by a password. */
  | 'ARCHIVE_ENCRYPTED'
  /** The uploaded file is no ZIP archive. */
  | 'ARCHIVE_NOT_A_ZIP'
  /** The archive, or a file in it, is too large. */
  | 'ARCHIVE_TOO_LARGE'
  /** The archive ends too early. */
  | 'ARCHIVE_TRUNCATED'
  /** The refund was settled or returned before. */
  | 'BALANCE_REFUND_CLOSED'
  /** An operator must approve the refund first. */
  | 'BALANCE_REFUND_NOT_APPROVED'
  /** It takes a second operator, another person. */
  | 'BALANCE_REFUND_SAME_HANDS'
  /** The balance would pass what the ledger can hold. */
  | 'BALANCE_TOO_LARGE'
  /** The ballot was disqualified; its voter can appeal. */
  | 'BALLOT_STRUCK'
  /** Only its builder proposes to lower the builder’s share. */
  | 'BUILDER_SHARE_PROTECTED'
  /** The event’s id came before with another content. */
  | 'CALLBACK_CONFLICT'
  /** The payout provider did not sign this now. */
  | 'CALLBACK_SIGNATURE_INVALID'
  /** The run has no cap table yet. */
  | 'CAP_TABLE_NOT_FROZEN'
  /** The case went on since it was looked at. */
  | 'CASE_CHANGED'
  /** The case has as much evidence as it can have. */
  | 'CASE_EVIDENCE_FULL'
  /** A case about the same is open already. */
  | 'CASE_EXISTS'
  /** A case of this kind cannot end like that. */
  | 'CASE_OUTCOME'
  /** Another operator reviews the case. */
  | 'CASE_REVIEWER'
  /** The case is not in a state for this. */
  | 'CASE_STATE'
  /** The challenge is unknown, used or expired. */
  | 'CHALLENGE_UNKNOWN'
  /** The charter is not the one that was seen; read it again. */
  | 'CHARTER_CHANGED'
  /** bubblewrap is missing or forbidden; nothing trains. */
  | 'CLEAN_ROOM_UNAVAILABLE'
  /** This consent has expired. */
  | 'CONSENT_EXPIRED'
  /** There is no such consent. */
  | 'CONSENT_MISSING'
  /** The consent is for another purpose. */
  | 'CONSENT_PURPOSE_MISMATCH'
  /** The member refused this consent. */
  | 'CONSENT_REFUSED'
  /** The consent binds another scope. */
  | 'CONSENT_SCOPE_MISMATCH'
  /** The consent does not cover this stream. */
  | 'CONSENT_STREAM_NOT_COVERED'
  /** The member withdrew this consent. */
  | 'CONSENT_WITHDRAWN'
  /** The consent is for another dataset. */
  | 'CONSENT_WRONG_DATASET'
  /** A consent in the corpus ended since it was frozen. */
  | 'CORPUS_CHANGED'
  /** No accepted contribution has a live consent. */
  | 'CORPUS_EMPTY'
  /** The digest is not that of the proposed legs. */
  | 'CORRECTION_DIGEST'
  /** The account follows from other records. */
  | 'CORRECTION_FORBIDDEN'
  /** The account is in another currency. */
  | 'CURRENCY_MISMATCH'
  /** The dataset is ready or failed; nothing is added to it. */
  | 'DATASET_CLOSED'
  /** The dataset was erased; nothing can read it again. */
  | 'DATASET_ERASED'
  /** The dataset is still being received or imported. */
  | 'DATASET_NOT_READY'
  /** A payment was taken back; what is owed must be paid first. */
  | 'DEBT_OPEN'
  /** Not oneself, and only between members who may vote. */
  | 'DELEGATE_INVALID'
  /** The refund window is over; request a refund instead. */
  | 'DISPUTE_TOO_LATE'
  /** More than what can be drawn now. */
  | 'EARNINGS_INSUFFICIENT'
  /** A file of the archive inflates to more than any export does. */
  | 'ENTRY_RATIO'
  /** The contribution was withdrawn while it was evaluated. */
  | 'EVALUATION_OVERTAKEN'
  /** It is visible, but this act is not the viewer’s to do. */
  | 'FORBIDDEN'
  /** The gateway reports faster than it may. */
  | 'GATEWAY_RATE_EXCEEDED'
  /** The gateway was revoked, and that is final. */
  | 'GATEWAY_REVOKED'
  /** An operator has suspended this gateway. */
  | 'GATEWAY_SUSPENDED'
  /** The bearer token belongs to no registered gateway. */
  | 'GATEWAY_UNKNOWN'
  /** Another user has this handle. */
  | 'HANDLE_TAKEN'
  /** The key was used before with other input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The import was interrupted too often and is given up. */
  | 'IMPORT_ABANDONED'
  /** Another worker has taken the import over. */
  | 'IMPORT_LEASE_LOST'
  /** Posting lags behind; the same delivery is accepted later. */
  | 'INBOX_FULL'
  /** The instance has its first operator already. */
  | 'INSTANCE_CLAIMED'
  /** The balance is too small for this. */
  | 'INSUFFICIENT_BALANCE'
  /** Not an id of this API, or the id of another type. */
  | 'INVALID_ID'
  /** A value is never acceptable; `field` names it. */
  | 'INVALID_INPUT'
  /** The token’s issuer cannot be asked at the moment. */
  | 'ISSUER_UNREACHABLE'
  /** A journal cannot be; a defect of the instance. */
  | 'JOURNAL_INVALID'
  /** A journal was posted before with other amounts. */
  | 'JOURNAL_KEY_REUSED'
  /** A journal does not sum to zero; a defect of the instance. */
  | 'JOURNAL_UNBALANCED'
  /** Not a public Ed25519 or P-256 JWK. */
  | 'KEY_INVALID'
  /** The account has as many keys as it may have. */
  | 'KEY_LIMIT_REACHED'
  /** The key was revoked. */
  | 'KEY_REVOKED'
  /** The key is, or once was, registered. */
  | 'KEY_TAKEN'
  /** No account signs in with this key. */
  | 'KEY_UNKNOWN'
  /** A stored key does not open: another root key is in force. */
  | 'KEY_UNREADABLE'
  /** Without this key and without recovery codes nobody could sign in. */
  | 'LAST_KEY'
  /** The customer has as many live mandates as may be. */
  | 'MANDATE_LIMIT_REACHED'
  /** Too few persons or records are pledged. */
  | 'MINIMA_NOT_MET'
  /** The model version is suspended. */
  | 'MODEL_NOT_LIVE'
  /** The model version is not in the state that this needs. */
  | 'MODEL_STATE_OTHER'
  /** No code is awaited any more; set the address again. */
  | 'NOTICE_CODE_EXPIRED'
  /** As many codes were sent as may be within a day. */
  | 'NOTICE_CODE_LIMIT'
  /** Not the code that was sent. */
  | 'NOTICE_CODE_WRONG'
  /** This instance sends no mail. */
  | 'NOTICE_EMAIL_UNAVAILABLE'
  /** Only members who may vote propose here, with the power that the rules ask. */
  | 'NOT_A_PROPOSER'
  /** The ballots of a vote are published when it has ended. */
  | 'NOT_DECIDED'
  /** A yes to a scope is for a dormant contribution, or names the vote on a new scope. */
  | 'NOT_DORMANT'
  /** It does not exist, or this viewer may not see it. */
  | 'NOT_FOUND'
  /** Nobody’s records helped, so there is nothing to own. */
  | 'NO_POSITIVE_VALUE'
  /** The archive was recognised, but holds no usable row. */
  | 'NO_RECORDS'
  /** The viewer is not on the roll of this proposal. */
  | 'NO_VOTING_POWER'
  /** A sealed object is never written again. */
  | 'OBJECT_EXISTS'
  /** Stored bytes are not those that were sealed. */
  | 'OBJECT_TAMPERED'
  /** The key or the bytes of a stored object are gone. */
  | 'OBJECT_UNREADABLE'
  /** What the program printed is not of its typed form. */
  | 'OUTPUT_REFUSED'
  /** More than half of a version’s owners’ weight has not agreed. */
  | 'OWNERS_NOT_AGREED'
  /** Nobody decides about a refund to themselves. */
  | 'OWN_BALANCE_REFUND'
  /** Nobody decides about their own money or claim. */
  | 'OWN_CASE'
  /** Nobody decides about money that goes to themselves. */
  | 'OWN_PAYOUT'
  /** The archive names a file outside of itself. */
  | 'PATH_TRAVERSAL'
  /** There is no such payout that could be sent now. */
  | 'PAYOUTS_NOT_DUE'
  /** A payout of the batch cannot be sent any more. */
  | 'PAYOUT_BATCH_CHANGED'
  /** The digest is not that of the batch’s file. */
  | 'PAYOUT_BATCH_DIGEST'
  /** The batch was released or discarded before. */
  | 'PAYOUT_BATCH_STATE'
  /** Less than what can be taken out at once. */
  | 'PAYOUT_BELOW_MINIMUM'
  /** Nobody has said yet where money is to go. */
  | 'PAYOUT_DESTINATION_MISSING'
  /** The destination is too new to be used. */
  | 'PAYOUT_DESTINATION_WAITING'
  /** The payout is not in a state for this. */
  | 'PAYOUT_STATE'
  /** The provider has the payout, or may have it. */
  | 'PAYOUT_UNDER_WAY'
  /** A vault was to be opened without a permit. */
  | 'PERMIT_REQUIRED'
  /** The account is bound to another person. */
  | 'PERSON_ALREADY_PROVED'
  /** The issuer’s token says nothing about the person. */
  | 'PERSON_CLAIM_MISSING'
  /** No person is proved behind the account yet. */
  | 'PERSON_UNPROVED'
  /** This dataset is already pledged to this pool. */
  | 'PLEDGE_EXISTS'
  /** The pool takes no pledges any more. */
  | 'PLEDGING_CLOSED'
  /** The members ended the pool; nothing of it is trained. */
  | 'POOL_ENDED'
  /** The pool is not waiting for the outcome of this vote. */
  | 'POOL_NOT_FOUNDING'
  /** The pool is not founded yet, or no longer there. */
  | 'POOL_NOT_LIVE'
  /** Only a live pool can train. */
  | 'POOL_NOT_TRAINABLE'
  /** The same call is recorded as a probe with other units. */
  | 'PROBE_EXISTS'
  /** Not this key’s signature over a challenge for this act. */
  | 'PROOF_INVALID'
  /** This instance does not know the kind of proposal. */
  | 'PROPOSAL_KIND_UNKNOWN'
  /** A proposal can be cancelled only until its voting starts. */
  | 'PROPOSAL_NOT_PENDING'
  /** The run has another digest than the proposal names. */
  | 'PUBLISH_MISMATCH'
  /** The recovery was cancelled or completed before. */
  | 'RECOVERY_ENDED'
  /** The cooling-off period is not over. */
  | 'RECOVERY_NOT_READY'
  /** Handle and recovery code do not belong together. */
  | 'RECOVERY_REFUSED'
  /** A recovery of this account is running already. */
  | 'RECOVERY_RUNNING'
  /** Too many wrong recovery codes for this handle. */
  | 'RECOVERY_THROTTLED'
  /** A spent refresh token came back; the session ended. */
  | 'REFRESH_TOKEN_REUSED'
  /** More than what is unused and not held. */
  | 'REFUND_EXCEEDS_BALANCE'
  /** More than what is left of the call’s price. */
  | 'REFUND_TOO_LARGE'
  /** The version got other terms since this was written. */
  | 'REPRICED_MEANWHILE'
  /** The charter in force breaks the reserve already. */
  | 'RESERVE_BROKEN'
  /** The platform cannot pay this refund now. */
  | 'RESERVE_INSUFFICIENT'
  /** Nobody may vote on it yet, so it cannot be put to the vote. */
  | 'ROLL_EMPTY'
  /** The list of voters is faulty; a defect of the instance. */
  | 'ROLL_INVALID'
  /** The clean room was stopped before its program ended. */
  | 'ROOM_CANCELLED'
  /** The program in the clean room failed. */
  | 'ROOM_FAILED'
  /** The program in the clean room printed too much. */
  | 'ROOM_OUTPUT_TOO_LARGE'
  /** The program in the clean room ran past its time. */
  | 'ROOM_TIMED_OUT'
  /** The run was interrupted too often and is given up. */
  | 'RUN_ABANDONED'
  /** It takes a second operator, who is another person. */
  | 'SAME_HANDS'
  /** Another attempt to seal it took over. */
  | 'SEALING_OVERTAKEN'
  /** It takes a second operator, another person. */
  | 'SECOND_OPERATOR_REQUIRED'
  /** The session has ended; sign in again. */
  | 'SESSION_ENDED'
  /** Not the setup token of this instance. */
  | 'SETUP_TOKEN_WRONG'
  /** No known platform makes such an archive. */
  | 'SOURCE_UNKNOWN'
  /** The statement has expired, or expires too far ahead. */
  | 'STATEMENT_EXPIRED'
  /** The signed statement does not hold for this act. */
  | 'STATEMENT_INVALID'
  /** Who has registered a key must sign this act with one. */
  | 'STATEMENT_MISSING'
  /** This or a higher version was accepted before. */
  | 'STATEMENT_REPLAYED'
  /** The dataset has no records of the streams that the scope names. */
  | 'STREAMS_MISSING'
  /** No time would be left to appeal against the strike. */
  | 'STRIKE_TOO_LATE'
  /** Events came faster than they were read. */
  | 'SUBSCRIBER_TOO_SLOW'
  /** A ticket would be captured beyond its hold, or twice; a defect of the instance. */
  | 'TICKET_CAPTURE_INVALID'
  /** The ticket has expired and is paid in full. */
  | 'TICKET_EXPIRED'
  /** A usage event has claimed the ticket. */
  | 'TICKET_SPENT'
  /** The token has expired. */
  | 'TOKEN_EXPIRED'
  /** The token is not one that is accepted here. */
  | 'TOKEN_INVALID'
  /** The issuer made the token too long ago for this act. */
  | 'TOKEN_NOT_FRESH'
  /** Too many proposals of the viewer, of the pool, or of the day are there; wait for a decision. */
  | 'TOO_MANY_PROPOSALS'
  /** The viewer has too many unfinished uploads. */
  | 'TOO_MANY_UPLOADS'
  /** A guardian stops three proposals within 30 days at most. */
  | 'TOO_MANY_VETOES'
  /** More than a pool’s treasury can spend now. */
  | 'TREASURY_INSUFFICIENT'
  /** No valid access token came with the request. */
  | 'UNAUTHENTICATED'
  /** The upload has not received all its bytes yet. */
  | 'UPLOAD_INCOMPLETE'
  /** The upload is larger than an archive may be. */
  | 'UPLOAD_TOO_LARGE'
  /** Nothing was paid for the call. */
  | 'USAGE_NOT_POSTED'
  /** The valuation was interrupted too often. */
  | 'VALUATION_ABANDONED'
  /** What the valuation printed is not of its typed form. */
  | 'VALUATION_REFUSED'
  /** The proposal is not being voted on, or is over. */
  | 'VETO_TOO_LATE'
  /** Ballots are not accepted now: too early, too late, or cancelled. */
  | 'VOTING_CLOSED'
  /** No registered sender signed this delivery now. */
  | 'WEBHOOK_SIGNATURE_INVALID';

/** How much to put into the reserve, from where. */
export type FundReserveInput = {
  /** How much, in micros; more than zero. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code, such as `EUR`. */
  readonly currency: string;
  /** The operator’s own key, 1 to 100 characters: sent again, it counts no second time. */
  readonly idempotencyKey: string;
  /** From where. */
  readonly source: ReserveSource;
};

/** Which gateway. */
export type GatewayInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A registered gateway. */
  readonly gatewayId: string;
};

/** Whose a gateway is, which decides what it may serve. It never changes. */
export type GatewayKind =
  /** The instance’s own: serves versions whose artefact never leaves it. */
  | 'HOSTED'
  /** A partner’s: serves the versions that it is licensed for. */
  | 'LICENSED';

/** What to permit. Name either a model version or a pool. */
export type GiveMandateInput = {
  /** The one key of the viewer that may call; else any of theirs. */
  readonly apiKeyId?: string | null | undefined;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code in which the version or pool is paid. */
  readonly currency: string;
  /** What the calls of one day (UTC) may cost together, in micros. */
  readonly dailyCapMicros: string;
  /** When it ends: in the future, 366 days ahead at most. */
  readonly expiresAt: string;
  /** What one call may cost at most, in micros. */
  readonly maxPriceMicros: string;
  /** The one model version that may be called. */
  readonly modelVersionId?: string | null | undefined;
  /** The pool of which any version may be called. */
  readonly poolId?: string | null | undefined;
  /** The viewer’s signature, as a JWS, for the action `mandates.give` on the uuid of the version or pool, over { modelVersionId, poolId, apiKeyId, currency, maxPriceMicros, dailyCapMicros, expiresAt }: uuids or null, amounts as decimal strings, the expiry in UTC with milliseconds. Only who never registered a key may leave it out; the mandate is then marked unsigned. */
  readonly statementJws?: string | null | undefined;
};

/** A pledge of one dataset to one pool. */
export type GivePledgeInput = {
  /** The `digest` of the charter, scope and terms, that the viewer read. */
  readonly charterDigest: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A dataset of the viewer that is ready. */
  readonly datasetId: string;
  /** A pool that takes pledges. */
  readonly poolId: string;
  /** The viewer’s signature over the charter’s `pledgeToSign` as a JWS. Only who never registered a key may leave it out; the consent is then marked unsigned. */
  readonly statementJws?: string | null | undefined;
};

/** How the proposals of a group are to be decided. */
export type GovernanceRulesInput = {
  /** Whether ABSTAIN counts toward the quorum; AGAINST never does. */
  readonly abstainCountsToQuorum: boolean;
  /** How long after the notice an execution may still be tried, in milliseconds. */
  readonly gracePeriodMs: number;
  /** Where the outcome turns in the last so many milliseconds, the voting goes on for as long; by one voting period in all at most. 0: never. */
  readonly lateWindowMs?: number | null | undefined;
  /** From the decision to its execution, in milliseconds: the time to leave for who disagrees. */
  readonly noticePeriodMs: number;
  /** Share of the power that a member needs to propose, in parts per million. Left out: any. */
  readonly proposerPpm?: number | null | undefined;
  /** Share of the roll that must vote FOR or, where it counts, ABSTAIN: parts per million. */
  readonly quorumPpm: number;
  /** Who sees the count before the end. */
  readonly results?: ResultsVisibility | null | undefined;
  /** Whether nobody but the voter is ever shown who chose what; the count is then seen at the end alone. */
  readonly secret?: boolean | null | undefined;
  /** Share of FOR among FOR and AGAINST that must be exceeded: 500000 to 999999 parts per million. */
  readonly thresholdPpm: number;
  /** From publication to the first ballot, in milliseconds; until then the author may cancel. */
  readonly votingDelayMs: number;
  /** How long ballots are accepted, in milliseconds. */
  readonly votingPeriodMs: number;
};

/** Which payout to hold, and why. */
export type HoldPayoutInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The payout. */
  readonly payoutId: string;
  /** Why; its payee sees it. */
  readonly reason: PayoutHoldReason;
};

/** Where an import stands. DONE and FAILED are final. */
export type ImportState =
  /** The dataset is ready. */
  | 'DONE'
  /** Nothing of the archive was kept; `error` says why and what to do. */
  | 'FAILED'
  /** Waits for a worker. */
  | 'QUEUED'
  /** A worker reads the archive. A worker that dies is replaced after a minute. */
  | 'RUNNING';

/** Which gateway may serve what. */
export type LicenseGatewayInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A registered gateway. */
  readonly gatewayId: string;
  /** A model version whose release mode is LICENSED_GATEWAY. */
  readonly modelVersionId: string;
};

/** Whether records are joined with other records about the same person. */
export type Linkage =
  /** They are not. */
  | 'NONE';

/** Which notices the viewer has read: either some, or all up to one. */
export type MarkNoticesReadInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** At most 100 notices. */
  readonly noticeIds?: ReadonlyArray<string> | null | undefined;
  /** Instead: the `sequence` of the newest one that was seen. */
  readonly upTo?: string | null | undefined;
};

/** What members can do with a model version of theirs. */
export type ModelMove =
  /** It takes calls again. */
  | 'RESUME_MODEL'
  /** It takes no calls until members resume it. */
  | 'SUSPEND_MODEL';

/** Whether a model version can be used. */
export type ModelState =
  /** Customers can query it. */
  | 'LIVE'
  /** It takes no new queries, for good; what it earned is being shared out, or was. */
  | 'RETIRED'
  /** Its queries are refused. */
  | 'SUSPENDED';

/** What a notice tells. */
export type NoticeKind =
  /** A vote ends soon. */
  | 'CLOSING_SOON'
  /** A vote has ended. */
  | 'DECIDED'
  /** A delegate voted for the member. */
  | 'DELEGATE_VOTED'
  /** A decision is disputed. */
  | 'DISPUTE'
  /** The member can leave before it does. */
  | 'EXIT'
  /** Something decided waits before it is carried out. */
  | 'HOLD'
  /** Something is put to the vote. */
  | 'PROPOSAL_OPENED'
  /** Guardians stopped a proposal. */
  | 'VETOED'
  /** What was decided changes something for the member. */
  | 'WHAT_CHANGES';

/** A yes to a scope. */
export type OptInInput = {
  /** Of the offer that was read. */
  readonly charterDigest: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** One of the viewer’s contributions. */
  readonly contributionId: string;
  /** The vote on the new scope; left out where it is in force and the contribution dormant. */
  readonly proposalId?: string | null | undefined;
  /** The viewer’s signature over the offer’s `toSign`, as a JWS. */
  readonly statementJws?: string | null | undefined;
};

/** How a payment became known here. */
export type PaymentOrigin =
  /** An operator recorded it by hand. */
  | 'OPERATOR'
  /** A payment provider reported it. */
  | 'PROVIDER';

/** Which payment provider. */
export type PaymentProviderInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A registered payment provider. */
  readonly providerId: string;
};

/** Which batch. */
export type PayoutBatchInput = {
  /** The batch. */
  readonly batchId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
};

/** How far a batch is. */
export type PayoutBatchState =
  /** Given up; its payouts are due again. */
  | 'DISCARDED'
  /** Made by one operator; nothing has left. */
  | 'OPEN'
  /** Released by another; its payouts are sent. */
  | 'RELEASED';

/** Where money is to go. */
export type PayoutDestinationDetailsInput = {
  /** The IBAN, or 8 to 100 characters of the provider’s own. */
  readonly account: string;
  /** Whose account it is, as the bank knows them: 2 to 100 characters. */
  readonly holder: string;
  /** How the account is named. */
  readonly kind: PayoutDestinationKind;
  /** 32 random lower-case hex digits of the client, so that nobody can search for the account by the digest. */
  readonly salt: string;
};

/** How the account of a payout destination is named. */
export type PayoutDestinationKind =
  /** A bank account by its IBAN (ISO 13616). */
  | 'IBAN'
  /** An account as the instance’s payout provider names it. */
  | 'REFERENCE';

/** Only payouts for which all that is given holds. */
export type PayoutFilterInput = {
  /** In this batch. */
  readonly batchId?: string | null | undefined;
  /** In this currency. */
  readonly currency?: string | null | undefined;
  /** Held, or not held. */
  readonly held?: boolean | null | undefined;
  /** With this `orderId`, as a bank statement or a provider names it. */
  readonly orderId?: string | null | undefined;
  /** From such a wallet. */
  readonly source?: PayoutSource | null | undefined;
  /** In this state. */
  readonly state?: PayoutState | null | undefined;
};

/** Why a requested payout is not sent for now. */
export type PayoutHoldReason =
  /** The payee has set or cancelled a destination since. */
  | 'DESTINATION_CHANGED'
  /** A dispute about the money is open. */
  | 'DISPUTE_OPEN'
  /** Who the payee is must be checked first. */
  | 'IDENTITY_CHECK'
  /** The provider takes no more of them. */
  | 'PROVIDER_REFUSED'
  /** The provider did not take it within all tries. */
  | 'PROVIDER_UNREACHABLE'
  /** It looks like somebody else’s doing. */
  | 'SUSPECTED_FRAUD';

/** Which payout. */
export type PayoutInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The payout. */
  readonly payoutId: string;
};

/** Why a payout came back. */
export type PayoutReturnReason =
  /** The account is closed. */
  | 'ACCOUNT_CLOSED'
  /** There is no such account, or it is another’s. */
  | 'DETAILS_WRONG'
  /** Another reason; the provider knows it by the reference. */
  | 'OTHER'
  /** It was called back. */
  | 'RECALLED'
  /** The bank or the provider refused it. */
  | 'REFUSED';

/** Whose wallet a payout comes from. */
export type PayoutSource =
  /** What a builder has earned. */
  | 'BUILDER'
  /** What a customer has paid in and not used. */
  | 'CUSTOMER'
  /** What an owner has drawn. */
  | 'OWNER';

/** How far a payout is. */
export type PayoutState =
  /** Taken back by its payee, and in the wallet again; final. */
  | 'CANCELLED'
  /** Out of the wallet, still in the house. It can be cancelled until a provider was asked. */
  | 'REQUESTED'
  /** It came back and is in the wallet again; final. */
  | 'RETURNED'
  /** Out of the house. */
  | 'SENT'
  /** It has arrived; final. */
  | 'SETTLED';

/** The wallets that a user empties at will. */
export type PayoutWalletKind =
  /** What the viewer has earned as a builder. */
  | 'BUILDER'
  /** What the viewer has drawn as an owner. */
  | 'OWNER';

/** By what earnings are listed. */
export type PeriodUnit =
  /** Days of the calendar, in UTC. */
  | 'DAY'
  /** Months of the calendar, in UTC. */
  | 'MONTH';

/** Where a pool stands. */
export type PoolState =
  /** Takes part in nothing any more; final. */
  | 'CLOSED'
  /** Its members ended it: nothing of it is used any more, and what is owed is being settled. */
  | 'CLOSING'
  /** Those who pledged vote on founding it. */
  | 'FOUNDING'
  /** Too few persons or records were pledged in time; final. */
  | 'LAPSED'
  /** Founded: contributions are evaluated, runs may be proposed. */
  | 'LIVE'
  /** Takes pledges until its deadline. */
  | 'PLEDGING'
  /** Its founding was voted down or could not be executed; final. */
  | 'REJECTED';

/** Where the pot of a model version is in its life. */
export type PotState =
  /** Shared out to the last micro, for ever. */
  | 'CLOSED'
  /** It takes no new calls; late reports still earn, until all of it is mature. */
  | 'DRAINING'
  /** It earns with each call. */
  | 'OPEN';

/** By what the power of a member is measured. */
export type PowerBasis =
  /** One each. */
  | 'PERSON'
  /** The square root of their accepted units; only accounts that are proved to a person count. */
  | 'ROOT_UNITS'
  /** Their accepted units. */
  | 'UNITS';

/** How much each member’s vote is to weigh. */
export type PowerRuleInput = {
  /** By what the power of a member is measured. */
  readonly basis: PowerBasis;
  /** Who paid more than so many micros for calls of the pool’s models, made within the 90 days before a proposal and with all accounts together, has no power in it. Left out: no bar. */
  readonly buyerLimitMicros?: string | null | undefined;
  /** The most that one person can have of all power, in parts per million. */
  readonly capPpm: number;
  /** Data that was accepted later than so many milliseconds before a proposal gives no power in it. */
  readonly minAgeMs: number;
};

/** What became of a call that the platform bought itself. */
export type ProbeState =
  /** The gateway reported the call with other units. */
  | 'MISREPORTED'
  /** The gateway reported the call as it was. */
  | 'REPORTED'
  /** It is too early to ask whether the call was reported. */
  | 'SEALED'
  /** The gateway had its time and did not report the call. */
  | 'UNREPORTED';

/** What a call was, in the units of its price. */
export type ProbedUnitsInput = {
  /** How many queries: 1 to 1000000. */
  readonly queries?: number;
};

/** Where a proposal stands. */
export type ProposalState =
  /** Ballots are accepted. */
  | 'ACTIVE'
  /** Taken back by its author before the voting started; final. */
  | 'CANCELLED'
  /** Not adopted; final. */
  | 'DEFEATED'
  /** Done; final. */
  | 'EXECUTED'
  /** Adopted, but its execution was refused; tried again until it expires. */
  | 'EXECUTION_FAILED'
  /** Adopted, but it could not be executed in time; final. */
  | 'EXPIRED'
  /** Published; the voting has not started. The author may still cancel. */
  | 'PENDING'
  /** Adopted; executed when the notice period is over. */
  | 'QUEUED'
  /** Adopted; it is queued in the same moment. */
  | 'SUCCEEDED'
  /** Stopped by its pool’s guardians, before or after it was adopted; final. */
  | 'VETOED';

/** A question to the members of a pool whose answer binds nobody. */
export type ProposeAdviceInput = {
  /** What can be chosen: 2 to 50, of 1 to 200 characters; ABSTAIN comes beside them. SIMPLE has its own. */
  readonly choices?: ReadonlyArray<string>;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** How ballots choose. */
  readonly method?: BallotMethod;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** What is asked, at length: 1 to 10000 characters. */
  readonly text: string;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** Another builder for a pool. */
export type ProposeBuilderInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** The user who builds for the pool from then on. */
  readonly successorId: string;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** The end of a pool. */
export type ProposeClosingInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The user who takes what the treasury still holds when all is settled. */
  readonly heirId: string;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** Why: 1 to 500 characters, for its members, owners and customers. */
  readonly reason: string;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** A journal that puts right another one. */
export type ProposeCorrectionInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The key of the journal that was wrong. */
  readonly journal: string;
  /** 2 to 20 legs that sum to zero. */
  readonly legs: ReadonlyArray<CaseLegInput>;
  /** Why, in 1 to 5000 characters. */
  readonly statement: string;
};

/** Guardians for a pool. */
export type ProposeGuardiansInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Members who may vote: 1 to 9 of them. */
  readonly guardianIds: ReadonlyArray<string>;
  /** How many of them it takes to stop a proposal. */
  readonly needed: number;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** How long they are guardians, in milliseconds; at most a year. */
  readonly termMs: number;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** What to do with a model version. */
export type ProposeModelMoveInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A version of a pool in which the viewer may propose. */
  readonly modelVersionId: string;
  /** What to do with it. */
  readonly move: ModelMove;
  /** Why, in one line: 1 to 200 characters. */
  readonly title: string;
};

/** A pool that a builder pitches. */
export type ProposePoolInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What to call it: at most 100 characters. */
  readonly name: string;
  /** What data is asked for, and for what. */
  readonly scope: ScopeInput;
  /** What members are offered for it. */
  readonly terms: TermsInput;
};

/** Which run’s model to publish. */
export type ProposePublishInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A run of the viewer’s pool whose cap table is frozen. */
  readonly runId: string;
};

/** Other terms for a published version; what is left out stays. */
export type ProposeRepricingInput = {
  /** The builder’s share, in parts per million. */
  readonly builderPpm?: number | null | undefined;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What a call that is not free costs at least, in micros. */
  readonly minimumChargeMicros?: string | null | undefined;
  /** A version of a pool in which the viewer may propose. */
  readonly modelVersionId: string;
  /** The owners’ share, in parts per million. */
  readonly ownersPpm?: number | null | undefined;
  /** What a million input tokens cost, in micros. */
  readonly pricePerMillionInputTokensMicros?: string | null | undefined;
  /** What a million output tokens cost, in micros. */
  readonly pricePerMillionOutputTokensMicros?: string | null | undefined;
  /** What one query costs, in micros of the currency. */
  readonly pricePerQueryMicros?: string | null | undefined;
  /** What a second of use costs, in micros. */
  readonly pricePerSecondMicros?: string | null | undefined;
  /** Why, in one line: 1 to 200 characters. */
  readonly title: string;
};

/** Another scope for a pool. */
export type ProposeScopeInput = {
  /** The digest of the charter that this scope was written from. */
  readonly charterDigest: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** The whole scope as it is to be. */
  readonly scope: ScopeInput;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** What to spend of a pool’s treasury. */
export type ProposeSpendingInput = {
  /** How much, in micros of the pool’s currency; more than zero. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** What for: 1 to 500 characters. */
  readonly purpose: string;
  /** The user who receives it. */
  readonly recipientId: string;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** Other terms for a pool. */
export type ProposeTermsInput = {
  /** The digest of the charter that these terms were written from. */
  readonly charterDigest: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A live pool in which the viewer may propose. */
  readonly poolId: string;
  /** All terms as they are to be; the currency stays. */
  readonly terms: TermsInput;
  /** The question in one line: 1 to 200 characters. */
  readonly title: string;
};

/** Which algorithm to run for which pool. */
export type ProposeTrainingRunInput = {
  /** The name of a training algorithm; see `algorithms`. */
  readonly algorithm: string;
  /** Its digest, as `algorithms` shows it now. */
  readonly algorithmDigest: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A live pool that the viewer builds. */
  readonly poolId: string;
};

/** A call that an operator made under the account of a plain customer. */
export type RecordProbeInput = {
  /** When; the same instant again is the same call. */
  readonly calledAt: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The gateway that was called. */
  readonly gatewayId: string;
  /** The API key with which it was called: of a customer whom the operator plays. */
  readonly keyId: string;
  /** The model version that was called. */
  readonly modelVersionId: string;
  /** What it was. */
  readonly units: ProbedUnitsInput;
};

/** Input of `refreshSession`. */
export type RefreshSessionInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The last refresh token of the session. */
  readonly refreshToken: string;
};

/** Who gives the owners’ share of a call back. */
export type RefundShareSource =
  /** The owners, out of what is not mature. */
  | 'POT'
  /** The platform’s reserve, then its fees. */
  | 'RESERVE'
  /** Nobody had owned it. */
  | 'UNALLOCATED';

/** What to register. */
export type RegisterGatewayInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Whose it is; it cannot be changed later. */
  readonly kind?: GatewayKind;
  /** What to call it: 1 to 80 characters. */
  readonly name: string;
};

/** What to register. */
export type RegisterPaymentProviderInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What to call it: 1 to 80 characters. */
  readonly name: string;
};

/** Which correction is refused, and why. */
export type RejectCorrectionInput = {
  /** The case. */
  readonly caseId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Why, in words. */
  readonly note: string;
  /** Why. */
  readonly reason: CaseReason;
};

/** Where the trained model may go. A pool can be proposed as hosted only. */
export type ReleaseMode =
  /** Only gateways that the instance’s operators registered get it, and meter its use. */
  | 'HOSTED'
  /** A partner would serve it under tickets. Not possible yet: it is refused. */
  | 'LICENSED_GATEWAY'
  /** The weights would be published, and use not metered. Not possible yet: it is refused. */
  | 'OPEN';

/** Which batch to release, and the digest of its file as the operator has it. */
export type ReleasePayoutBatchInput = {
  /** The batch. */
  readonly batchId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** SHA-256 in hex of the file that the operator has looked at. */
  readonly digest: string;
};

/** That no mail is wanted any more. */
export type RemoveNoticeAddressInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
};

/** Input of `replaceRecoveryCodes`. */
export type ReplaceRecoveryCodesInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Statement: action identity.replace-recovery-codes; subject "recovery-codes"; digest of {}. */
  readonly statementJws: string;
};

/** Which calls to post after all, and why. */
export type ReplayUsageInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** 1 to 1000 places in the inbox, as `parkedUsage` shows them. */
  readonly ids: ReadonlyArray<string>;
  /** Why, for whoever asks later: 1 to 500 characters. */
  readonly note: string;
};

/** How much to pay back. */
export type RequestBalanceRefundInput = {
  /** How much, in micros; more than zero, at most `refundableMicros`. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code, such as `EUR`. */
  readonly currency: string;
  /** The client’s own key for this refund, 1 to 100 characters: sent again, it counts no second time. */
  readonly idempotencyKey: string;
};

/** How much to take out of which wallet. */
export type RequestPayoutInput = {
  /** How much, in micros: whole cents, or what the currency’s least unit is. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code, one of the instance’s currencies. */
  readonly currency: string;
  /** The client’s own key for this payout, 1 to 100 characters: sent again, it takes out no second time. */
  readonly idempotencyKey: string;
  /** The wallet. */
  readonly source: PayoutWalletKind;
};

/** From where the reserve is funded. */
export type ReserveSource =
  /** Money that came in from outside. */
  | 'EXTERNAL'
  /** Fees that the platform has earned. */
  | 'PLATFORM';

/** Who sees how a vote stands. */
export type ResultsVisibility =
  /** Before the end, who has voted. */
  | 'AFTER_OWN_VOTE'
  /** Nobody before the end. */
  | 'AT_CLOSE'
  /** Everybody, at any time. */
  | 'LIVE';

/** Which refund could not be paid out, and why. */
export type ReturnBalanceRefundInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What the customer is told: 1 to 200 characters. */
  readonly reason: string;
  /** A requested refund, or one that another operator approved. */
  readonly refundId: string;
};

/** Which payout came back, and why. */
export type ReturnPayoutInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The payout. */
  readonly payoutId: string;
  /** Why; its payee sees it. */
  readonly reason: PayoutReturnReason;
  /** How the bank names the payment, at most 140 characters. */
  readonly reference?: string | null | undefined;
};

/** Which key to revoke. */
export type RevokeApiKeyInput = {
  /** A key of the viewer. */
  readonly apiKeyId: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
};

/** Which licence to end. */
export type RevokeLicenceInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A licence of a gateway. */
  readonly licenceId: string;
};

/** Which mandate to revoke. */
export type RevokeMandateInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A mandate of the viewer. */
  readonly mandateId: string;
  /** The viewer’s signature over `revocationToSign` as a JWS. Only who never registered a key may leave it out. */
  readonly statementJws?: string | null | undefined;
};

/** What members’ data is asked for, and for what. */
export type ScopeInput = {
  /** Which kind of algorithm the data may meet: one that the instance has, such as `text-ngram`. */
  readonly algorithmFamily: string;
  /** Whether records are joined with others about the same person. */
  readonly linkage: Linkage;
  /** What the data may be used for, in words a member understands. */
  readonly purpose: string;
  /** Who may receive what comes out of it. */
  readonly recipients: ReadonlyArray<string>;
  /** Where the trained model may go; OPEN is not possible yet. */
  readonly releaseMode: ReleaseMode;
  /** A consent under this scope ends so many days after it was given. */
  readonly retentionDays: number;
  /** Which records, and which of their fields. */
  readonly streams: ReadonlyArray<ScopeStreamInput>;
};

/** One stream of records and the fields asked for. */
export type ScopeStreamInput = {
  /** The fields that may be read; no others ever are. */
  readonly fields: ReadonlyArray<string>;
  /** Source and kind of the records, such as `reddit.comments`. */
  readonly name: string;
};

/** What documents are to say of the viewer. */
export type SetBillingDetailsInput = {
  /** At most 8 lines of at most 200 characters, with a line feed between two. */
  readonly address: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 3166 code of two capital letters, such as `DE`. */
  readonly country?: string | null | undefined;
  /** The name of a person or an organisation: 1 to 200 characters. */
  readonly name: string;
  /** At most 40 characters. */
  readonly taxId?: string | null | undefined;
};

/** Where the viewer wants notices to go. */
export type SetNoticeAddressInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** One e-mail address. It is kept encrypted. */
  readonly email: string;
};

/** A new destination, signed. */
export type SetPayoutDestinationInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code, one of the instance’s currencies. */
  readonly currency: string;
  /** Where money in this currency is to go. */
  readonly details: PayoutDestinationDetailsInput;
  /** The viewer’s signature over `payoutDestinationToSign` as a JWS. Only who never registered a key may leave it out; the destination is then marked unsigned. */
  readonly statementJws?: string | null | undefined;
};

/** A reserve; it takes the place of the one before. */
export type SetReserveInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** Kinds of algorithm, such as `text-ngram`, and release modes, such as `open`, that the data is not for. */
  readonly forbiddenUses?: ReadonlyArray<string>;
  /** The most days that a consent may be asked for; null: any. */
  readonly maxRetentionDays?: number | null | undefined;
  /** The least price of a query, in micros of the pool’s currency; null: any. */
  readonly minPricePerQueryMicros?: string | null | undefined;
  /** A pool in which the viewer has data. */
  readonly poolId: string;
  /** The viewer’s signature as a JWS: action `pools.reserve`, subject the pool’s uuid, digest of { minPricePerQueryMicros, forbiddenUses, maxRetentionDays } with the price as a decimal string; demanded of who has ever had a key. */
  readonly statementJws?: string | null | undefined;
};

/** The viewer’s limit in one currency. What is left out is no limit; without both it is removed. */
export type SetSpendingLimitInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code of a currency of this instance. */
  readonly currency: string;
  /** Most per day (UTC), in micros. */
  readonly dailyMicros?: string | null | undefined;
  /** Most per calendar month (UTC), in micros. */
  readonly monthlyMicros?: string | null | undefined;
};

/** Which refund was paid out, and by what evidence. */
export type SettleBalanceRefundInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What the payment provider calls the payment: 1 to 200 characters. */
  readonly providerReference: string;
  /** A refund that another operator approved. */
  readonly refundId: string;
};

/** A decision about calls of closed versions. */
export type SettleParkedUsageInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What to do with them. */
  readonly decision: UsageVerdict;
  /** Their places in the inbox, 1 to 1000. */
  readonly ids: ReadonlyArray<string>;
  /** Why, for whoever asks later: 1 to 500 characters. */
  readonly note: string;
};

/** Which payout has arrived. */
export type SettlePayoutInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The payout. */
  readonly payoutId: string;
  /** How the bank names the payment, at most 140 characters. */
  readonly reference?: string | null | undefined;
};

/** Who gave the owners’ share of a refund back. */
export type ShareFrom =
  /** From the pot: the owners’ lines of that day are lower. */
  | 'POT'
  /** From the platform’s reserve, since the share was the owners’ for good. */
  | 'RESERVE'
  /** From where it was nobody’s. */
  | 'UNALLOCATED';

/** Where the owners’ share of a call went. */
export type ShareTo =
  /** Into the pot of the version. */
  | 'POT'
  /** To nobody: the version had been shared out before the call was charged. */
  | 'UNALLOCATED';

/** Input of `signIn`. */
export type SignInInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The RFC 7638 thumbprint of the key. */
  readonly keyId: string;
  /** Compact JWS by that key over a challenge, for the action identity.sign-in. */
  readonly proof: string;
};

/** Input of `signUp`. */
export type SignUpInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A pseudonym: 3 to 32 of a-z, 0-9, "-", "_", starting with a letter. */
  readonly handle: string;
  /** Compact JWS by that key over a challenge, for the action identity.sign-up. */
  readonly proof: string;
  /** A public JWK as JSON text: Ed25519 (kty OKP) or P-256 (kty EC), without its private part. */
  readonly publicKey: string;
};

/** Which pool to put to its founding vote. */
export type StartFoundingVoteInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A pool of the viewer whose minima are met. */
  readonly poolId: string;
};

/** Input of `startRecovery`. */
export type StartRecoveryInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** One of its recovery codes. It is spent now. */
  readonly code: string;
  /** The handle of the account. */
  readonly handle: string;
  /** The new public JWK as JSON text. */
  readonly newPublicKey: string;
  /** Compact JWS by the new key over a challenge, for identity.start-recovery. */
  readonly proof: string;
};

/** What a statement counts as income, and when. */
export type StatementBasis =
  /** A share counts on the day on which its call was posted, and can fall while its refund window is open. */
  | 'EARNED'
  /** A share counts on the day on which it became the owner’s for good; a day that is over never changes. */
  | 'PAYABLE';

/** What a line of a statement is about. */
export type StatementLineKind =
  /** The last micro, handed out as the version was closed. */
  | 'CLOSING'
  /** Drawn on a day. */
  | 'DRAWN'
  /** Earned by the calls of a month. */
  | 'EARNED'
  /** Became payable in a month. */
  | 'MATURED';

/** A ballot to disqualify. */
export type StrikeBallotInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A proposal that is being voted on. */
  readonly proposalId: string;
  /** Why, for everyone to read: 1 to 1000 characters. */
  readonly reason: string;
  /** Whose ballot. */
  readonly userId: string;
};

/** Which gateway to suspend, and why. */
export type SuspendGatewayInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A registered gateway. */
  readonly gatewayId: string;
  /** Why, for whoever asks later: 1 to 500 characters. */
  readonly reason: string;
};

/** How a tax relates to the total of an invoice. */
export type TaxMode =
  /** A part of the total. */
  | 'INCLUDED'
  /** Due beside the total, which does not hold it. */
  | 'ON_TOP';

/** What members are offered, and what must come together. */
export type TermsInput = {
  /** The builder’s share, in parts per million. */
  readonly builderPpm: number;
  /** Currency of the price, ISO 4217, such as EUR. */
  readonly currency: string;
  /** Queries of each customer in each calendar month (UTC) that cost nothing. Left out: none. */
  readonly freeQueriesPerMonth?: number | null | undefined;
  /** How the pool’s proposals are decided. */
  readonly governance: GovernanceRulesInput;
  /** Persons who must have pledged for the pool to be founded. */
  readonly minPersons: number;
  /** Records that must be pledged for the pool to be founded. */
  readonly minRecords: number;
  /** Records of their own that a member must bring to be accepted. */
  readonly minRecordsPerMember: number;
  /** What a call that is not free costs at least, in micros. Left out: nothing. */
  readonly minimumChargeMicros?: string | null | undefined;
  /** The owners’ share, in parts per million. */
  readonly ownersPpm: number;
  /** The platform’s share, in parts per million. The three shares sum to 1000000. */
  readonly platformPpm: number;
  /** How long pledges are taken, in milliseconds. */
  readonly pledgingPeriodMs: number;
  /** How much each member’s vote weighs. Left out: one person, one vote. */
  readonly power?: PowerRuleInput | null | undefined;
  /** What a million input tokens cost, in micros. Left out: nothing. */
  readonly pricePerMillionInputTokensMicros?: string | null | undefined;
  /** What a million output tokens cost, in micros. Left out: nothing. */
  readonly pricePerMillionOutputTokensMicros?: string | null | undefined;
  /** What a customer pays for one query, in micros. */
  readonly pricePerQueryMicros: string;
  /** What a second of use costs, in micros. Left out: nothing. */
  readonly pricePerSecondMicros?: string | null | undefined;
  /** What the pool itself owns of each later model, in parts per million of the owners’ weight; spent by vote. Left out: nothing. */
  readonly treasuryPpm?: number | null | undefined;
  /** How each member’s help to a model is measured. */
  readonly valuationMethod: ValuationMethod;
};

/** Where a ticket stands. It moves in one direction only. */
export type TicketState =
  /** Paid by its usage event; what was not used went back. */
  | 'CAPTURED'
  /** A usage event names it, and is about to be posted. */
  | 'CLAIMED'
  /** Nobody reported the call in time, so it was paid in full. */
  | 'EXPIRED'
  /** Held, and good for one call. */
  | 'OPEN'
  /** The call was not served, so the whole hold went back. */
  | 'RELEASED';

/** Money that came in, and for whom. */
export type TopUpInput = {
  /** How much, in micros; more than zero. */
  readonly amountMicros: string;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** ISO 4217 code, such as `EUR`. */
  readonly currency: string;
  /** The user whose balance grows. */
  readonly customerId: string;
  /** The operator’s own key for this payment, such as an invoice number: sent again, it counts no second time. */
  readonly idempotencyKey: string;
};

/** Where a run stands. SUCCEEDED and FAILED are final. */
export type TrainingRunState =
  /** Voted for; waits for a worker. Again, when a consent ended while it ran. */
  | 'APPROVED'
  /** Nothing of it was kept; `failure` says why. */
  | 'FAILED'
  /** In the clean room. */
  | 'RUNNING'
  /** Its artefact is sealed; it is valued next. */
  | 'SUCCEEDED';

/** Why a reported call is not counted. */
export type UsageRefusalCode =
  /** The key had been revoked when the call was made. */
  | 'API_KEY_REVOKED'
  /** The customer has no such key. */
  | 'API_KEY_UNKNOWN'
  /** No such customer is registered here. */
  | 'CUSTOMER_UNKNOWN'
  /** Its id was used for another event, which counts. */
  | 'EVENT_CONFLICT'
  /** It cannot be read as a usage event. */
  | 'EVENT_INVALID'
  /** The call is more than five minutes in the future. */
  | 'EVENT_IN_FUTURE'
  /** The call is more than 35 days old. */
  | 'EVENT_TOO_OLD'
  /** No such model version is published here. */
  | 'MODEL_UNKNOWN'
  /** The call is from before the version was published. */
  | 'MODEL_UNPUBLISHED'
  /** It names another source than the gateway that signed. */
  | 'SOURCE_MISMATCH'
  /** The call used more than its ticket allows. */
  | 'TICKET_EXCEEDED'
  /** The ticket was paid in full before the call was reported. */
  | 'TICKET_EXPIRED'
  /** The ticket was sold for another call. */
  | 'TICKET_MISMATCH'
  /** Calls of this version are bought first, and it names no ticket. */
  | 'TICKET_REQUIRED'
  /** The ticket has ended, or another event has it. */
  | 'TICKET_SPENT'
  /** There is no such ticket. */
  | 'TICKET_UNKNOWN'
  /** The gateway might not serve the version when the call was made. */
  | 'WRONG_GATEWAY';

/** What a replay did to one call. Only the first moved anything. */
export type UsageReplayStatus =
  /** It waits to be posted already. */
  | 'PENDING'
  /** It is posted already. */
  | 'POSTED'
  /** It waits to be posted again. */
  | 'REPLAYED'
  /** It is parked for want of money; a top-up releases it. */
  | 'UNFUNDED'
  /** No accepted call has this place in the inbox. */
  | 'UNKNOWN';

/** Where an accepted usage event stands; in exactly one of them. */
export type UsageState =
  /** Accepted; it is posted within moments. */
  | 'PENDING'
  /** Paid and shared out. */
  | 'POSTED'
  /** Not to be posted without a decision; `reason` says why. */
  | 'QUARANTINED'
  /** Parked until the customer’s balance can pay it. */
  | 'UNFUNDED';

/** What to do with calls that were reported after their version was closed. */
export type UsageVerdict =
  /** The customer pays as usual, and the owners’ share is nobody’s, for they were shared out already. */
  | 'CHARGE_UNALLOCATED'
  /** Nobody pays. */
  | 'WAIVE';

/** How each member’s help to a model is measured. */
export type ValuationMethod =
  /** By how much worse the model is without the member’s records. */
  | 'LEAVE_OUT';

/** Where a valuation stands. FROZEN and HELD are final. */
export type ValuationState =
  /** There is a cap table. */
  | 'FROZEN'
  /** There is none; `code` says why. */
  | 'HELD'
  /** Waits for a worker. */
  | 'QUEUED'
  /** In the clean room. */
  | 'RUNNING';

/** A guardian’s no. */
export type VetoProposalInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A proposal that is being voted on, or waits for its execution. */
  readonly proposalId: string;
  /** Why, for everyone to read: 1 to 1000 characters. */
  readonly reason: string;
  /** The viewer’s signature as a JWS: action `governance.veto`, subject the proposal’s uuid, digest of { proposalId, reason }; demanded of who has ever had a key. */
  readonly statementJws?: string | null | undefined;
};

/** What can be voted. A tie is a defeat. */
export type VoteChoice =
  /** Counts toward the quorum where the rules say so, never toward approval; possible under every method. */
  | 'ABSTAIN'
  /** Counts against approval, never toward the quorum. */
  | 'AGAINST'
  /** Counts toward quorum and approval. */
  | 'FOR';

/** Input of `vouchForPerson`. */
export type VouchForPersonInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** What tells this person apart, such as a document number. Digested with a secret key, never stored. */
  readonly evidence: string;
  /** The user who was met. */
  readonly userId: string;
};

export type AuditCheckStateFragment = { readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number };

export type AuditRunStateFragment = { readonly id: string, readonly trigger: AuditTrigger, readonly state: AuditState, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly sound: boolean | null, readonly checks: number | null, readonly entriesSumMicros: string | null, readonly balancesSumMicros: string | null, readonly journals: string | null, readonly results: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> };

export type AuditQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditQuery = { readonly audit: { readonly entriesSumMicros: string, readonly balancesSumMicros: string, readonly journals: string, readonly faults: ReadonlyArray<string>, readonly checks: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> } };

export type StartAuditMutationVariables = Exact<{ [key: string]: never; }>;


export type StartAuditMutation = { readonly startAudit: { readonly run: { readonly id: string, readonly trigger: AuditTrigger, readonly state: AuditState, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly sound: boolean | null, readonly checks: number | null, readonly entriesSumMicros: string | null, readonly balancesSumMicros: string | null, readonly journals: string | null, readonly results: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AuditRunQueryVariables = Exact<{
  id: string;
}>;


export type AuditRunQuery = { readonly node:
    | { readonly id: string, readonly trigger: AuditTrigger, readonly state: AuditState, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly sound: boolean | null, readonly checks: number | null, readonly entriesSumMicros: string | null, readonly balancesSumMicros: string | null, readonly journals: string | null, readonly results: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> }
    | Record<PropertyKey, never>
   | null };

export type AuditRunsQueryVariables = Exact<{
  first: number;
}>;


export type AuditRunsQuery = { readonly auditRuns: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly trigger: AuditTrigger, readonly state: AuditState, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly sound: boolean | null, readonly checks: number | null, readonly entriesSumMicros: string | null, readonly balancesSumMicros: string | null, readonly journals: string | null, readonly results: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> } }> } };

export type AuditRunChangedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type AuditRunChangedSubscription = { readonly auditRunChanged: { readonly id: string, readonly trigger: AuditTrigger, readonly state: AuditState, readonly requestedAt: string, readonly startedAt: string | null, readonly finishedAt: string | null, readonly sound: boolean | null, readonly checks: number | null, readonly entriesSumMicros: string | null, readonly balancesSumMicros: string | null, readonly journals: string | null, readonly results: ReadonlyArray<{ readonly name: string, readonly invariant: number, readonly sound: boolean, readonly row: string | null, readonly fault: string | null, readonly tookMs: number }> } };

export type AuditFaultsQueryVariables = Exact<{
  first: number;
  open: boolean;
}>;


export type AuditFaultsQuery = { readonly auditFaults: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly invariant: number, readonly row: string, readonly message: string, readonly foundAt: string, readonly clearedAt: string | null } }> } };

export type AuditAlarmSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type AuditAlarmSubscription = { readonly auditAlarm: { readonly id: string, readonly name: string, readonly invariant: number, readonly row: string, readonly message: string, readonly foundAt: string } };

export type ReceiptHeadFragment = { readonly id: string, readonly number: string, readonly currency: string, readonly amountMicros: string, readonly issuedAt: string };

export type InvoiceHeadFragment = { readonly id: string, readonly number: string, readonly month: string, readonly currency: string, readonly totalMicros: string, readonly issuedAt: string };

export type BalanceRefundStateFragment = { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null };

export type PrepaidBalanceQueryVariables = Exact<{
  currency: string;
  customerId?: string | null | undefined;
}>;


export type PrepaidBalanceQuery = { readonly prepaidBalance: { readonly currency: string, readonly balanceMicros: string, readonly heldMicros: string, readonly owedMicros: string, readonly refundableMicros: string } };

export type InvoicePreviewQueryVariables = Exact<{
  currency: string;
  customerId?: string | null | undefined;
}>;


export type InvoicePreviewQuery = { readonly invoicePreview: { readonly month: string, readonly through: string, readonly currency: string, readonly totalMicros: string, readonly tax: { readonly name: string, readonly ratePpm: number, readonly mode: TaxMode, readonly taxMicros: string } | null, readonly lines: ReadonlyArray<{ readonly description: string, readonly calls: string, readonly amountMicros: string }> } };

export type PaymentsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  customerId?: string | null | undefined;
}>;


export type PaymentsQuery = { readonly payments: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly origin: PaymentOrigin, readonly reference: string | null, readonly createdAt: string, readonly receipt: { readonly id: string, readonly number: string, readonly currency: string, readonly amountMicros: string, readonly issuedAt: string } | null, readonly reversal: { readonly amountMicros: string, readonly takenMicros: string, readonly createdAt: string } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ReceiptsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  customerId?: string | null | undefined;
}>;


export type ReceiptsQuery = { readonly receipts: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly number: string, readonly currency: string, readonly amountMicros: string, readonly issuedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type InvoicesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  customerId?: string | null | undefined;
}>;


export type InvoicesQuery = { readonly invoices: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly number: string, readonly month: string, readonly currency: string, readonly totalMicros: string, readonly issuedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DocumentQueryVariables = Exact<{
  id: string;
}>;


export type DocumentQuery = { readonly node:
    | { readonly text: string, readonly id: string, readonly number: string, readonly month: string, readonly currency: string, readonly totalMicros: string, readonly issuedAt: string }
    | { readonly text: string, readonly id: string, readonly number: string, readonly currency: string, readonly amountMicros: string, readonly issuedAt: string }
    | Record<PropertyKey, never>
   | null };

export type BalanceRefundsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  customerId?: string | null | undefined;
}>;


export type BalanceRefundsQuery = { readonly balanceRefunds: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type OpenBalanceRefundsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type OpenBalanceRefundsQuery = { readonly openBalanceRefunds: { readonly edges: ReadonlyArray<{ readonly node: { readonly customerId: string, readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type RequestBalanceRefundMutationVariables = Exact<{
  input: RequestBalanceRefundInput;
}>;


export type RequestBalanceRefundMutation = { readonly requestBalanceRefund: { readonly refund: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ApproveBalanceRefundMutationVariables = Exact<{
  input: ApproveBalanceRefundInput;
}>;


export type ApproveBalanceRefundMutation = { readonly approveBalanceRefund: { readonly refund: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SettleBalanceRefundMutationVariables = Exact<{
  input: SettleBalanceRefundInput;
}>;


export type SettleBalanceRefundMutation = { readonly settleBalanceRefund: { readonly refund: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReturnBalanceRefundMutationVariables = Exact<{
  input: ReturnBalanceRefundInput;
}>;


export type ReturnBalanceRefundMutation = { readonly returnBalanceRefund: { readonly refund: { readonly id: string, readonly currency: string, readonly amountMicros: string, readonly state: BalanceRefundState, readonly requestedAt: string, readonly approvedAt: string | null, readonly closedAt: string | null, readonly evidence: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type BillingDetailsQueryVariables = Exact<{
  customerId?: string | null | undefined;
}>;


export type BillingDetailsQuery = { readonly billingDetails: { readonly name: string, readonly address: string, readonly country: string | null, readonly taxId: string | null, readonly updatedAt: string } | null };

export type SetBillingDetailsMutationVariables = Exact<{
  input: SetBillingDetailsInput;
}>;


export type SetBillingDetailsMutation = { readonly setBillingDetails: { readonly billingDetails: { readonly name: string, readonly address: string, readonly country: string | null, readonly taxId: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RegisterPaymentProviderMutationVariables = Exact<{
  input: RegisterPaymentProviderInput;
}>;


export type RegisterPaymentProviderMutation = { readonly registerPaymentProvider: { readonly webhookSecret: string | null, readonly provider: { readonly id: string, readonly name: string, readonly source: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RotatePaymentProviderSecretMutationVariables = Exact<{
  input: PaymentProviderInput;
}>;


export type RotatePaymentProviderSecretMutation = { readonly rotatePaymentProviderSecret: { readonly webhookSecret: string | null, readonly provider: { readonly id: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RevokePaymentProviderMutationVariables = Exact<{
  input: PaymentProviderInput;
}>;


export type RevokePaymentProviderMutation = { readonly revokePaymentProvider: { readonly provider: { readonly id: string, readonly revokedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PaymentProvidersQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PaymentProvidersQuery = { readonly paymentProviders: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly source: string, readonly createdAt: string, readonly revokedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PaymentRefusalsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PaymentRefusalsQuery = { readonly paymentRefusals: { readonly edges: ReadonlyArray<{ readonly node: { readonly providerId: string, readonly eventId: string, readonly code: string, readonly message: string, readonly receivedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CaseStandingFragment = { readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null };

export type CaseInFullFragment = { readonly openerId: string | null, readonly gatewayId: string | null, readonly reviewerId: string | null, readonly secondId: string | null, readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null, readonly legs: ReadonlyArray<{ readonly account: string, readonly amountMicros: string, readonly balanceMicros: string }> | null, readonly steps: ReadonlyArray<{ readonly version: number, readonly kind: CaseStepKind, readonly state: CaseState, readonly note: string | null, readonly actorId: string | null, readonly at: string }>, readonly evidence: ReadonlyArray<{ readonly text: string, readonly url: string | null, readonly digest: string | null, readonly authorId: string | null, readonly addedAt: string }>, readonly journals: ReadonlyArray<{ readonly kind: string, readonly postedAt: string }> };

export type CasesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type CasesQuery = { readonly cases: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CaseQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: CaseFilterInput | null | undefined;
}>;


export type CaseQueueQuery = { readonly caseQueue: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type CaseByIdQueryVariables = Exact<{
  id: string;
}>;


export type CaseByIdQuery = { readonly node:
    | { readonly openerId: string | null, readonly gatewayId: string | null, readonly reviewerId: string | null, readonly secondId: string | null, readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null, readonly legs: ReadonlyArray<{ readonly account: string, readonly amountMicros: string, readonly balanceMicros: string }> | null, readonly steps: ReadonlyArray<{ readonly version: number, readonly kind: CaseStepKind, readonly state: CaseState, readonly note: string | null, readonly actorId: string | null, readonly at: string }>, readonly evidence: ReadonlyArray<{ readonly text: string, readonly url: string | null, readonly digest: string | null, readonly authorId: string | null, readonly addedAt: string }>, readonly journals: ReadonlyArray<{ readonly kind: string, readonly postedAt: string }> }
    | Record<PropertyKey, never>
   | null };

export type CaseRefundPreviewQueryVariables = Exact<{
  id: string;
  amountMicros?: string | null | undefined;
}>;


export type CaseRefundPreviewQuery = { readonly node:
    | { readonly id: string, readonly refundPreview: { readonly currency: string, readonly amountMicros: string, readonly shareFrom: RefundShareSource, readonly legs: ReadonlyArray<{ readonly account: string, readonly amountMicros: string }> } }
    | Record<PropertyKey, never>
   | null };

export type CaseChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type CaseChangedSubscription = { readonly caseChanged: { readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null };

export type CasesChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CasesChangedSubscription = { readonly casesChanged: { readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } };

export type DisputeUsageMutationVariables = Exact<{
  input: ClaimInput;
}>;


export type DisputeUsageMutation = { readonly disputeUsage: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RequestRefundMutationVariables = Exact<{
  input: ClaimInput;
}>;


export type RequestRefundMutation = { readonly requestRefund: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AddEvidenceMutationVariables = Exact<{
  input: AddEvidenceInput;
}>;


export type AddEvidenceMutation = { readonly addEvidence: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type WithdrawCaseMutationVariables = Exact<{
  input: CaseInput;
}>;


export type WithdrawCaseMutation = { readonly withdrawCase: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TakeCaseMutationVariables = Exact<{
  input: CaseInput;
}>;


export type TakeCaseMutation = { readonly takeCase: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DecideCaseMutationVariables = Exact<{
  input: DecideCaseInput;
}>;


export type DecideCaseMutation = { readonly decideCase: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ConfirmCaseMutationVariables = Exact<{
  input: ConfirmCaseInput;
}>;


export type ConfirmCaseMutation = { readonly confirmCase: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeCorrectionMutationVariables = Exact<{
  input: ProposeCorrectionInput;
}>;


export type ProposeCorrectionMutation = { readonly proposeCorrection: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ApproveCorrectionMutationVariables = Exact<{
  input: ApproveCorrectionInput;
}>;


export type ApproveCorrectionMutation = { readonly approveCorrection: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RejectCorrectionMutationVariables = Exact<{
  input: RejectCorrectionInput;
}>;


export type RejectCorrectionMutation = { readonly rejectCorrection: { readonly case: { readonly digest: string | null, readonly id: string, readonly kind: CaseKind, readonly subject: string, readonly statement: string, readonly state: CaseState, readonly version: number, readonly outcome: CaseOutcome | null, readonly reason: CaseReason | null, readonly needsSecond: boolean, readonly amountMicros: string | null, readonly currency: string | null, readonly openedAt: string, readonly deadlineAt: string, readonly escalatedAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type MyDatasetsQueryVariables = Exact<{
  first: number;
}>;


export type MyDatasetsQuery = { readonly datasets: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly source: string | null, readonly state: DatasetState, readonly records: number, readonly createdAt: string } }> } };

export type CharterQueryVariables = Exact<{
  poolId: string;
}>;


export type CharterQuery = { readonly pool: { readonly id: string, readonly name: string, readonly charter: { readonly version: number, readonly digest: string, readonly scopeDigest: string, readonly termsDigest: string, readonly scope: { readonly purpose: string, readonly retentionDays: number, readonly recipients: ReadonlyArray<string>, readonly algorithmFamily: string, readonly linkage: Linkage, readonly releaseMode: ReleaseMode, readonly streams: ReadonlyArray<{ readonly name: string, readonly fields: ReadonlyArray<string> }> }, readonly terms: { readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string | null, readonly pricePerMillionOutputTokensMicros: string | null, readonly pricePerSecondMicros: string | null, readonly minimumChargeMicros: string | null, readonly freeQueriesPerMonth: number | null, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number, readonly minPersons: number, readonly minRecords: number, readonly minRecordsPerMember: number, readonly pledgingPeriodMs: number, readonly valuationMethod: ValuationMethod, readonly treasuryPpm: number | null, readonly governance: { readonly votingDelayMs: number, readonly votingPeriodMs: number, readonly noticePeriodMs: number, readonly gracePeriodMs: number, readonly quorumPpm: number, readonly thresholdPpm: number, readonly abstainCountsToQuorum: boolean, readonly lateWindowMs: number | null, readonly results: ResultsVisibility | null, readonly proposerPpm: number | null, readonly secret: boolean | null }, readonly power: { readonly basis: PowerBasis, readonly minAgeMs: number, readonly capPpm: number, readonly buyerLimitMicros: string | null } | null } } } | null };

export type DatasetChangedSubscriptionVariables = Exact<{
  datasetId: string;
}>;


export type DatasetChangedSubscription = { readonly datasetChanged: { readonly id: string, readonly state: DatasetState, readonly records: number, readonly source: string | null } };

export type DatasetQueryVariables = Exact<{
  id: string;
}>;


export type DatasetQuery = { readonly node:
    | { readonly id: string, readonly source: string | null, readonly state: DatasetState, readonly records: number, readonly streams: ReadonlyArray<{ readonly name: string, readonly records: number }> }
    | Record<PropertyKey, never>
   | null };

export type ImportProgressSubscriptionVariables = Exact<{
  datasetId: string;
}>;


export type ImportProgressSubscription = { readonly importProgress: { readonly state: ImportState, readonly bytesTotal: string, readonly bytesRead: string, readonly rowsRead: number, readonly rowsKept: number, readonly rowsRejected: number, readonly error: { readonly code: string, readonly message: string } | null } };

export type RegisterGatewayMutationVariables = Exact<{
  input: RegisterGatewayInput;
}>;


export type RegisterGatewayMutation = { readonly registerGateway: { readonly webhookSecret: string | null, readonly token: string | null, readonly gateway: { readonly id: string, readonly name: string, readonly source: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GatewaysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type GatewaysQuery = { readonly gateways: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly kind: GatewayKind, readonly suspendedAt: string | null, readonly revokedAt: string | null, readonly sequenceGaps: ReadonlyArray<{ readonly first: string, readonly last: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UsageBacklogQueryVariables = Exact<{ [key: string]: never; }>;


export type UsageBacklogQuery = { readonly usageBacklog: { readonly pending: string, readonly unfunded: string, readonly quarantined: string } };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string | null, readonly apiKey: { readonly id: string, readonly label: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly apiKey: { readonly id: string, readonly revokedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposalStateFragment = { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } };

export type ProposalsQueryVariables = Exact<{
  poolId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ProposalsQuery = { readonly proposals: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposalQueryVariables = Exact<{
  id: string;
}>;


export type ProposalQuery = { readonly proposal: { readonly myPower: string, readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly myBallot: { readonly choice: VoteChoice | null, readonly places: ReadonlyArray<number> | null, readonly weights: ReadonlyArray<number> | null, readonly receipt: string, readonly struck: boolean } | null, readonly strikes: ReadonlyArray<{ readonly reason: string, readonly struckAt: string, readonly appeal: string | null, readonly appealedAt: string | null, readonly upheldReason: string | null, readonly upheldAt: string | null }>, readonly timeline: ReadonlyArray<{ readonly fromState: ProposalState | null, readonly toState: ProposalState, readonly reason: string | null, readonly at: string }>, readonly rounds: ReadonlyArray<{ readonly powers: ReadonlyArray<string | null>, readonly exhausted: string, readonly eliminated: ReadonlyArray<number>, readonly by: string | null }> | null, readonly vetoes: ReadonlyArray<{ readonly guardianId: string, readonly reason: string, readonly at: string }>, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null };

export type ProposeAdviceMutationVariables = Exact<{
  input: ProposeAdviceInput;
}>;


export type ProposeAdviceMutation = { readonly proposeAdvice: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CastVoteMutationVariables = Exact<{
  input: CastVoteInput;
}>;


export type CastVoteMutation = { readonly castVote: { readonly ballot: { readonly id: string, readonly choice: VoteChoice | null, readonly places: ReadonlyArray<number> | null, readonly weights: ReadonlyArray<number> | null, readonly signed: boolean, readonly sequence: string, readonly digest: string, readonly salt: string | null, readonly receipt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposalChangedSubscriptionVariables = Exact<{
  proposalId: string;
}>;


export type ProposalChangedSubscription = { readonly proposalChanged: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } };

export type DelegationStateFragment = { readonly id: string, readonly poolId: string, readonly userId: string, readonly delegateId: string, readonly signed: boolean, readonly madeAt: string, readonly expiresAt: string | null, readonly endedAt: string | null };

export type DelegationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DelegationsQuery = { readonly delegations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly poolId: string, readonly userId: string, readonly delegateId: string, readonly signed: boolean, readonly madeAt: string, readonly expiresAt: string | null, readonly endedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DelegationsToMeQueryVariables = Exact<{
  poolId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type DelegationsToMeQuery = { readonly delegationsToMe: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly poolId: string, readonly userId: string, readonly delegateId: string, readonly signed: boolean, readonly madeAt: string, readonly expiresAt: string | null, readonly endedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DelegateVoteMutationVariables = Exact<{
  input: DelegateVoteInput;
}>;


export type DelegateVoteMutation = { readonly delegateVote: { readonly delegation: { readonly id: string, readonly poolId: string, readonly userId: string, readonly delegateId: string, readonly signed: boolean, readonly madeAt: string, readonly expiresAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type EndDelegationMutationVariables = Exact<{
  input: EndDelegationInput;
}>;


export type EndDelegationMutation = { readonly endDelegation: { readonly delegation: { readonly id: string, readonly poolId: string, readonly userId: string, readonly delegateId: string, readonly signed: boolean, readonly madeAt: string, readonly expiresAt: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TallyChangedSubscriptionVariables = Exact<{
  proposalId: string;
  after?: string | null | undefined;
}>;


export type TallyChangedSubscription = { readonly tallyChanged: { readonly sequence: string, readonly turnout: { readonly voters: number, readonly castPower: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly proposal: { readonly state: ProposalState, readonly endsAt: string } } };

export type BallotCastSubscriptionVariables = Exact<{
  proposalId: string;
  after?: string | null | undefined;
}>;


export type BallotCastSubscription = { readonly ballotCast: { readonly sequence: string, readonly voter: string, readonly digest: string | null, readonly choice: VoteChoice | null, readonly places: ReadonlyArray<number> | null, readonly weights: ReadonlyArray<number> | null, readonly reason: string | null, readonly signed: boolean, readonly castAt: string } };

export type GuardiansQueryVariables = Exact<{
  poolId: string;
}>;


export type GuardiansQuery = { readonly guardians: { readonly guardianIds: ReadonlyArray<string>, readonly needed: number, readonly electedAt: string, readonly expiresAt: string } | null };

export type VetoProposalMutationVariables = Exact<{
  input: VetoProposalInput;
}>;


export type VetoProposalMutation = { readonly vetoProposal: { readonly proposal: { readonly id: string, readonly state: ProposalState, readonly vetoes: ReadonlyArray<{ readonly guardianId: string, readonly reason: string, readonly at: string }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeGuardiansMutationVariables = Exact<{
  input: ProposeGuardiansInput;
}>;


export type ProposeGuardiansMutation = { readonly proposeGuardians: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StrikeBallotMutationVariables = Exact<{
  input: StrikeBallotInput;
}>;


export type StrikeBallotMutation = { readonly strikeBallot: { readonly strike: { readonly reason: string, readonly struckAt: string, readonly upheldAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type AppealStrikeMutationVariables = Exact<{
  input: AppealStrikeInput;
}>;


export type AppealStrikeMutation = { readonly appealStrike: { readonly strike: { readonly reason: string, readonly appeal: string | null, readonly appealedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TokensFragment = { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string };

export type InstanceQueryVariables = Exact<{ [key: string]: never; }>;


export type InstanceQuery = { readonly instance: { readonly name: string } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { readonly viewer: { readonly id: string, readonly handle: string, readonly isOperator: boolean, readonly isPersonProved: boolean, readonly recoveryCodesLeft: number, readonly createdAt: string } };

export type RequestChallengeMutationVariables = Exact<{ [key: string]: never; }>;


export type RequestChallengeMutation = { readonly requestChallenge: { readonly challenge: string | null, readonly expiresAt: string | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SignUpMutationVariables = Exact<{
  input: SignUpInput;
}>;


export type SignUpMutation = { readonly signUp: { readonly recoveryCodes: ReadonlyArray<string> | null, readonly user: { readonly id: string, readonly handle: string } | null, readonly tokens: { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ClaimInstanceMutationVariables = Exact<{
  input: ClaimInstanceInput;
}>;


export type ClaimInstanceMutation = { readonly claimInstance: { readonly recoveryCodes: ReadonlyArray<string> | null, readonly user: { readonly id: string, readonly handle: string } | null, readonly tokens: { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { readonly signIn: { readonly user: { readonly id: string, readonly handle: string } | null, readonly tokens: { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { readonly refreshSession: { readonly tokens: { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { readonly signOut: { readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReplaceRecoveryCodesMutationVariables = Exact<{
  input: ReplaceRecoveryCodesInput;
}>;


export type ReplaceRecoveryCodesMutation = { readonly replaceRecoveryCodes: { readonly recoveryCodes: ReadonlyArray<string> | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StartRecoveryMutationVariables = Exact<{
  input: StartRecoveryInput;
}>;


export type StartRecoveryMutation = { readonly startRecovery: { readonly recovery: { readonly id: string, readonly readyAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CompleteRecoveryMutationVariables = Exact<{
  input: CompleteRecoveryInput;
}>;


export type CompleteRecoveryMutation = { readonly completeRecovery: { readonly user: { readonly id: string, readonly handle: string } | null, readonly tokens: { readonly accessToken: string, readonly accessTokenExpiresAt: string, readonly refreshToken: string, readonly refreshTokenExpiresAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type MandateStateFragment = { readonly id: string, readonly version: number, readonly modelVersionId: string | null, readonly poolId: string | null, readonly apiKeyId: string | null, readonly currency: string, readonly maxPriceMicros: string, readonly dailyCapMicros: string, readonly givenAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly signed: boolean };

export type TicketStateFragment = { readonly id: string, readonly requestId: string, readonly state: TicketState, readonly modelVersionId: string, readonly apiKeyId: string, readonly gatewayId: string, readonly currency: string, readonly maxPriceMicros: string, readonly capturedMicros: string | null, readonly issuedAt: string, readonly expiresAt: string, readonly claimedAt: string | null, readonly resolvedAt: string | null, readonly releaseReason: string | null, readonly eventId: string | null };

export type SpendingLimitStateFragment = { readonly currency: string, readonly dailyMicros: string | null, readonly monthlyMicros: string | null, readonly spentTodayMicros: string, readonly spentThisMonthMicros: string, readonly remainingMicros: string };

export type MandatesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MandatesQuery = { readonly mandates: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly version: number, readonly modelVersionId: string | null, readonly poolId: string | null, readonly apiKeyId: string | null, readonly currency: string, readonly maxPriceMicros: string, readonly dailyCapMicros: string, readonly givenAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly signed: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type GiveMandateMutationVariables = Exact<{
  input: GiveMandateInput;
}>;


export type GiveMandateMutation = { readonly giveMandate: { readonly mandate: { readonly id: string, readonly version: number, readonly modelVersionId: string | null, readonly poolId: string | null, readonly apiKeyId: string | null, readonly currency: string, readonly maxPriceMicros: string, readonly dailyCapMicros: string, readonly givenAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly signed: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RevokeMandateMutationVariables = Exact<{
  input: RevokeMandateInput;
}>;


export type RevokeMandateMutation = { readonly revokeMandate: { readonly mandate: { readonly id: string, readonly version: number, readonly modelVersionId: string | null, readonly poolId: string | null, readonly apiKeyId: string | null, readonly currency: string, readonly maxPriceMicros: string, readonly dailyCapMicros: string, readonly givenAt: string, readonly expiresAt: string, readonly revokedAt: string | null, readonly signed: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TicketsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TicketsQuery = { readonly tickets: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly requestId: string, readonly state: TicketState, readonly modelVersionId: string, readonly apiKeyId: string, readonly gatewayId: string, readonly currency: string, readonly maxPriceMicros: string, readonly capturedMicros: string | null, readonly issuedAt: string, readonly expiresAt: string, readonly claimedAt: string | null, readonly resolvedAt: string | null, readonly releaseReason: string | null, readonly eventId: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TicketsChangedSubscriptionVariables = Exact<{
  first: number;
}>;


export type TicketsChangedSubscription = { readonly ticketsChanged: ReadonlyArray<{ readonly id: string, readonly requestId: string, readonly state: TicketState, readonly modelVersionId: string, readonly apiKeyId: string, readonly gatewayId: string, readonly currency: string, readonly maxPriceMicros: string, readonly capturedMicros: string | null, readonly issuedAt: string, readonly expiresAt: string, readonly claimedAt: string | null, readonly resolvedAt: string | null, readonly releaseReason: string | null, readonly eventId: string | null }> };

export type UsageChangedSubscriptionVariables = Exact<{
  first: number;
}>;


export type UsageChangedSubscription = { readonly usageChanged: ReadonlyArray<{ readonly modelVersionId: string, readonly apiKeyId: string, readonly ticketId: string | null, readonly state: UsageState, readonly reason: string | null, readonly queries: number, readonly chargedMicros: string | null, readonly currency: string, readonly occurredAt: string }> };

export type SpendingLimitsQueryVariables = Exact<{ [key: string]: never; }>;


export type SpendingLimitsQuery = { readonly spendingLimits: ReadonlyArray<{ readonly currency: string, readonly dailyMicros: string | null, readonly monthlyMicros: string | null, readonly spentTodayMicros: string, readonly spentThisMonthMicros: string, readonly remainingMicros: string }> };

export type SetSpendingLimitMutationVariables = Exact<{
  input: SetSpendingLimitInput;
}>;


export type SetSpendingLimitMutation = { readonly setSpendingLimit: { readonly spendingLimit: { readonly currency: string, readonly dailyMicros: string | null, readonly monthlyMicros: string | null, readonly spentTodayMicros: string, readonly spentThisMonthMicros: string, readonly remainingMicros: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ModelVersionStateFragment = { readonly id: string, readonly number: number, readonly state: ModelState, readonly artefactDigest: string, readonly capTableDigest: string, readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string, readonly pricePerMillionOutputTokensMicros: string, readonly pricePerSecondMicros: string, readonly minimumChargeMicros: string, readonly freeQueriesPerMonth: number, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number, readonly releaseMode: ReleaseMode, readonly publishedAt: string, readonly repricings: ReadonlyArray<{ readonly since: string, readonly pricePerQueryMicros: string, readonly builderPpm: number, readonly ownersPpm: number }> };

export type ProposePublishMutationVariables = Exact<{
  input: ProposePublishInput;
}>;


export type ProposePublishMutation = { readonly proposePublish: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ModelVersionsQueryVariables = Exact<{
  poolId?: string | null | undefined;
  first: number;
}>;


export type ModelVersionsQuery = { readonly modelVersions: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly number: number, readonly state: ModelState, readonly artefactDigest: string, readonly capTableDigest: string, readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string, readonly pricePerMillionOutputTokensMicros: string, readonly pricePerSecondMicros: string, readonly minimumChargeMicros: string, readonly freeQueriesPerMonth: number, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number, readonly releaseMode: ReleaseMode, readonly publishedAt: string, readonly repricings: ReadonlyArray<{ readonly since: string, readonly pricePerQueryMicros: string, readonly builderPpm: number, readonly ownersPpm: number }> } }> } };

export type ProposeModelMoveMutationVariables = Exact<{
  input: ProposeModelMoveInput;
}>;


export type ProposeModelMoveMutation = { readonly proposeModelMove: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeRepricingMutationVariables = Exact<{
  input: ProposeRepricingInput;
}>;


export type ProposeRepricingMutation = { readonly proposeRepricing: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly ownersProposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type EarningsStateFragment = { readonly modelVersionId: string, readonly currency: string, readonly state: PotState, readonly revenueMicros: string, readonly weight: string, readonly totalWeight: string, readonly sharePpm: number, readonly earnedMicros: string, readonly maturedMicros: string, readonly closingMicros: string | null, readonly drawnMicros: string, readonly availableMicros: string, readonly closedAt: string | null };

export type EarningsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type EarningsQuery = { readonly earnings: { readonly edges: ReadonlyArray<{ readonly node: { readonly modelVersionId: string, readonly currency: string, readonly state: PotState, readonly revenueMicros: string, readonly weight: string, readonly totalWeight: string, readonly sharePpm: number, readonly earnedMicros: string, readonly maturedMicros: string, readonly closingMicros: string | null, readonly drawnMicros: string, readonly availableMicros: string, readonly closedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EarningsChangedSubscriptionVariables = Exact<{
  modelVersionId: string;
}>;


export type EarningsChangedSubscription = { readonly earningsChanged: { readonly modelVersionId: string, readonly currency: string, readonly state: PotState, readonly revenueMicros: string, readonly weight: string, readonly totalWeight: string, readonly sharePpm: number, readonly earnedMicros: string, readonly maturedMicros: string, readonly closingMicros: string | null, readonly drawnMicros: string, readonly availableMicros: string, readonly closedAt: string | null } };

export type DrawEarningsMutationVariables = Exact<{
  input: DrawEarningsInput;
}>;


export type DrawEarningsMutation = { readonly drawEarnings: { readonly draw: { readonly id: string, readonly amountMicros: string, readonly currency: string } | null, readonly earnings: { readonly modelVersionId: string, readonly currency: string, readonly state: PotState, readonly revenueMicros: string, readonly weight: string, readonly totalWeight: string, readonly sharePpm: number, readonly earnedMicros: string, readonly maturedMicros: string, readonly closingMicros: string | null, readonly drawnMicros: string, readonly availableMicros: string, readonly closedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CustomerBalanceQueryVariables = Exact<{
  currency: string;
}>;


export type CustomerBalanceQuery = { readonly customerBalance: { readonly currency: string, readonly balanceMicros: string } };

export type BuilderBalanceQueryVariables = Exact<{
  currency: string;
}>;


export type BuilderBalanceQuery = { readonly builderBalance: { readonly currency: string, readonly balanceMicros: string } };

export type PlatformBalanceQueryVariables = Exact<{
  currency: string;
}>;


export type PlatformBalanceQuery = { readonly platformBalance: { readonly currency: string, readonly balanceMicros: string } };

export type UsageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UsageQuery = { readonly usage: { readonly edges: ReadonlyArray<{ readonly node: { readonly inboxId: string, readonly modelVersionId: string, readonly state: UsageState, readonly queries: number, readonly chargedMicros: string | null, readonly refundedMicros: string, readonly free: boolean, readonly currency: string, readonly occurredAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type TopUpMutationVariables = Exact<{
  input: TopUpInput;
}>;


export type TopUpMutation = { readonly topUp: { readonly topUp: { readonly currency: string, readonly amountMicros: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DrawsQueryVariables = Exact<{
  first: number;
}>;


export type DrawsQuery = { readonly draws: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly amountMicros: string, readonly currency: string, readonly journal: { readonly kind: string, readonly postedAt: string, readonly entries: ReadonlyArray<{ readonly accountKind: AccountKind, readonly currency: string, readonly amountMicros: string }> } | null } }> } };

export type JournalsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type JournalsQuery = { readonly journals: { readonly edges: ReadonlyArray<{ readonly node: { readonly kind: string, readonly postedAt: string, readonly entries: ReadonlyArray<{ readonly account: string | null, readonly accountKind: AccountKind, readonly currency: string, readonly amountMicros: string }> } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { readonly node:
    | { readonly id: string, readonly kind: 'AccessEntry' }
    | { readonly id: string, readonly kind: 'ApiKey' }
    | { readonly id: string, readonly kind: 'AuditFault' }
    | { readonly id: string, readonly kind: 'AuditRun' }
    | { readonly id: string, readonly kind: 'BalanceRefund' }
    | { readonly id: string, readonly kind: 'Ballot' }
    | { readonly id: string, readonly kind: 'CapTable' }
    | { readonly id: string, readonly kind: 'Case' }
    | { readonly id: string, readonly kind: 'Charter' }
    | { readonly id: string, readonly kind: 'Consent' }
    | { readonly id: string, readonly kind: 'Contribution' }
    | { readonly id: string, readonly kind: 'Dataset' }
    | { readonly id: string, readonly kind: 'Delegation' }
    | { readonly id: string, readonly kind: 'Draw' }
    | { readonly id: string, readonly kind: 'Gateway' }
    | { readonly id: string, readonly kind: 'GatewayGap' }
    | { readonly id: string, readonly kind: 'GatewayLicence' }
    | { readonly id: string, readonly kind: 'Import' }
    | { readonly id: string, readonly kind: 'Invoice' }
    | { readonly id: string, readonly kind: 'Mandate' }
    | { readonly id: string, readonly kind: 'ModelVersion' }
    | { readonly id: string, readonly kind: 'Notice' }
    | { readonly id: string, readonly kind: 'Payment' }
    | { readonly id: string, readonly kind: 'PaymentProvider' }
    | { readonly id: string, readonly kind: 'Payout' }
    | { readonly id: string, readonly kind: 'PayoutBatch' }
    | { readonly id: string, readonly kind: 'PayoutDestination' }
    | { readonly id: string, readonly kind: 'Pledge' }
    | { readonly id: string, readonly kind: 'Pool' }
    | { readonly id: string, readonly kind: 'Probe' }
    | { readonly id: string, readonly kind: 'Proposal' }
    | { readonly id: string, readonly kind: 'Receipt' }
    | { readonly id: string, readonly kind: 'Ticket' }
    | { readonly id: string, readonly kind: 'TrainingRun' }
    | { readonly id: string, readonly kind: 'UsageReplay' }
    | { readonly id: string, readonly kind: 'User' }
   | null };

export type NoticeInFullFragment = { readonly id: string, readonly kind: NoticeKind, readonly title: string, readonly lines: ReadonlyArray<string>, readonly until: string | null, readonly createdAt: string, readonly dispatchedAt: string | null, readonly subjectId: string, readonly poolId: string | null };

export type NoticeAddressInFullFragment = { readonly unread: number, readonly sendsMail: boolean, readonly address: { readonly email: string | null, readonly pendingEmail: string | null, readonly codeExpiresAt: string | null } | null };

export type NoticeInboxQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  unreadOnly?: boolean;
}>;


export type NoticeInboxQuery = { readonly noticeInbox: { readonly unread: number, readonly notices: { readonly edges: ReadonlyArray<{ readonly node: { readonly sequence: string, readonly createdAt: string, readonly readAt: string | null, readonly notice: { readonly id: string, readonly kind: NoticeKind, readonly title: string, readonly lines: ReadonlyArray<string>, readonly until: string | null, readonly createdAt: string, readonly dispatchedAt: string | null, readonly subjectId: string, readonly poolId: string | null } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } };

export type NoticeAddressQueryVariables = Exact<{ [key: string]: never; }>;


export type NoticeAddressQuery = { readonly noticeInbox: { readonly unread: number, readonly sendsMail: boolean, readonly address: { readonly email: string | null, readonly pendingEmail: string | null, readonly codeExpiresAt: string | null } | null } };

export type NoticeReceivedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type NoticeReceivedSubscription = { readonly noticeReceived: { readonly sequence: string, readonly createdAt: string, readonly readAt: string | null, readonly notice: { readonly id: string, readonly kind: NoticeKind, readonly title: string, readonly lines: ReadonlyArray<string>, readonly until: string | null, readonly createdAt: string, readonly dispatchedAt: string | null, readonly subjectId: string, readonly poolId: string | null } } };

export type MarkNoticesReadMutationVariables = Exact<{
  input: MarkNoticesReadInput;
}>;


export type MarkNoticesReadMutation = { readonly markNoticesRead: { readonly inbox: { readonly unread: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SetNoticeAddressMutationVariables = Exact<{
  input: SetNoticeAddressInput;
}>;


export type SetNoticeAddressMutation = { readonly setNoticeAddress: { readonly inbox: { readonly unread: number, readonly sendsMail: boolean, readonly address: { readonly email: string | null, readonly pendingEmail: string | null, readonly codeExpiresAt: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ConfirmNoticeAddressMutationVariables = Exact<{
  input: ConfirmNoticeAddressInput;
}>;


export type ConfirmNoticeAddressMutation = { readonly confirmNoticeAddress: { readonly inbox: { readonly unread: number, readonly sendsMail: boolean, readonly address: { readonly email: string | null, readonly pendingEmail: string | null, readonly codeExpiresAt: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RemoveNoticeAddressMutationVariables = Exact<{
  input: RemoveNoticeAddressInput;
}>;


export type RemoveNoticeAddressMutation = { readonly removeNoticeAddress: { readonly inbox: { readonly unread: number, readonly sendsMail: boolean, readonly address: { readonly email: string | null, readonly pendingEmail: string | null, readonly codeExpiresAt: string | null } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type VouchForPersonMutationVariables = Exact<{
  input: VouchForPersonInput;
}>;


export type VouchForPersonMutation = { readonly vouchForPerson: { readonly isPersonProved: boolean | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SuspendGatewayMutationVariables = Exact<{
  input: SuspendGatewayInput;
}>;


export type SuspendGatewayMutation = { readonly suspendGateway: { readonly gateway: { readonly id: string, readonly suspendedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ResumeGatewayMutationVariables = Exact<{
  input: GatewayInput;
}>;


export type ResumeGatewayMutation = { readonly resumeGateway: { readonly gateway: { readonly id: string, readonly suspendedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type LicenseGatewayMutationVariables = Exact<{
  input: LicenseGatewayInput;
}>;


export type LicenseGatewayMutation = { readonly licenseGateway: { readonly licence: { readonly id: string, readonly gatewayId: string, readonly modelVersionId: string, readonly grantedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RevokeLicenceMutationVariables = Exact<{
  input: RevokeLicenceInput;
}>;


export type RevokeLicenceMutation = { readonly revokeLicence: { readonly licence: { readonly id: string, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GatewayGapsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  gatewayId?: string | null | undefined;
  open?: boolean | null | undefined;
}>;


export type GatewayGapsQuery = { readonly gatewayGaps: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly gatewayId: string, readonly first: string, readonly last: string, readonly firstSeenAt: string, readonly openedAt: string, readonly closedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UsageRefusalsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  gatewayId?: string | null | undefined;
  code?: UsageRefusalCode | null | undefined;
}>;


export type UsageRefusalsQuery = { readonly usageRefusals: { readonly edges: ReadonlyArray<{ readonly node: { readonly gatewayId: string, readonly eventId: string, readonly code: UsageRefusalCode, readonly sequence: string | null, readonly digest: string, readonly receivedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UsageRefusalCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type UsageRefusalCountsQuery = { readonly usageRefusalCounts: ReadonlyArray<{ readonly gatewayId: string, readonly code: UsageRefusalCode, readonly events: string, readonly lastAt: string }> };

export type ParkedUsageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  state?: UsageState | null | undefined;
  reason?: string | null | undefined;
}>;


export type ParkedUsageQuery = { readonly parkedUsage: { readonly edges: ReadonlyArray<{ readonly node: { readonly inboxId: string, readonly state: UsageState, readonly reason: string | null, readonly gatewayId: string, readonly eventId: string, readonly modelVersionId: string, readonly customerId: string, readonly queries: number, readonly occurredAt: string, readonly receivedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type UsageStatesQueryVariables = Exact<{ [key: string]: never; }>;


export type UsageStatesQuery = { readonly usageStates: { readonly acceptedTotal: string, readonly posted: string, readonly pending: string, readonly unfunded: string, readonly quarantined: string } };

export type UsageReplaysQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UsageReplaysQuery = { readonly usageReplays: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly operatorId: string, readonly note: string, readonly inboxIds: ReadonlyArray<string>, readonly reasons: ReadonlyArray<string>, readonly replayedAt: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ReplayUsageMutationVariables = Exact<{
  input: ReplayUsageInput;
}>;


export type ReplayUsageMutation = { readonly replayUsage: { readonly replay: { readonly id: string, readonly replayedAt: string } | null, readonly results: ReadonlyArray<{ readonly inboxId: string, readonly status: UsageReplayStatus }> | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type RecordProbeMutationVariables = Exact<{
  input: RecordProbeInput;
}>;


export type RecordProbeMutation = { readonly recordProbe: { readonly probe: { readonly id: string, readonly state: ProbeState, readonly calledAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProbesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  gatewayId?: string | null | undefined;
  state?: ProbeState | null | undefined;
}>;


export type ProbesQuery = { readonly probes: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly gatewayId: string, readonly modelVersionId: string, readonly keyId: string, readonly calledAt: string, readonly state: ProbeState, readonly checkedAt: string | null, readonly inboxId: string | null, readonly units: { readonly queries: number } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EarningsPeriodStateFragment = { readonly period: string, readonly currency: string, readonly calls: string, readonly earnedMicros: string, readonly closingMicros: string, readonly final: boolean };

export type EarningsByPeriodQueryVariables = Exact<{
  modelVersionId: string;
  unit: PeriodUnit;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EarningsByPeriodQuery = { readonly earningsByPeriod: { readonly edges: ReadonlyArray<{ readonly node: { readonly period: string, readonly currency: string, readonly calls: string, readonly earnedMicros: string, readonly closingMicros: string, readonly final: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EarningsByMonthQueryVariables = Exact<{
  currency: string;
  first: number;
  after?: string | null | undefined;
}>;


export type EarningsByMonthQuery = { readonly earningsByMonth: { readonly edges: ReadonlyArray<{ readonly node: { readonly period: string, readonly currency: string, readonly calls: string, readonly earnedMicros: string, readonly closingMicros: string, readonly final: boolean } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StatementStateFragment = { readonly currency: string, readonly basis: StatementBasis, readonly from: string, readonly to: string, readonly openingMicros: string, readonly incomeMicros: string, readonly drawnMicros: string, readonly closingMicros: string, readonly final: boolean, readonly lines: ReadonlyArray<{ readonly kind: StatementLineKind, readonly modelVersionId: string, readonly period: string, readonly count: string | null, readonly amountMicros: string, readonly balanceMicros: string, readonly final: boolean }> };

export type StatementQueryVariables = Exact<{
  currency: string;
  year?: number | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type StatementQuery = { readonly statement: { readonly currency: string, readonly basis: StatementBasis, readonly from: string, readonly to: string, readonly openingMicros: string, readonly incomeMicros: string, readonly drawnMicros: string, readonly closingMicros: string, readonly final: boolean, readonly lines: ReadonlyArray<{ readonly kind: StatementLineKind, readonly modelVersionId: string, readonly period: string, readonly count: string | null, readonly amountMicros: string, readonly balanceMicros: string, readonly final: boolean }> } };

export type YearlyStatementQueryVariables = Exact<{
  year: number;
  currency: string;
}>;


export type YearlyStatementQuery = { readonly yearlyStatement: { readonly currency: string, readonly basis: StatementBasis, readonly from: string, readonly to: string, readonly openingMicros: string, readonly incomeMicros: string, readonly drawnMicros: string, readonly closingMicros: string, readonly final: boolean, readonly lines: ReadonlyArray<{ readonly kind: StatementLineKind, readonly modelVersionId: string, readonly period: string, readonly count: string | null, readonly amountMicros: string, readonly balanceMicros: string, readonly final: boolean }> } };

export type YearlyStatementCsvQueryVariables = Exact<{
  year: number;
  currency: string;
  bom: boolean;
}>;


export type YearlyStatementCsvQuery = { readonly yearlyStatement: { readonly final: boolean, readonly csv: string, readonly digest: string } };

export type ExplainUsageQueryVariables = Exact<{
  inboxId: string;
}>;


export type ExplainUsageQuery = { readonly explainUsage: { readonly inboxId: string, readonly occurredAt: string, readonly queries: number, readonly inputTokens: number, readonly outputTokens: number, readonly seconds: number, readonly state: UsageState, readonly reason: string | null, readonly version: { readonly id: string, readonly number: number, readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string, readonly pricePerMillionOutputTokensMicros: string, readonly pricePerSecondMicros: string, readonly minimumChargeMicros: string, readonly freeQueriesPerMonth: number, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number }, readonly charge: { readonly unitsMicros: string, readonly priceMicros: string, readonly rule: ChargeRule } | null, readonly paid: { readonly priceMicros: string, readonly feeMicros: string, readonly builderMicros: string, readonly shareMicros: string, readonly shareTo: ShareTo, readonly postedAt: string } | null, readonly revenue: { readonly beforeMicros: string, readonly afterMicros: string } | null, readonly owner: { readonly weight: string, readonly totalWeight: string, readonly earnedBeforeMicros: string, readonly earnedAfterMicros: string, readonly exactNumerator: string, readonly exactDenominator: string } | null, readonly refunds: ReadonlyArray<{ readonly amountMicros: string, readonly shareMicros: string, readonly shareFrom: ShareFrom, readonly refundedAt: string }> } };

export type ModelCallsQueryVariables = Exact<{
  modelVersionId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ModelCallsQuery = { readonly modelCalls: { readonly edges: ReadonlyArray<{ readonly node: { readonly inboxId: string, readonly occurredAt: string, readonly currency: string, readonly priceMicros: string, readonly shareMicros: string, readonly refundedShareMicros: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type QuoteUsageQueryVariables = Exact<{
  modelVersionId: string;
  queries: number;
  inputTokens: number;
  outputTokens: number;
  seconds: number;
}>;


export type QuoteUsageQuery = { readonly quoteUsage: { readonly currency: string, readonly unitsMicros: string, readonly priceMicros: string, readonly rule: ChargeRule, readonly freeQueriesLeft: number } };

export type DrainModelVersionMutationVariables = Exact<{
  input: DrainModelVersionInput;
}>;


export type DrainModelVersionMutation = { readonly drainModelVersion: { readonly pot: { readonly state: PotState, readonly currency: string, readonly revenueMicros: string, readonly matureMicros: string, readonly drainedAt: string | null, readonly closedAt: string | null, readonly drainReason: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReserveBalanceQueryVariables = Exact<{
  currency: string;
}>;


export type ReserveBalanceQuery = { readonly reserveBalance: { readonly currency: string, readonly balanceMicros: string } };

export type FundReserveMutationVariables = Exact<{
  input: FundReserveInput;
}>;


export type FundReserveMutation = { readonly fundReserve: { readonly reserveMicros: string | null, readonly funding: { readonly currency: string, readonly amountMicros: string, readonly source: ReserveSource, readonly fundedAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SettleParkedUsageMutationVariables = Exact<{
  input: SettleParkedUsageInput;
}>;


export type SettleParkedUsageMutation = { readonly settleParkedUsage: { readonly results: ReadonlyArray<{ readonly inboxId: string, readonly status: DecisionStatus }> | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PayoutDestinationStateFragment = { readonly id: string, readonly currency: string, readonly version: number, readonly kind: PayoutDestinationKind, readonly last4: string, readonly signed: boolean, readonly setAt: string, readonly usableAt: string, readonly cancelledAt: string | null };

export type PayoutStandingFragment = { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } };

export type PayoutBatchStateFragment = { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null };

export type PayoutDestinationsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PayoutDestinationsQuery = { readonly payoutDestinations: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly currency: string, readonly version: number, readonly kind: PayoutDestinationKind, readonly last4: string, readonly signed: boolean, readonly setAt: string, readonly usableAt: string, readonly cancelledAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PayoutDestinationToSignQueryVariables = Exact<{
  currency: string;
  details: PayoutDestinationDetailsInput;
}>;


export type PayoutDestinationToSignQuery = { readonly payoutDestinationToSign: { readonly version: number, readonly statement: { readonly action: string, readonly subject: string, readonly digest: string } } };

export type SetPayoutDestinationMutationVariables = Exact<{
  input: SetPayoutDestinationInput;
}>;


export type SetPayoutDestinationMutation = { readonly setPayoutDestination: { readonly destination: { readonly id: string, readonly currency: string, readonly version: number, readonly kind: PayoutDestinationKind, readonly last4: string, readonly signed: boolean, readonly setAt: string, readonly usableAt: string, readonly cancelledAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CancelPayoutDestinationMutationVariables = Exact<{
  input: CancelPayoutDestinationInput;
}>;


export type CancelPayoutDestinationMutation = { readonly cancelPayoutDestination: { readonly destination: { readonly id: string, readonly currency: string, readonly version: number, readonly kind: PayoutDestinationKind, readonly last4: string, readonly signed: boolean, readonly setAt: string, readonly usableAt: string, readonly cancelledAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PayoutDestinationChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PayoutDestinationChangedSubscription = { readonly payoutDestinationChanged: { readonly id: string, readonly currency: string, readonly version: number, readonly kind: PayoutDestinationKind, readonly last4: string, readonly signed: boolean, readonly setAt: string, readonly usableAt: string, readonly cancelledAt: string | null } };

export type PayoutWalletsQueryVariables = Exact<{ [key: string]: never; }>;


export type PayoutWalletsQuery = { readonly payoutWallets: ReadonlyArray<{ readonly source: PayoutWalletKind, readonly currency: string, readonly balanceMicros: string, readonly minimumMicros: string }> };

export type PayoutsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PayoutsQuery = { readonly payouts: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PayoutChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PayoutChangedSubscription = { readonly payoutChanged: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } };

export type RequestPayoutMutationVariables = Exact<{
  input: RequestPayoutInput;
}>;


export type RequestPayoutMutation = { readonly requestPayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type CancelPayoutMutationVariables = Exact<{
  input: PayoutInput;
}>;


export type CancelPayoutMutation = { readonly cancelPayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PayoutQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: PayoutFilterInput | null | undefined;
}>;


export type PayoutQueueQuery = { readonly payoutQueue: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type HoldPayoutMutationVariables = Exact<{
  input: HoldPayoutInput;
}>;


export type HoldPayoutMutation = { readonly holdPayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReleasePayoutMutationVariables = Exact<{
  input: PayoutInput;
}>;


export type ReleasePayoutMutation = { readonly releasePayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type SettlePayoutMutationVariables = Exact<{
  input: SettlePayoutInput;
}>;


export type SettlePayoutMutation = { readonly settlePayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReturnPayoutMutationVariables = Exact<{
  input: ReturnPayoutInput;
}>;


export type ReturnPayoutMutation = { readonly returnPayout: { readonly payout: { readonly id: string, readonly orderId: string, readonly payeeId: string, readonly source: PayoutSource, readonly currency: string, readonly amountMicros: string, readonly state: PayoutState, readonly holdReason: PayoutHoldReason | null, readonly returnReason: PayoutReturnReason | null, readonly reference: string | null, readonly requestedAt: string, readonly sentAt: string | null, readonly endedAt: string | null, readonly batchId: string | null, readonly destination: { readonly id: string, readonly kind: PayoutDestinationKind, readonly last4: string } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PayoutBatchesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PayoutBatchesQuery = { readonly payoutBatches: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type PayoutBatchQueryVariables = Exact<{
  id: string;
}>;


export type PayoutBatchQuery = { readonly node:
    | { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null }
    | Record<PropertyKey, never>
   | null };

export type PayoutBatchFileQueryVariables = Exact<{
  batchId: string;
}>;


export type PayoutBatchFileQuery = { readonly payoutBatchFile: { readonly text: string, readonly batch: { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null } } };

export type CreatePayoutBatchMutationVariables = Exact<{
  input: CreatePayoutBatchInput;
}>;


export type CreatePayoutBatchMutation = { readonly createPayoutBatch: { readonly batch: { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ReleasePayoutBatchMutationVariables = Exact<{
  input: ReleasePayoutBatchInput;
}>;


export type ReleasePayoutBatchMutation = { readonly releasePayoutBatch: { readonly batch: { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type DiscardPayoutBatchMutationVariables = Exact<{
  input: PayoutBatchInput;
}>;


export type DiscardPayoutBatchMutation = { readonly discardPayoutBatch: { readonly batch: { readonly id: string, readonly currency: string, readonly state: PayoutBatchState, readonly payouts: number, readonly totalMicros: string, readonly digest: string, readonly createdBy: string, readonly createdAt: string, readonly endedBy: string | null, readonly endedAt: string | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PoolStateFragment = { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null };

export type WholeCharterFragment = { readonly version: number, readonly digest: string, readonly scopeDigest: string, readonly termsDigest: string, readonly scope: { readonly purpose: string, readonly retentionDays: number, readonly recipients: ReadonlyArray<string>, readonly algorithmFamily: string, readonly linkage: Linkage, readonly releaseMode: ReleaseMode, readonly streams: ReadonlyArray<{ readonly name: string, readonly fields: ReadonlyArray<string> }> }, readonly terms: { readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string | null, readonly pricePerMillionOutputTokensMicros: string | null, readonly pricePerSecondMicros: string | null, readonly minimumChargeMicros: string | null, readonly freeQueriesPerMonth: number | null, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number, readonly minPersons: number, readonly minRecords: number, readonly minRecordsPerMember: number, readonly pledgingPeriodMs: number, readonly valuationMethod: ValuationMethod, readonly treasuryPpm: number | null, readonly governance: { readonly votingDelayMs: number, readonly votingPeriodMs: number, readonly noticePeriodMs: number, readonly gracePeriodMs: number, readonly quorumPpm: number, readonly thresholdPpm: number, readonly abstainCountsToQuorum: boolean, readonly lateWindowMs: number | null, readonly results: ResultsVisibility | null, readonly proposerPpm: number | null, readonly secret: boolean | null }, readonly power: { readonly basis: PowerBasis, readonly minAgeMs: number, readonly capPpm: number, readonly buyerLimitMicros: string | null } | null } };

export type PoolQueryVariables = Exact<{
  id: string;
}>;


export type PoolQuery = { readonly pool: { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly charter: { readonly id: string, readonly version: number, readonly digest: string, readonly scopeDigest: string, readonly termsDigest: string, readonly scope: { readonly purpose: string, readonly retentionDays: number, readonly recipients: ReadonlyArray<string>, readonly algorithmFamily: string, readonly linkage: Linkage, readonly releaseMode: ReleaseMode, readonly streams: ReadonlyArray<{ readonly name: string, readonly fields: ReadonlyArray<string> }> }, readonly terms: { readonly currency: string, readonly pricePerQueryMicros: string, readonly pricePerMillionInputTokensMicros: string | null, readonly pricePerMillionOutputTokensMicros: string | null, readonly pricePerSecondMicros: string | null, readonly minimumChargeMicros: string | null, readonly freeQueriesPerMonth: number | null, readonly platformPpm: number, readonly builderPpm: number, readonly ownersPpm: number, readonly minPersons: number, readonly minRecords: number, readonly minRecordsPerMember: number, readonly pledgingPeriodMs: number, readonly valuationMethod: ValuationMethod, readonly treasuryPpm: number | null, readonly governance: { readonly votingDelayMs: number, readonly votingPeriodMs: number, readonly noticePeriodMs: number, readonly gracePeriodMs: number, readonly quorumPpm: number, readonly thresholdPpm: number, readonly abstainCountsToQuorum: boolean, readonly lateWindowMs: number | null, readonly results: ResultsVisibility | null, readonly proposerPpm: number | null, readonly secret: boolean | null }, readonly power: { readonly basis: PowerBasis, readonly minAgeMs: number, readonly capPpm: number, readonly buyerLimitMicros: string | null } | null } }, readonly myContributions: ReadonlyArray<{ readonly id: string, readonly state: ContributionState, readonly records: number, readonly units: string, readonly duplicates: number, readonly reasons: ReadonlyArray<string> }>, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null } | null };

export type PoolsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  states?: ReadonlyArray<PoolState> | PoolState | null | undefined;
}>;


export type PoolsQuery = { readonly pools: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type ProposePoolMutationVariables = Exact<{
  input: ProposePoolInput;
}>;


export type ProposePoolMutation = { readonly proposePool: { readonly pool: { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type GivePledgeMutationVariables = Exact<{
  input: GivePledgeInput;
}>;


export type GivePledgeMutation = { readonly givePledge: { readonly pledge: { readonly id: string, readonly records: number } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type StartFoundingVoteMutationVariables = Exact<{
  input: StartFoundingVoteInput;
}>;


export type StartFoundingVoteMutation = { readonly startFoundingVote: { readonly pool: { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type PoolChangedSubscriptionVariables = Exact<{
  poolId: string;
}>;


export type PoolChangedSubscription = { readonly poolChanged: { readonly id: string, readonly name: string, readonly state: PoolState, readonly pledgingEndsAt: string, readonly pledged: { readonly persons: number, readonly records: number }, readonly contributionCounts: { readonly pending: number, readonly accepted: number, readonly rejected: number, readonly units: string }, readonly foundingProposal: { readonly id: string, readonly state: ProposalState } | null } };

export type ReserveStateFragment = { readonly minPricePerQueryMicros: string | null, readonly forbiddenUses: ReadonlyArray<string>, readonly maxRetentionDays: number | null, readonly setAt: string };

export type SetReserveMutationVariables = Exact<{
  input: SetReserveInput;
}>;


export type SetReserveMutation = { readonly setReserve: { readonly reserve: { readonly minPricePerQueryMicros: string | null, readonly forbiddenUses: ReadonlyArray<string>, readonly maxRetentionDays: number | null, readonly setAt: string } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ScopeOfferQueryVariables = Exact<{
  contributionId: string;
  proposalId?: string | null | undefined;
}>;


export type ScopeOfferQuery = { readonly scopeOffer: { readonly charterDigest: string, readonly scopeDigest: string, readonly contribution: { readonly id: string, readonly state: ContributionState, readonly poolId: string, readonly datasetId: string } } };

export type OptInMutationVariables = Exact<{
  input: OptInInput;
}>;


export type OptInMutation = { readonly optIn: { readonly contribution: { readonly id: string, readonly state: ContributionState } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeTermsMutationVariables = Exact<{
  input: ProposeTermsInput;
}>;


export type ProposeTermsMutation = { readonly proposeTerms: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeScopeMutationVariables = Exact<{
  input: ProposeScopeInput;
}>;


export type ProposeScopeMutation = { readonly proposeScope: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeBuilderMutationVariables = Exact<{
  input: ProposeBuilderInput;
}>;


export type ProposeBuilderMutation = { readonly proposeBuilder: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TreasuryQueryVariables = Exact<{
  poolId: string;
}>;


export type TreasuryQuery = { readonly treasury: { readonly poolId: string, readonly currency: string, readonly heldMicros: string, readonly availableMicros: string, readonly totalMicros: string, readonly spendings: ReadonlyArray<{ readonly amountMicros: string, readonly purpose: string, readonly spentAt: string, readonly recipient: { readonly id: string, readonly handle: string } | null }> } };

export type ProposeSpendingMutationVariables = Exact<{
  input: ProposeSpendingInput;
}>;


export type ProposeSpendingMutation = { readonly proposeSpending: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposeClosingMutationVariables = Exact<{
  input: ProposeClosingInput;
}>;


export type ProposeClosingMutation = { readonly proposeClosing: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TrainingRunStateFragment = { readonly id: string, readonly state: TrainingRunState, readonly algorithm: string, readonly algorithmDigest: string, readonly recordsFed: number, readonly recordsTotal: number | null, readonly corpusDigest: string | null, readonly artefactDigest: string | null, readonly artefactBytes: number | null, readonly metrics: { readonly heldOutPerplexity: number, readonly heldOutCoverage: number, readonly trainingRecords: number, readonly heldOutRecords: number, readonly vocabulary: number } | null, readonly failure: { readonly code: string, readonly message: string } | null };

export type AlgorithmsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlgorithmsQuery = { readonly algorithms: ReadonlyArray<{ readonly name: string, readonly digest: string, readonly purpose: AlgorithmPurpose, readonly description: string }> };

export type ProposeTrainingRunMutationVariables = Exact<{
  input: ProposeTrainingRunInput;
}>;


export type ProposeTrainingRunMutation = { readonly proposeTrainingRun: { readonly proposal: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly startsAt: string, readonly endsAt: string, readonly eta: string | null, readonly method: BallotMethod, readonly choices: ReadonlyArray<string>, readonly rollTotal: string, readonly turnout: { readonly voters: number, readonly castPower: string, readonly sequence: string }, readonly tally: { readonly powers: ReadonlyArray<string>, readonly forPower: string | null, readonly againstPower: string | null, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean, readonly leading: number | null } | null, readonly rules: { readonly results: ResultsVisibility | null, readonly secret: boolean | null } } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type TrainingRunsQueryVariables = Exact<{
  poolId: string;
  first: number;
}>;


export type TrainingRunsQuery = { readonly trainingRuns: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly state: TrainingRunState, readonly algorithm: string, readonly algorithmDigest: string, readonly recordsFed: number, readonly recordsTotal: number | null, readonly corpusDigest: string | null, readonly artefactDigest: string | null, readonly artefactBytes: number | null, readonly metrics: { readonly heldOutPerplexity: number, readonly heldOutCoverage: number, readonly trainingRecords: number, readonly heldOutRecords: number, readonly vocabulary: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } }> } };

export type TrainingRunChangedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type TrainingRunChangedSubscription = { readonly trainingRunChanged: { readonly id: string, readonly state: TrainingRunState, readonly algorithm: string, readonly algorithmDigest: string, readonly recordsFed: number, readonly recordsTotal: number | null, readonly corpusDigest: string | null, readonly artefactDigest: string | null, readonly artefactBytes: number | null, readonly metrics: { readonly heldOutPerplexity: number, readonly heldOutCoverage: number, readonly trainingRecords: number, readonly heldOutRecords: number, readonly vocabulary: number } | null, readonly failure: { readonly code: string, readonly message: string } | null } };

export type ValuationQueryVariables = Exact<{
  runId: string;
}>;


export type ValuationQuery = { readonly valuation: { readonly state: ValuationState, readonly code: string | null, readonly message: string | null } | null };

export type CapTableQueryVariables = Exact<{
  runId: string;
}>;


export type CapTableQuery = { readonly capTable: { readonly id: string, readonly method: string, readonly totalWeight: string, readonly members: number, readonly digest: string, readonly frozenAt: string, readonly myRow: { readonly weight: string, readonly weightBefore: string, readonly measured: string } | null } | null };

export type ValuationChangedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type ValuationChangedSubscription = { readonly valuationChanged: { readonly state: ValuationState, readonly code: string | null, readonly message: string | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const AuditCheckStateFragmentDoc = new TypedDocumentString(`
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}
    `, {"fragmentName":"AuditCheckState"}) as unknown as TypedDocumentString<AuditCheckStateFragment, unknown>;
export const AuditRunStateFragmentDoc = new TypedDocumentString(`
    fragment AuditRunState on AuditRun {
  id
  trigger
  state
  requestedAt
  startedAt
  finishedAt
  sound
  checks
  entriesSumMicros
  balancesSumMicros
  journals
  results {
    ...AuditCheckState
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}`, {"fragmentName":"AuditRunState"}) as unknown as TypedDocumentString<AuditRunStateFragment, unknown>;
export const ReceiptHeadFragmentDoc = new TypedDocumentString(`
    fragment ReceiptHead on Receipt {
  id
  number
  currency
  amountMicros
  issuedAt
}
    `, {"fragmentName":"ReceiptHead"}) as unknown as TypedDocumentString<ReceiptHeadFragment, unknown>;
export const InvoiceHeadFragmentDoc = new TypedDocumentString(`
    fragment InvoiceHead on Invoice {
  id
  number
  month
  currency
  totalMicros
  issuedAt
}
    `, {"fragmentName":"InvoiceHead"}) as unknown as TypedDocumentString<InvoiceHeadFragment, unknown>;
export const BalanceRefundStateFragmentDoc = new TypedDocumentString(`
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}
    `, {"fragmentName":"BalanceRefundState"}) as unknown as TypedDocumentString<BalanceRefundStateFragment, unknown>;
export const CaseStandingFragmentDoc = new TypedDocumentString(`
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}
    `, {"fragmentName":"CaseStanding"}) as unknown as TypedDocumentString<CaseStandingFragment, unknown>;
export const CaseInFullFragmentDoc = new TypedDocumentString(`
    fragment CaseInFull on Case {
  ...CaseStanding
  openerId
  gatewayId
  reviewerId
  secondId
  digest
  legs {
    account
    amountMicros
    balanceMicros
  }
  steps {
    version
    kind
    state
    note
    actorId
    at
  }
  evidence {
    text
    url
    digest
    authorId
    addedAt
  }
  journals {
    kind
    postedAt
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`, {"fragmentName":"CaseInFull"}) as unknown as TypedDocumentString<CaseInFullFragment, unknown>;
export const ProposalStateFragmentDoc = new TypedDocumentString(`
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}
    `, {"fragmentName":"ProposalState"}) as unknown as TypedDocumentString<ProposalStateFragment, unknown>;
export const DelegationStateFragmentDoc = new TypedDocumentString(`
    fragment DelegationState on Delegation {
  id
  poolId
  userId
  delegateId
  signed
  madeAt
  expiresAt
  endedAt
}
    `, {"fragmentName":"DelegationState"}) as unknown as TypedDocumentString<DelegationStateFragment, unknown>;
export const TokensFragmentDoc = new TypedDocumentString(`
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}
    `, {"fragmentName":"Tokens"}) as unknown as TypedDocumentString<TokensFragment, unknown>;
export const MandateStateFragmentDoc = new TypedDocumentString(`
    fragment MandateState on Mandate {
  id
  version
  modelVersionId
  poolId
  apiKeyId
  currency
  maxPriceMicros
  dailyCapMicros
  givenAt
  expiresAt
  revokedAt
  signed
}
    `, {"fragmentName":"MandateState"}) as unknown as TypedDocumentString<MandateStateFragment, unknown>;
export const TicketStateFragmentDoc = new TypedDocumentString(`
    fragment TicketState on Ticket {
  id
  requestId
  state
  modelVersionId
  apiKeyId
  gatewayId
  currency
  maxPriceMicros
  capturedMicros
  issuedAt
  expiresAt
  claimedAt
  resolvedAt
  releaseReason
  eventId
}
    `, {"fragmentName":"TicketState"}) as unknown as TypedDocumentString<TicketStateFragment, unknown>;
export const SpendingLimitStateFragmentDoc = new TypedDocumentString(`
    fragment SpendingLimitState on SpendingLimit {
  currency
  dailyMicros
  monthlyMicros
  spentTodayMicros
  spentThisMonthMicros
  remainingMicros
}
    `, {"fragmentName":"SpendingLimitState"}) as unknown as TypedDocumentString<SpendingLimitStateFragment, unknown>;
export const ModelVersionStateFragmentDoc = new TypedDocumentString(`
    fragment ModelVersionState on ModelVersion {
  id
  number
  state
  artefactDigest
  capTableDigest
  currency
  pricePerQueryMicros
  pricePerMillionInputTokensMicros
  pricePerMillionOutputTokensMicros
  pricePerSecondMicros
  minimumChargeMicros
  freeQueriesPerMonth
  platformPpm
  builderPpm
  ownersPpm
  releaseMode
  publishedAt
  repricings {
    since
    pricePerQueryMicros
    builderPpm
    ownersPpm
  }
}
    `, {"fragmentName":"ModelVersionState"}) as unknown as TypedDocumentString<ModelVersionStateFragment, unknown>;
export const EarningsStateFragmentDoc = new TypedDocumentString(`
    fragment EarningsState on Earnings {
  modelVersionId
  currency
  state
  revenueMicros
  weight
  totalWeight
  sharePpm
  earnedMicros
  maturedMicros
  closingMicros
  drawnMicros
  availableMicros
  closedAt
}
    `, {"fragmentName":"EarningsState"}) as unknown as TypedDocumentString<EarningsStateFragment, unknown>;
export const NoticeInFullFragmentDoc = new TypedDocumentString(`
    fragment NoticeInFull on Notice {
  id
  kind
  title
  lines
  until
  createdAt
  dispatchedAt
  subjectId
  poolId
}
    `, {"fragmentName":"NoticeInFull"}) as unknown as TypedDocumentString<NoticeInFullFragment, unknown>;
export const NoticeAddressInFullFragmentDoc = new TypedDocumentString(`
    fragment NoticeAddressInFull on NoticeInbox {
  unread
  sendsMail
  address {
    email
    pendingEmail
    codeExpiresAt
  }
}
    `, {"fragmentName":"NoticeAddressInFull"}) as unknown as TypedDocumentString<NoticeAddressInFullFragment, unknown>;
export const EarningsPeriodStateFragmentDoc = new TypedDocumentString(`
    fragment EarningsPeriodState on EarningsPeriod {
  period
  currency
  calls
  earnedMicros
  closingMicros
  final
}
    `, {"fragmentName":"EarningsPeriodState"}) as unknown as TypedDocumentString<EarningsPeriodStateFragment, unknown>;
export const StatementStateFragmentDoc = new TypedDocumentString(`
    fragment StatementState on Statement {
  currency
  basis
  from
  to
  openingMicros
  incomeMicros
  drawnMicros
  closingMicros
  final
  lines {
    kind
    modelVersionId
    period
    count
    amountMicros
    balanceMicros
    final
  }
}
    `, {"fragmentName":"StatementState"}) as unknown as TypedDocumentString<StatementStateFragment, unknown>;
export const PayoutDestinationStateFragmentDoc = new TypedDocumentString(`
    fragment PayoutDestinationState on PayoutDestination {
  id
  currency
  version
  kind
  last4
  signed
  setAt
  usableAt
  cancelledAt
}
    `, {"fragmentName":"PayoutDestinationState"}) as unknown as TypedDocumentString<PayoutDestinationStateFragment, unknown>;
export const PayoutStandingFragmentDoc = new TypedDocumentString(`
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}
    `, {"fragmentName":"PayoutStanding"}) as unknown as TypedDocumentString<PayoutStandingFragment, unknown>;
export const PayoutBatchStateFragmentDoc = new TypedDocumentString(`
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}
    `, {"fragmentName":"PayoutBatchState"}) as unknown as TypedDocumentString<PayoutBatchStateFragment, unknown>;
export const PoolStateFragmentDoc = new TypedDocumentString(`
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}
    `, {"fragmentName":"PoolState"}) as unknown as TypedDocumentString<PoolStateFragment, unknown>;
export const WholeCharterFragmentDoc = new TypedDocumentString(`
    fragment WholeCharter on Charter {
  version
  digest
  scopeDigest
  termsDigest
  scope {
    purpose
    streams {
      name
      fields
    }
    retentionDays
    recipients
    algorithmFamily
    linkage
    releaseMode
  }
  terms {
    currency
    pricePerQueryMicros
    pricePerMillionInputTokensMicros
    pricePerMillionOutputTokensMicros
    pricePerSecondMicros
    minimumChargeMicros
    freeQueriesPerMonth
    platformPpm
    builderPpm
    ownersPpm
    minPersons
    minRecords
    minRecordsPerMember
    pledgingPeriodMs
    governance {
      votingDelayMs
      votingPeriodMs
      noticePeriodMs
      gracePeriodMs
      quorumPpm
      thresholdPpm
      abstainCountsToQuorum
      lateWindowMs
      results
      proposerPpm
      secret
    }
    valuationMethod
    treasuryPpm
    power {
      basis
      minAgeMs
      capPpm
      buyerLimitMicros
    }
  }
}
    `, {"fragmentName":"WholeCharter"}) as unknown as TypedDocumentString<WholeCharterFragment, unknown>;
export const ReserveStateFragmentDoc = new TypedDocumentString(`
    fragment ReserveState on Reserve {
  minPricePerQueryMicros
  forbiddenUses
  maxRetentionDays
  setAt
}
    `, {"fragmentName":"ReserveState"}) as unknown as TypedDocumentString<ReserveStateFragment, unknown>;
export const TrainingRunStateFragmentDoc = new TypedDocumentString(`
    fragment TrainingRunState on TrainingRun {
  id
  state
  algorithm
  algorithmDigest
  recordsFed
  recordsTotal
  corpusDigest
  artefactDigest
  artefactBytes
  metrics {
    heldOutPerplexity
    heldOutCoverage
    trainingRecords
    heldOutRecords
    vocabulary
  }
  failure {
    code
    message
  }
}
    `, {"fragmentName":"TrainingRunState"}) as unknown as TypedDocumentString<TrainingRunStateFragment, unknown>;
export const AuditDocument = new TypedDocumentString(`
    query Audit {
  audit {
    entriesSumMicros
    balancesSumMicros
    journals
    faults
    checks {
      ...AuditCheckState
    }
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}`) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const StartAuditDocument = new TypedDocumentString(`
    mutation StartAudit {
  startAudit(input: {}) {
    run {
      ...AuditRunState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}
fragment AuditRunState on AuditRun {
  id
  trigger
  state
  requestedAt
  startedAt
  finishedAt
  sound
  checks
  entriesSumMicros
  balancesSumMicros
  journals
  results {
    ...AuditCheckState
  }
}`) as unknown as TypedDocumentString<StartAuditMutation, StartAuditMutationVariables>;
export const AuditRunDocument = new TypedDocumentString(`
    query AuditRun($id: ID!) {
  node(id: $id) {
    ...AuditRunState
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}
fragment AuditRunState on AuditRun {
  id
  trigger
  state
  requestedAt
  startedAt
  finishedAt
  sound
  checks
  entriesSumMicros
  balancesSumMicros
  journals
  results {
    ...AuditCheckState
  }
}`) as unknown as TypedDocumentString<AuditRunQuery, AuditRunQueryVariables>;
export const AuditRunsDocument = new TypedDocumentString(`
    query AuditRuns($first: Int!) {
  auditRuns(first: $first) {
    edges {
      node {
        ...AuditRunState
      }
    }
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}
fragment AuditRunState on AuditRun {
  id
  trigger
  state
  requestedAt
  startedAt
  finishedAt
  sound
  checks
  entriesSumMicros
  balancesSumMicros
  journals
  results {
    ...AuditCheckState
  }
}`) as unknown as TypedDocumentString<AuditRunsQuery, AuditRunsQueryVariables>;
export const AuditRunChangedDocument = new TypedDocumentString(`
    subscription AuditRunChanged($runId: ID!) {
  auditRunChanged(runId: $runId) {
    ...AuditRunState
  }
}
    fragment AuditCheckState on AuditCheck {
  name
  invariant
  sound
  row
  fault
  tookMs
}
fragment AuditRunState on AuditRun {
  id
  trigger
  state
  requestedAt
  startedAt
  finishedAt
  sound
  checks
  entriesSumMicros
  balancesSumMicros
  journals
  results {
    ...AuditCheckState
  }
}`) as unknown as TypedDocumentString<AuditRunChangedSubscription, AuditRunChangedSubscriptionVariables>;
export const AuditFaultsDocument = new TypedDocumentString(`
    query AuditFaults($first: Int!, $open: Boolean!) {
  auditFaults(first: $first, open: $open) {
    edges {
      node {
        id
        name
        invariant
        row
        message
        foundAt
        clearedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditFaultsQuery, AuditFaultsQueryVariables>;
export const AuditAlarmDocument = new TypedDocumentString(`
    subscription AuditAlarm {
  auditAlarm {
    id
    name
    invariant
    row
    message
    foundAt
  }
}
    `) as unknown as TypedDocumentString<AuditAlarmSubscription, AuditAlarmSubscriptionVariables>;
export const PrepaidBalanceDocument = new TypedDocumentString(`
    query PrepaidBalance($currency: String!, $customerId: ID) {
  prepaidBalance(currency: $currency, customerId: $customerId) {
    currency
    balanceMicros
    heldMicros
    owedMicros
    refundableMicros
  }
}
    `) as unknown as TypedDocumentString<PrepaidBalanceQuery, PrepaidBalanceQueryVariables>;
export const InvoicePreviewDocument = new TypedDocumentString(`
    query InvoicePreview($currency: String!, $customerId: ID) {
  invoicePreview(currency: $currency, customerId: $customerId) {
    month
    through
    currency
    totalMicros
    tax {
      name
      ratePpm
      mode
      taxMicros
    }
    lines {
      description
      calls
      amountMicros
    }
  }
}
    `) as unknown as TypedDocumentString<InvoicePreviewQuery, InvoicePreviewQueryVariables>;
export const PaymentsDocument = new TypedDocumentString(`
    query Payments($first: Int!, $after: String, $customerId: ID) {
  payments(first: $first, after: $after, customerId: $customerId) {
    edges {
      node {
        id
        currency
        amountMicros
        origin
        reference
        createdAt
        receipt {
          ...ReceiptHead
        }
        reversal {
          amountMicros
          takenMicros
          createdAt
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ReceiptHead on Receipt {
  id
  number
  currency
  amountMicros
  issuedAt
}`) as unknown as TypedDocumentString<PaymentsQuery, PaymentsQueryVariables>;
export const ReceiptsDocument = new TypedDocumentString(`
    query Receipts($first: Int!, $after: String, $customerId: ID) {
  receipts(first: $first, after: $after, customerId: $customerId) {
    edges {
      node {
        ...ReceiptHead
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ReceiptHead on Receipt {
  id
  number
  currency
  amountMicros
  issuedAt
}`) as unknown as TypedDocumentString<ReceiptsQuery, ReceiptsQueryVariables>;
export const InvoicesDocument = new TypedDocumentString(`
    query Invoices($first: Int!, $after: String, $customerId: ID) {
  invoices(first: $first, after: $after, customerId: $customerId) {
    edges {
      node {
        ...InvoiceHead
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment InvoiceHead on Invoice {
  id
  number
  month
  currency
  totalMicros
  issuedAt
}`) as unknown as TypedDocumentString<InvoicesQuery, InvoicesQueryVariables>;
export const DocumentDocument = new TypedDocumentString(`
    query Document($id: ID!) {
  node(id: $id) {
    ... on Receipt {
      ...ReceiptHead
      text
    }
    ... on Invoice {
      ...InvoiceHead
      text
    }
  }
}
    fragment ReceiptHead on Receipt {
  id
  number
  currency
  amountMicros
  issuedAt
}
fragment InvoiceHead on Invoice {
  id
  number
  month
  currency
  totalMicros
  issuedAt
}`) as unknown as TypedDocumentString<DocumentQuery, DocumentQueryVariables>;
export const BalanceRefundsDocument = new TypedDocumentString(`
    query BalanceRefunds($first: Int!, $after: String, $customerId: ID) {
  balanceRefunds(first: $first, after: $after, customerId: $customerId) {
    edges {
      node {
        ...BalanceRefundState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<BalanceRefundsQuery, BalanceRefundsQueryVariables>;
export const OpenBalanceRefundsDocument = new TypedDocumentString(`
    query OpenBalanceRefunds($first: Int!, $after: String) {
  openBalanceRefunds(first: $first, after: $after) {
    edges {
      node {
        customerId
        ...BalanceRefundState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<OpenBalanceRefundsQuery, OpenBalanceRefundsQueryVariables>;
export const RequestBalanceRefundDocument = new TypedDocumentString(`
    mutation RequestBalanceRefund($input: RequestBalanceRefundInput!) {
  requestBalanceRefund(input: $input) {
    refund {
      ...BalanceRefundState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<RequestBalanceRefundMutation, RequestBalanceRefundMutationVariables>;
export const ApproveBalanceRefundDocument = new TypedDocumentString(`
    mutation ApproveBalanceRefund($input: ApproveBalanceRefundInput!) {
  approveBalanceRefund(input: $input) {
    refund {
      ...BalanceRefundState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<ApproveBalanceRefundMutation, ApproveBalanceRefundMutationVariables>;
export const SettleBalanceRefundDocument = new TypedDocumentString(`
    mutation SettleBalanceRefund($input: SettleBalanceRefundInput!) {
  settleBalanceRefund(input: $input) {
    refund {
      ...BalanceRefundState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<SettleBalanceRefundMutation, SettleBalanceRefundMutationVariables>;
export const ReturnBalanceRefundDocument = new TypedDocumentString(`
    mutation ReturnBalanceRefund($input: ReturnBalanceRefundInput!) {
  returnBalanceRefund(input: $input) {
    refund {
      ...BalanceRefundState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment BalanceRefundState on BalanceRefund {
  id
  currency
  amountMicros
  state
  requestedAt
  approvedAt
  closedAt
  evidence
}`) as unknown as TypedDocumentString<ReturnBalanceRefundMutation, ReturnBalanceRefundMutationVariables>;
export const BillingDetailsDocument = new TypedDocumentString(`
    query BillingDetails($customerId: ID) {
  billingDetails(customerId: $customerId) {
    name
    address
    country
    taxId
    updatedAt
  }
}
    `) as unknown as TypedDocumentString<BillingDetailsQuery, BillingDetailsQueryVariables>;
export const SetBillingDetailsDocument = new TypedDocumentString(`
    mutation SetBillingDetails($input: SetBillingDetailsInput!) {
  setBillingDetails(input: $input) {
    billingDetails {
      name
      address
      country
      taxId
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SetBillingDetailsMutation, SetBillingDetailsMutationVariables>;
export const RegisterPaymentProviderDocument = new TypedDocumentString(`
    mutation RegisterPaymentProvider($input: RegisterPaymentProviderInput!) {
  registerPaymentProvider(input: $input) {
    provider {
      id
      name
      source
    }
    webhookSecret
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterPaymentProviderMutation, RegisterPaymentProviderMutationVariables>;
export const RotatePaymentProviderSecretDocument = new TypedDocumentString(`
    mutation RotatePaymentProviderSecret($input: PaymentProviderInput!) {
  rotatePaymentProviderSecret(input: $input) {
    provider {
      id
    }
    webhookSecret
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RotatePaymentProviderSecretMutation, RotatePaymentProviderSecretMutationVariables>;
export const RevokePaymentProviderDocument = new TypedDocumentString(`
    mutation RevokePaymentProvider($input: PaymentProviderInput!) {
  revokePaymentProvider(input: $input) {
    provider {
      id
      revokedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RevokePaymentProviderMutation, RevokePaymentProviderMutationVariables>;
export const PaymentProvidersDocument = new TypedDocumentString(`
    query PaymentProviders($first: Int!, $after: String) {
  paymentProviders(first: $first, after: $after) {
    edges {
      node {
        id
        name
        source
        createdAt
        revokedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentProvidersQuery, PaymentProvidersQueryVariables>;
export const PaymentRefusalsDocument = new TypedDocumentString(`
    query PaymentRefusals($first: Int!, $after: String) {
  paymentRefusals(first: $first, after: $after) {
    edges {
      node {
        providerId
        eventId
        code
        message
        receivedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<PaymentRefusalsQuery, PaymentRefusalsQueryVariables>;
export const CasesDocument = new TypedDocumentString(`
    query Cases($first: Int!, $after: String) {
  cases(first: $first, after: $after) {
    edges {
      node {
        ...CaseStanding
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<CasesQuery, CasesQueryVariables>;
export const CaseQueueDocument = new TypedDocumentString(`
    query CaseQueue($first: Int!, $after: String, $filter: CaseFilterInput) {
  caseQueue(first: $first, after: $after, filter: $filter) {
    edges {
      node {
        ...CaseStanding
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<CaseQueueQuery, CaseQueueQueryVariables>;
export const CaseByIdDocument = new TypedDocumentString(`
    query CaseById($id: ID!) {
  node(id: $id) {
    ... on Case {
      ...CaseInFull
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}
fragment CaseInFull on Case {
  ...CaseStanding
  openerId
  gatewayId
  reviewerId
  secondId
  digest
  legs {
    account
    amountMicros
    balanceMicros
  }
  steps {
    version
    kind
    state
    note
    actorId
    at
  }
  evidence {
    text
    url
    digest
    authorId
    addedAt
  }
  journals {
    kind
    postedAt
  }
}`) as unknown as TypedDocumentString<CaseByIdQuery, CaseByIdQueryVariables>;
export const CaseRefundPreviewDocument = new TypedDocumentString(`
    query CaseRefundPreview($id: ID!, $amountMicros: BigInt) {
  node(id: $id) {
    ... on Case {
      id
      refundPreview(amountMicros: $amountMicros) {
        currency
        amountMicros
        shareFrom
        legs {
          account
          amountMicros
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseRefundPreviewQuery, CaseRefundPreviewQueryVariables>;
export const CaseChangedDocument = new TypedDocumentString(`
    subscription CaseChanged($id: ID!) {
  caseChanged(id: $id) {
    ...CaseStanding
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<CaseChangedSubscription, CaseChangedSubscriptionVariables>;
export const CasesChangedDocument = new TypedDocumentString(`
    subscription CasesChanged {
  casesChanged {
    ...CaseStanding
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<CasesChangedSubscription, CasesChangedSubscriptionVariables>;
export const DisputeUsageDocument = new TypedDocumentString(`
    mutation DisputeUsage($input: ClaimInput!) {
  disputeUsage(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<DisputeUsageMutation, DisputeUsageMutationVariables>;
export const RequestRefundDocument = new TypedDocumentString(`
    mutation RequestRefund($input: ClaimInput!) {
  requestRefund(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<RequestRefundMutation, RequestRefundMutationVariables>;
export const AddEvidenceDocument = new TypedDocumentString(`
    mutation AddEvidence($input: AddEvidenceInput!) {
  addEvidence(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<AddEvidenceMutation, AddEvidenceMutationVariables>;
export const WithdrawCaseDocument = new TypedDocumentString(`
    mutation WithdrawCase($input: CaseInput!) {
  withdrawCase(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<WithdrawCaseMutation, WithdrawCaseMutationVariables>;
export const TakeCaseDocument = new TypedDocumentString(`
    mutation TakeCase($input: CaseInput!) {
  takeCase(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<TakeCaseMutation, TakeCaseMutationVariables>;
export const DecideCaseDocument = new TypedDocumentString(`
    mutation DecideCase($input: DecideCaseInput!) {
  decideCase(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<DecideCaseMutation, DecideCaseMutationVariables>;
export const ConfirmCaseDocument = new TypedDocumentString(`
    mutation ConfirmCase($input: ConfirmCaseInput!) {
  confirmCase(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<ConfirmCaseMutation, ConfirmCaseMutationVariables>;
export const ProposeCorrectionDocument = new TypedDocumentString(`
    mutation ProposeCorrection($input: ProposeCorrectionInput!) {
  proposeCorrection(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<ProposeCorrectionMutation, ProposeCorrectionMutationVariables>;
export const ApproveCorrectionDocument = new TypedDocumentString(`
    mutation ApproveCorrection($input: ApproveCorrectionInput!) {
  approveCorrection(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<ApproveCorrectionMutation, ApproveCorrectionMutationVariables>;
export const RejectCorrectionDocument = new TypedDocumentString(`
    mutation RejectCorrection($input: RejectCorrectionInput!) {
  rejectCorrection(input: $input) {
    case {
      ...CaseStanding
      digest
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CaseStanding on Case {
  id
  kind
  subject
  statement
  state
  version
  outcome
  reason
  needsSecond
  amountMicros
  currency
  openedAt
  deadlineAt
  escalatedAt
  endedAt
}`) as unknown as TypedDocumentString<RejectCorrectionMutation, RejectCorrectionMutationVariables>;
export const MyDatasetsDocument = new TypedDocumentString(`
    query MyDatasets($first: Int!) {
  datasets(first: $first) {
    edges {
      node {
        id
        source
        state
        records
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyDatasetsQuery, MyDatasetsQueryVariables>;
export const CharterDocument = new TypedDocumentString(`
    query Charter($poolId: ID!) {
  pool(id: $poolId) {
    id
    name
    charter {
      ...WholeCharter
    }
  }
}
    fragment WholeCharter on Charter {
  version
  digest
  scopeDigest
  termsDigest
  scope {
    purpose
    streams {
      name
      fields
    }
    retentionDays
    recipients
    algorithmFamily
    linkage
    releaseMode
  }
  terms {
    currency
    pricePerQueryMicros
    pricePerMillionInputTokensMicros
    pricePerMillionOutputTokensMicros
    pricePerSecondMicros
    minimumChargeMicros
    freeQueriesPerMonth
    platformPpm
    builderPpm
    ownersPpm
    minPersons
    minRecords
    minRecordsPerMember
    pledgingPeriodMs
    governance {
      votingDelayMs
      votingPeriodMs
      noticePeriodMs
      gracePeriodMs
      quorumPpm
      thresholdPpm
      abstainCountsToQuorum
      lateWindowMs
      results
      proposerPpm
      secret
    }
    valuationMethod
    treasuryPpm
    power {
      basis
      minAgeMs
      capPpm
      buyerLimitMicros
    }
  }
}`) as unknown as TypedDocumentString<CharterQuery, CharterQueryVariables>;
export const DatasetChangedDocument = new TypedDocumentString(`
    subscription DatasetChanged($datasetId: ID!) {
  datasetChanged(datasetId: $datasetId) {
    id
    state
    records
    source
  }
}
    `) as unknown as TypedDocumentString<DatasetChangedSubscription, DatasetChangedSubscriptionVariables>;
export const DatasetDocument = new TypedDocumentString(`
    query Dataset($id: ID!) {
  node(id: $id) {
    ... on Dataset {
      id
      source
      state
      records
      streams {
        name
        records
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DatasetQuery, DatasetQueryVariables>;
export const ImportProgressDocument = new TypedDocumentString(`
    subscription ImportProgress($datasetId: ID!) {
  importProgress(datasetId: $datasetId) {
    state
    bytesTotal
    bytesRead
    rowsRead
    rowsKept
    rowsRejected
    error {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportProgressSubscription, ImportProgressSubscriptionVariables>;
export const RegisterGatewayDocument = new TypedDocumentString(`
    mutation RegisterGateway($input: RegisterGatewayInput!) {
  registerGateway(input: $input) {
    gateway {
      id
      name
      source
    }
    webhookSecret
    token
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RegisterGatewayMutation, RegisterGatewayMutationVariables>;
export const GatewaysDocument = new TypedDocumentString(`
    query Gateways($first: Int!, $after: String) {
  gateways(first: $first, after: $after) {
    edges {
      node {
        id
        name
        kind
        suspendedAt
        revokedAt
        sequenceGaps(first: 5) {
          first
          last
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<GatewaysQuery, GatewaysQueryVariables>;
export const UsageBacklogDocument = new TypedDocumentString(`
    query UsageBacklog {
  usageBacklog {
    pending
    unfunded
    quarantined
  }
}
    `) as unknown as TypedDocumentString<UsageBacklogQuery, UsageBacklogQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey {
      id
      label
    }
    secret
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    apiKey {
      id
      revokedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ProposalsDocument = new TypedDocumentString(`
    query Proposals($poolId: ID!, $first: Int!, $after: String) {
  proposals(poolId: $poolId, first: $first, after: $after) {
    edges {
      node {
        ...ProposalState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposalsQuery, ProposalsQueryVariables>;
export const ProposalDocument = new TypedDocumentString(`
    query Proposal($id: ID!) {
  proposal(id: $id) {
    ...ProposalState
    myPower
    myBallot {
      choice
      places
      weights
      receipt
      struck
    }
    strikes {
      reason
      struckAt
      appeal
      appealedAt
      upheldReason
      upheldAt
    }
    timeline {
      fromState
      toState
      reason
      at
    }
    rounds {
      powers
      exhausted
      eliminated
      by
    }
    vetoes {
      guardianId
      reason
      at
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposalQuery, ProposalQueryVariables>;
export const ProposeAdviceDocument = new TypedDocumentString(`
    mutation ProposeAdvice($input: ProposeAdviceInput!) {
  proposeAdvice(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeAdviceMutation, ProposeAdviceMutationVariables>;
export const CastVoteDocument = new TypedDocumentString(`
    mutation CastVote($input: CastVoteInput!) {
  castVote(input: $input) {
    ballot {
      id
      choice
      places
      weights
      signed
      sequence
      digest
      salt
      receipt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CastVoteMutation, CastVoteMutationVariables>;
export const ProposalChangedDocument = new TypedDocumentString(`
    subscription ProposalChanged($proposalId: ID!) {
  proposalChanged(proposalId: $proposalId) {
    ...ProposalState
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposalChangedSubscription, ProposalChangedSubscriptionVariables>;
export const DelegationsDocument = new TypedDocumentString(`
    query Delegations($first: Int!, $after: String) {
  delegations(first: $first, after: $after) {
    edges {
      node {
        ...DelegationState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DelegationState on Delegation {
  id
  poolId
  userId
  delegateId
  signed
  madeAt
  expiresAt
  endedAt
}`) as unknown as TypedDocumentString<DelegationsQuery, DelegationsQueryVariables>;
export const DelegationsToMeDocument = new TypedDocumentString(`
    query DelegationsToMe($poolId: ID!, $first: Int!, $after: String) {
  delegationsToMe(poolId: $poolId, first: $first, after: $after) {
    edges {
      node {
        ...DelegationState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DelegationState on Delegation {
  id
  poolId
  userId
  delegateId
  signed
  madeAt
  expiresAt
  endedAt
}`) as unknown as TypedDocumentString<DelegationsToMeQuery, DelegationsToMeQueryVariables>;
export const DelegateVoteDocument = new TypedDocumentString(`
    mutation DelegateVote($input: DelegateVoteInput!) {
  delegateVote(input: $input) {
    delegation {
      ...DelegationState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment DelegationState on Delegation {
  id
  poolId
  userId
  delegateId
  signed
  madeAt
  expiresAt
  endedAt
}`) as unknown as TypedDocumentString<DelegateVoteMutation, DelegateVoteMutationVariables>;
export const EndDelegationDocument = new TypedDocumentString(`
    mutation EndDelegation($input: EndDelegationInput!) {
  endDelegation(input: $input) {
    delegation {
      ...DelegationState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment DelegationState on Delegation {
  id
  poolId
  userId
  delegateId
  signed
  madeAt
  expiresAt
  endedAt
}`) as unknown as TypedDocumentString<EndDelegationMutation, EndDelegationMutationVariables>;
export const TallyChangedDocument = new TypedDocumentString(`
    subscription TallyChanged($proposalId: ID!, $after: BigInt) {
  tallyChanged(proposalId: $proposalId, after: $after) {
    sequence
    turnout {
      voters
      castPower
    }
    tally {
      powers
      quorumMet
      approved
      leading
    }
    proposal {
      state
      endsAt
    }
  }
}
    `) as unknown as TypedDocumentString<TallyChangedSubscription, TallyChangedSubscriptionVariables>;
export const BallotCastDocument = new TypedDocumentString(`
    subscription BallotCast($proposalId: ID!, $after: BigInt) {
  ballotCast(proposalId: $proposalId, after: $after) {
    sequence
    voter
    digest
    choice
    places
    weights
    reason
    signed
    castAt
  }
}
    `) as unknown as TypedDocumentString<BallotCastSubscription, BallotCastSubscriptionVariables>;
export const GuardiansDocument = new TypedDocumentString(`
    query Guardians($poolId: ID!) {
  guardians(poolId: $poolId) {
    guardianIds
    needed
    electedAt
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<GuardiansQuery, GuardiansQueryVariables>;
export const VetoProposalDocument = new TypedDocumentString(`
    mutation VetoProposal($input: VetoProposalInput!) {
  vetoProposal(input: $input) {
    proposal {
      id
      state
      vetoes {
        guardianId
        reason
        at
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<VetoProposalMutation, VetoProposalMutationVariables>;
export const ProposeGuardiansDocument = new TypedDocumentString(`
    mutation ProposeGuardians($input: ProposeGuardiansInput!) {
  proposeGuardians(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeGuardiansMutation, ProposeGuardiansMutationVariables>;
export const StrikeBallotDocument = new TypedDocumentString(`
    mutation StrikeBallot($input: StrikeBallotInput!) {
  strikeBallot(input: $input) {
    strike {
      reason
      struckAt
      upheldAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<StrikeBallotMutation, StrikeBallotMutationVariables>;
export const AppealStrikeDocument = new TypedDocumentString(`
    mutation AppealStrike($input: AppealStrikeInput!) {
  appealStrike(input: $input) {
    strike {
      reason
      appeal
      appealedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<AppealStrikeMutation, AppealStrikeMutationVariables>;
export const InstanceDocument = new TypedDocumentString(`
    query Instance {
  instance {
    name
  }
}
    `) as unknown as TypedDocumentString<InstanceQuery, InstanceQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    handle
    isOperator
    isPersonProved
    recoveryCodesLeft
    createdAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const RequestChallengeDocument = new TypedDocumentString(`
    mutation RequestChallenge {
  requestChallenge(input: {}) {
    challenge
    expiresAt
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RequestChallengeMutation, RequestChallengeMutationVariables>;
export const SignUpDocument = new TypedDocumentString(`
    mutation SignUp($input: SignUpInput!) {
  signUp(input: $input) {
    user {
      id
      handle
    }
    tokens {
      ...Tokens
    }
    recoveryCodes
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}`) as unknown as TypedDocumentString<SignUpMutation, SignUpMutationVariables>;
export const ClaimInstanceDocument = new TypedDocumentString(`
    mutation ClaimInstance($input: ClaimInstanceInput!) {
  claimInstance(input: $input) {
    user {
      id
      handle
    }
    tokens {
      ...Tokens
    }
    recoveryCodes
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}`) as unknown as TypedDocumentString<ClaimInstanceMutation, ClaimInstanceMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    user {
      id
      handle
    }
    tokens {
      ...Tokens
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    tokens {
      ...Tokens
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}`) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut(input: {}) {
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const ReplaceRecoveryCodesDocument = new TypedDocumentString(`
    mutation ReplaceRecoveryCodes($input: ReplaceRecoveryCodesInput!) {
  replaceRecoveryCodes(input: $input) {
    recoveryCodes
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ReplaceRecoveryCodesMutation, ReplaceRecoveryCodesMutationVariables>;
export const StartRecoveryDocument = new TypedDocumentString(`
    mutation StartRecovery($input: StartRecoveryInput!) {
  startRecovery(input: $input) {
    recovery {
      id
      readyAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<StartRecoveryMutation, StartRecoveryMutationVariables>;
export const CompleteRecoveryDocument = new TypedDocumentString(`
    mutation CompleteRecovery($input: CompleteRecoveryInput!) {
  completeRecovery(input: $input) {
    user {
      id
      handle
    }
    tokens {
      ...Tokens
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}`) as unknown as TypedDocumentString<CompleteRecoveryMutation, CompleteRecoveryMutationVariables>;
export const MandatesDocument = new TypedDocumentString(`
    query Mandates($first: Int!, $after: String) {
  mandates(first: $first, after: $after) {
    edges {
      node {
        ...MandateState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MandateState on Mandate {
  id
  version
  modelVersionId
  poolId
  apiKeyId
  currency
  maxPriceMicros
  dailyCapMicros
  givenAt
  expiresAt
  revokedAt
  signed
}`) as unknown as TypedDocumentString<MandatesQuery, MandatesQueryVariables>;
export const GiveMandateDocument = new TypedDocumentString(`
    mutation GiveMandate($input: GiveMandateInput!) {
  giveMandate(input: $input) {
    mandate {
      ...MandateState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment MandateState on Mandate {
  id
  version
  modelVersionId
  poolId
  apiKeyId
  currency
  maxPriceMicros
  dailyCapMicros
  givenAt
  expiresAt
  revokedAt
  signed
}`) as unknown as TypedDocumentString<GiveMandateMutation, GiveMandateMutationVariables>;
export const RevokeMandateDocument = new TypedDocumentString(`
    mutation RevokeMandate($input: RevokeMandateInput!) {
  revokeMandate(input: $input) {
    mandate {
      ...MandateState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment MandateState on Mandate {
  id
  version
  modelVersionId
  poolId
  apiKeyId
  currency
  maxPriceMicros
  dailyCapMicros
  givenAt
  expiresAt
  revokedAt
  signed
}`) as unknown as TypedDocumentString<RevokeMandateMutation, RevokeMandateMutationVariables>;
export const TicketsDocument = new TypedDocumentString(`
    query Tickets($first: Int!, $after: String) {
  tickets(first: $first, after: $after) {
    edges {
      node {
        ...TicketState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TicketState on Ticket {
  id
  requestId
  state
  modelVersionId
  apiKeyId
  gatewayId
  currency
  maxPriceMicros
  capturedMicros
  issuedAt
  expiresAt
  claimedAt
  resolvedAt
  releaseReason
  eventId
}`) as unknown as TypedDocumentString<TicketsQuery, TicketsQueryVariables>;
export const TicketsChangedDocument = new TypedDocumentString(`
    subscription TicketsChanged($first: Int!) {
  ticketsChanged(first: $first) {
    ...TicketState
  }
}
    fragment TicketState on Ticket {
  id
  requestId
  state
  modelVersionId
  apiKeyId
  gatewayId
  currency
  maxPriceMicros
  capturedMicros
  issuedAt
  expiresAt
  claimedAt
  resolvedAt
  releaseReason
  eventId
}`) as unknown as TypedDocumentString<TicketsChangedSubscription, TicketsChangedSubscriptionVariables>;
export const UsageChangedDocument = new TypedDocumentString(`
    subscription UsageChanged($first: Int!) {
  usageChanged(first: $first) {
    modelVersionId
    apiKeyId
    ticketId
    state
    reason
    queries
    chargedMicros
    currency
    occurredAt
  }
}
    `) as unknown as TypedDocumentString<UsageChangedSubscription, UsageChangedSubscriptionVariables>;
export const SpendingLimitsDocument = new TypedDocumentString(`
    query SpendingLimits {
  spendingLimits {
    ...SpendingLimitState
  }
}
    fragment SpendingLimitState on SpendingLimit {
  currency
  dailyMicros
  monthlyMicros
  spentTodayMicros
  spentThisMonthMicros
  remainingMicros
}`) as unknown as TypedDocumentString<SpendingLimitsQuery, SpendingLimitsQueryVariables>;
export const SetSpendingLimitDocument = new TypedDocumentString(`
    mutation SetSpendingLimit($input: SetSpendingLimitInput!) {
  setSpendingLimit(input: $input) {
    spendingLimit {
      ...SpendingLimitState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment SpendingLimitState on SpendingLimit {
  currency
  dailyMicros
  monthlyMicros
  spentTodayMicros
  spentThisMonthMicros
  remainingMicros
}`) as unknown as TypedDocumentString<SetSpendingLimitMutation, SetSpendingLimitMutationVariables>;
export const ProposePublishDocument = new TypedDocumentString(`
    mutation ProposePublish($input: ProposePublishInput!) {
  proposePublish(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposePublishMutation, ProposePublishMutationVariables>;
export const ModelVersionsDocument = new TypedDocumentString(`
    query ModelVersions($poolId: ID, $first: Int!) {
  modelVersions(poolId: $poolId, first: $first) {
    edges {
      node {
        ...ModelVersionState
      }
    }
  }
}
    fragment ModelVersionState on ModelVersion {
  id
  number
  state
  artefactDigest
  capTableDigest
  currency
  pricePerQueryMicros
  pricePerMillionInputTokensMicros
  pricePerMillionOutputTokensMicros
  pricePerSecondMicros
  minimumChargeMicros
  freeQueriesPerMonth
  platformPpm
  builderPpm
  ownersPpm
  releaseMode
  publishedAt
  repricings {
    since
    pricePerQueryMicros
    builderPpm
    ownersPpm
  }
}`) as unknown as TypedDocumentString<ModelVersionsQuery, ModelVersionsQueryVariables>;
export const ProposeModelMoveDocument = new TypedDocumentString(`
    mutation ProposeModelMove($input: ProposeModelMoveInput!) {
  proposeModelMove(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeModelMoveMutation, ProposeModelMoveMutationVariables>;
export const ProposeRepricingDocument = new TypedDocumentString(`
    mutation ProposeRepricing($input: ProposeRepricingInput!) {
  proposeRepricing(input: $input) {
    proposal {
      ...ProposalState
    }
    ownersProposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeRepricingMutation, ProposeRepricingMutationVariables>;
export const EarningsDocument = new TypedDocumentString(`
    query Earnings($first: Int!, $after: String) {
  earnings(first: $first, after: $after) {
    edges {
      node {
        ...EarningsState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EarningsState on Earnings {
  modelVersionId
  currency
  state
  revenueMicros
  weight
  totalWeight
  sharePpm
  earnedMicros
  maturedMicros
  closingMicros
  drawnMicros
  availableMicros
  closedAt
}`) as unknown as TypedDocumentString<EarningsQuery, EarningsQueryVariables>;
export const EarningsChangedDocument = new TypedDocumentString(`
    subscription EarningsChanged($modelVersionId: ID!) {
  earningsChanged(modelVersionId: $modelVersionId) {
    ...EarningsState
  }
}
    fragment EarningsState on Earnings {
  modelVersionId
  currency
  state
  revenueMicros
  weight
  totalWeight
  sharePpm
  earnedMicros
  maturedMicros
  closingMicros
  drawnMicros
  availableMicros
  closedAt
}`) as unknown as TypedDocumentString<EarningsChangedSubscription, EarningsChangedSubscriptionVariables>;
export const DrawEarningsDocument = new TypedDocumentString(`
    mutation DrawEarnings($input: DrawEarningsInput!) {
  drawEarnings(input: $input) {
    draw {
      id
      amountMicros
      currency
    }
    earnings {
      ...EarningsState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment EarningsState on Earnings {
  modelVersionId
  currency
  state
  revenueMicros
  weight
  totalWeight
  sharePpm
  earnedMicros
  maturedMicros
  closingMicros
  drawnMicros
  availableMicros
  closedAt
}`) as unknown as TypedDocumentString<DrawEarningsMutation, DrawEarningsMutationVariables>;
export const CustomerBalanceDocument = new TypedDocumentString(`
    query CustomerBalance($currency: String!) {
  customerBalance(currency: $currency) {
    currency
    balanceMicros
  }
}
    `) as unknown as TypedDocumentString<CustomerBalanceQuery, CustomerBalanceQueryVariables>;
export const BuilderBalanceDocument = new TypedDocumentString(`
    query BuilderBalance($currency: String!) {
  builderBalance(currency: $currency) {
    currency
    balanceMicros
  }
}
    `) as unknown as TypedDocumentString<BuilderBalanceQuery, BuilderBalanceQueryVariables>;
export const PlatformBalanceDocument = new TypedDocumentString(`
    query PlatformBalance($currency: String!) {
  platformBalance(currency: $currency) {
    currency
    balanceMicros
  }
}
    `) as unknown as TypedDocumentString<PlatformBalanceQuery, PlatformBalanceQueryVariables>;
export const UsageDocument = new TypedDocumentString(`
    query Usage($first: Int!, $after: String) {
  usage(first: $first, after: $after) {
    edges {
      node {
        inboxId
        modelVersionId
        state
        queries
        chargedMicros
        refundedMicros
        free
        currency
        occurredAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<UsageQuery, UsageQueryVariables>;
export const TopUpDocument = new TypedDocumentString(`
    mutation TopUp($input: TopUpInput!) {
  topUp(input: $input) {
    topUp {
      currency
      amountMicros
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<TopUpMutation, TopUpMutationVariables>;
export const DrawsDocument = new TypedDocumentString(`
    query Draws($first: Int!) {
  draws(first: $first) {
    edges {
      node {
        id
        amountMicros
        currency
        journal {
          kind
          postedAt
          entries {
            accountKind
            currency
            amountMicros
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DrawsQuery, DrawsQueryVariables>;
export const JournalsDocument = new TypedDocumentString(`
    query Journals($first: Int!, $after: String) {
  journals(first: $first, after: $after) {
    edges {
      node {
        kind
        postedAt
        entries {
          account
          accountKind
          currency
          amountMicros
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<JournalsQuery, JournalsQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    kind: __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const NoticeInboxDocument = new TypedDocumentString(`
    query NoticeInbox($first: Int!, $after: String, $unreadOnly: Boolean! = false) {
  noticeInbox {
    unread
    notices(first: $first, after: $after, unreadOnly: $unreadOnly) {
      edges {
        node {
          sequence
          createdAt
          readAt
          notice {
            ...NoticeInFull
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment NoticeInFull on Notice {
  id
  kind
  title
  lines
  until
  createdAt
  dispatchedAt
  subjectId
  poolId
}`) as unknown as TypedDocumentString<NoticeInboxQuery, NoticeInboxQueryVariables>;
export const NoticeAddressDocument = new TypedDocumentString(`
    query NoticeAddress {
  noticeInbox {
    ...NoticeAddressInFull
  }
}
    fragment NoticeAddressInFull on NoticeInbox {
  unread
  sendsMail
  address {
    email
    pendingEmail
    codeExpiresAt
  }
}`) as unknown as TypedDocumentString<NoticeAddressQuery, NoticeAddressQueryVariables>;
export const NoticeReceivedDocument = new TypedDocumentString(`
    subscription NoticeReceived($after: BigInt) {
  noticeReceived(after: $after) {
    sequence
    createdAt
    readAt
    notice {
      ...NoticeInFull
    }
  }
}
    fragment NoticeInFull on Notice {
  id
  kind
  title
  lines
  until
  createdAt
  dispatchedAt
  subjectId
  poolId
}`) as unknown as TypedDocumentString<NoticeReceivedSubscription, NoticeReceivedSubscriptionVariables>;
export const MarkNoticesReadDocument = new TypedDocumentString(`
    mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
  markNoticesRead(input: $input) {
    inbox {
      unread
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<MarkNoticesReadMutation, MarkNoticesReadMutationVariables>;
export const SetNoticeAddressDocument = new TypedDocumentString(`
    mutation SetNoticeAddress($input: SetNoticeAddressInput!) {
  setNoticeAddress(input: $input) {
    inbox {
      ...NoticeAddressInFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment NoticeAddressInFull on NoticeInbox {
  unread
  sendsMail
  address {
    email
    pendingEmail
    codeExpiresAt
  }
}`) as unknown as TypedDocumentString<SetNoticeAddressMutation, SetNoticeAddressMutationVariables>;
export const ConfirmNoticeAddressDocument = new TypedDocumentString(`
    mutation ConfirmNoticeAddress($input: ConfirmNoticeAddressInput!) {
  confirmNoticeAddress(input: $input) {
    inbox {
      ...NoticeAddressInFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment NoticeAddressInFull on NoticeInbox {
  unread
  sendsMail
  address {
    email
    pendingEmail
    codeExpiresAt
  }
}`) as unknown as TypedDocumentString<ConfirmNoticeAddressMutation, ConfirmNoticeAddressMutationVariables>;
export const RemoveNoticeAddressDocument = new TypedDocumentString(`
    mutation RemoveNoticeAddress($input: RemoveNoticeAddressInput!) {
  removeNoticeAddress(input: $input) {
    inbox {
      ...NoticeAddressInFull
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment NoticeAddressInFull on NoticeInbox {
  unread
  sendsMail
  address {
    email
    pendingEmail
    codeExpiresAt
  }
}`) as unknown as TypedDocumentString<RemoveNoticeAddressMutation, RemoveNoticeAddressMutationVariables>;
export const VouchForPersonDocument = new TypedDocumentString(`
    mutation VouchForPerson($input: VouchForPersonInput!) {
  vouchForPerson(input: $input) {
    isPersonProved
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<VouchForPersonMutation, VouchForPersonMutationVariables>;
export const SuspendGatewayDocument = new TypedDocumentString(`
    mutation SuspendGateway($input: SuspendGatewayInput!) {
  suspendGateway(input: $input) {
    gateway {
      id
      suspendedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SuspendGatewayMutation, SuspendGatewayMutationVariables>;
export const ResumeGatewayDocument = new TypedDocumentString(`
    mutation ResumeGateway($input: GatewayInput!) {
  resumeGateway(input: $input) {
    gateway {
      id
      suspendedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeGatewayMutation, ResumeGatewayMutationVariables>;
export const LicenseGatewayDocument = new TypedDocumentString(`
    mutation LicenseGateway($input: LicenseGatewayInput!) {
  licenseGateway(input: $input) {
    licence {
      id
      gatewayId
      modelVersionId
      grantedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<LicenseGatewayMutation, LicenseGatewayMutationVariables>;
export const RevokeLicenceDocument = new TypedDocumentString(`
    mutation RevokeLicence($input: RevokeLicenceInput!) {
  revokeLicence(input: $input) {
    licence {
      id
      endedAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeLicenceMutation, RevokeLicenceMutationVariables>;
export const GatewayGapsDocument = new TypedDocumentString(`
    query GatewayGaps($first: Int!, $after: String, $gatewayId: ID, $open: Boolean) {
  gatewayGaps(first: $first, after: $after, gatewayId: $gatewayId, open: $open) {
    edges {
      node {
        id
        gatewayId
        first
        last
        firstSeenAt
        openedAt
        closedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<GatewayGapsQuery, GatewayGapsQueryVariables>;
export const UsageRefusalsDocument = new TypedDocumentString(`
    query UsageRefusals($first: Int!, $after: String, $gatewayId: ID, $code: UsageRefusalCode) {
  usageRefusals(first: $first, after: $after, gatewayId: $gatewayId, code: $code) {
    edges {
      node {
        gatewayId
        eventId
        code
        sequence
        digest
        receivedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<UsageRefusalsQuery, UsageRefusalsQueryVariables>;
export const UsageRefusalCountsDocument = new TypedDocumentString(`
    query UsageRefusalCounts {
  usageRefusalCounts {
    gatewayId
    code
    events
    lastAt
  }
}
    `) as unknown as TypedDocumentString<UsageRefusalCountsQuery, UsageRefusalCountsQueryVariables>;
export const ParkedUsageDocument = new TypedDocumentString(`
    query ParkedUsage($first: Int!, $after: String, $state: UsageState, $reason: String) {
  parkedUsage(first: $first, after: $after, state: $state, reason: $reason) {
    edges {
      node {
        inboxId
        state
        reason
        gatewayId
        eventId
        modelVersionId
        customerId
        queries
        occurredAt
        receivedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ParkedUsageQuery, ParkedUsageQueryVariables>;
export const UsageStatesDocument = new TypedDocumentString(`
    query UsageStates {
  usageStates {
    acceptedTotal
    posted
    pending
    unfunded
    quarantined
  }
}
    `) as unknown as TypedDocumentString<UsageStatesQuery, UsageStatesQueryVariables>;
export const UsageReplaysDocument = new TypedDocumentString(`
    query UsageReplays($first: Int!, $after: String) {
  usageReplays(first: $first, after: $after) {
    edges {
      node {
        id
        operatorId
        note
        inboxIds
        reasons
        replayedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<UsageReplaysQuery, UsageReplaysQueryVariables>;
export const ReplayUsageDocument = new TypedDocumentString(`
    mutation ReplayUsage($input: ReplayUsageInput!) {
  replayUsage(input: $input) {
    replay {
      id
      replayedAt
    }
    results {
      inboxId
      status
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ReplayUsageMutation, ReplayUsageMutationVariables>;
export const RecordProbeDocument = new TypedDocumentString(`
    mutation RecordProbe($input: RecordProbeInput!) {
  recordProbe(input: $input) {
    probe {
      id
      state
      calledAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<RecordProbeMutation, RecordProbeMutationVariables>;
export const ProbesDocument = new TypedDocumentString(`
    query Probes($first: Int!, $after: String, $gatewayId: ID, $state: ProbeState) {
  probes(first: $first, after: $after, gatewayId: $gatewayId, state: $state) {
    edges {
      node {
        id
        gatewayId
        modelVersionId
        keyId
        calledAt
        units {
          queries
        }
        state
        checkedAt
        inboxId
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ProbesQuery, ProbesQueryVariables>;
export const EarningsByPeriodDocument = new TypedDocumentString(`
    query EarningsByPeriod($modelVersionId: ID!, $unit: PeriodUnit!, $from: String, $to: String, $first: Int!, $after: String) {
  earningsByPeriod(
    modelVersionId: $modelVersionId
    unit: $unit
    from: $from
    to: $to
    first: $first
    after: $after
  ) {
    edges {
      node {
        ...EarningsPeriodState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EarningsPeriodState on EarningsPeriod {
  period
  currency
  calls
  earnedMicros
  closingMicros
  final
}`) as unknown as TypedDocumentString<EarningsByPeriodQuery, EarningsByPeriodQueryVariables>;
export const EarningsByMonthDocument = new TypedDocumentString(`
    query EarningsByMonth($currency: String!, $first: Int!, $after: String) {
  earningsByMonth(currency: $currency, first: $first, after: $after) {
    edges {
      node {
        ...EarningsPeriodState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EarningsPeriodState on EarningsPeriod {
  period
  currency
  calls
  earnedMicros
  closingMicros
  final
}`) as unknown as TypedDocumentString<EarningsByMonthQuery, EarningsByMonthQueryVariables>;
export const StatementDocument = new TypedDocumentString(`
    query Statement($currency: String!, $year: Int, $from: String, $to: String) {
  statement(currency: $currency, year: $year, from: $from, to: $to) {
    ...StatementState
  }
}
    fragment StatementState on Statement {
  currency
  basis
  from
  to
  openingMicros
  incomeMicros
  drawnMicros
  closingMicros
  final
  lines {
    kind
    modelVersionId
    period
    count
    amountMicros
    balanceMicros
    final
  }
}`) as unknown as TypedDocumentString<StatementQuery, StatementQueryVariables>;
export const YearlyStatementDocument = new TypedDocumentString(`
    query YearlyStatement($year: Int!, $currency: String!) {
  yearlyStatement(year: $year, currency: $currency) {
    ...StatementState
  }
}
    fragment StatementState on Statement {
  currency
  basis
  from
  to
  openingMicros
  incomeMicros
  drawnMicros
  closingMicros
  final
  lines {
    kind
    modelVersionId
    period
    count
    amountMicros
    balanceMicros
    final
  }
}`) as unknown as TypedDocumentString<YearlyStatementQuery, YearlyStatementQueryVariables>;
export const YearlyStatementCsvDocument = new TypedDocumentString(`
    query YearlyStatementCsv($year: Int!, $currency: String!, $bom: Boolean!) {
  yearlyStatement(year: $year, currency: $currency) {
    final
    csv(bom: $bom)
    digest
  }
}
    `) as unknown as TypedDocumentString<YearlyStatementCsvQuery, YearlyStatementCsvQueryVariables>;
export const ExplainUsageDocument = new TypedDocumentString(`
    query ExplainUsage($inboxId: BigInt!) {
  explainUsage(inboxId: $inboxId) {
    inboxId
    occurredAt
    queries
    inputTokens
    outputTokens
    seconds
    state
    reason
    version {
      id
      number
      currency
      pricePerQueryMicros
      pricePerMillionInputTokensMicros
      pricePerMillionOutputTokensMicros
      pricePerSecondMicros
      minimumChargeMicros
      freeQueriesPerMonth
      platformPpm
      builderPpm
      ownersPpm
    }
    charge {
      unitsMicros
      priceMicros
      rule
    }
    paid {
      priceMicros
      feeMicros
      builderMicros
      shareMicros
      shareTo
      postedAt
    }
    revenue {
      beforeMicros
      afterMicros
    }
    owner {
      weight
      totalWeight
      earnedBeforeMicros
      earnedAfterMicros
      exactNumerator
      exactDenominator
    }
    refunds {
      amountMicros
      shareMicros
      shareFrom
      refundedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ExplainUsageQuery, ExplainUsageQueryVariables>;
export const ModelCallsDocument = new TypedDocumentString(`
    query ModelCalls($modelVersionId: ID!, $first: Int!, $after: String) {
  modelCalls(modelVersionId: $modelVersionId, first: $first, after: $after) {
    edges {
      node {
        inboxId
        occurredAt
        currency
        priceMicros
        shareMicros
        refundedShareMicros
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ModelCallsQuery, ModelCallsQueryVariables>;
export const QuoteUsageDocument = new TypedDocumentString(`
    query QuoteUsage($modelVersionId: ID!, $queries: Int!, $inputTokens: Int!, $outputTokens: Int!, $seconds: Int!) {
  quoteUsage(
    modelVersionId: $modelVersionId
    queries: $queries
    inputTokens: $inputTokens
    outputTokens: $outputTokens
    seconds: $seconds
  ) {
    currency
    unitsMicros
    priceMicros
    rule
    freeQueriesLeft
  }
}
    `) as unknown as TypedDocumentString<QuoteUsageQuery, QuoteUsageQueryVariables>;
export const DrainModelVersionDocument = new TypedDocumentString(`
    mutation DrainModelVersion($input: DrainModelVersionInput!) {
  drainModelVersion(input: $input) {
    pot {
      state
      currency
      revenueMicros
      matureMicros
      drainedAt
      closedAt
      drainReason
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DrainModelVersionMutation, DrainModelVersionMutationVariables>;
export const ReserveBalanceDocument = new TypedDocumentString(`
    query ReserveBalance($currency: String!) {
  reserveBalance(currency: $currency) {
    currency
    balanceMicros
  }
}
    `) as unknown as TypedDocumentString<ReserveBalanceQuery, ReserveBalanceQueryVariables>;
export const FundReserveDocument = new TypedDocumentString(`
    mutation FundReserve($input: FundReserveInput!) {
  fundReserve(input: $input) {
    funding {
      currency
      amountMicros
      source
      fundedAt
    }
    reserveMicros
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<FundReserveMutation, FundReserveMutationVariables>;
export const SettleParkedUsageDocument = new TypedDocumentString(`
    mutation SettleParkedUsage($input: SettleParkedUsageInput!) {
  settleParkedUsage(input: $input) {
    results {
      inboxId
      status
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SettleParkedUsageMutation, SettleParkedUsageMutationVariables>;
export const PayoutDestinationsDocument = new TypedDocumentString(`
    query PayoutDestinations($first: Int!, $after: String) {
  payoutDestinations(first: $first, after: $after) {
    edges {
      node {
        ...PayoutDestinationState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PayoutDestinationState on PayoutDestination {
  id
  currency
  version
  kind
  last4
  signed
  setAt
  usableAt
  cancelledAt
}`) as unknown as TypedDocumentString<PayoutDestinationsQuery, PayoutDestinationsQueryVariables>;
export const PayoutDestinationToSignDocument = new TypedDocumentString(`
    query PayoutDestinationToSign($currency: String!, $details: PayoutDestinationDetailsInput!) {
  payoutDestinationToSign(currency: $currency, details: $details) {
    version
    statement {
      action
      subject
      digest
    }
  }
}
    `) as unknown as TypedDocumentString<PayoutDestinationToSignQuery, PayoutDestinationToSignQueryVariables>;
export const SetPayoutDestinationDocument = new TypedDocumentString(`
    mutation SetPayoutDestination($input: SetPayoutDestinationInput!) {
  setPayoutDestination(input: $input) {
    destination {
      ...PayoutDestinationState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutDestinationState on PayoutDestination {
  id
  currency
  version
  kind
  last4
  signed
  setAt
  usableAt
  cancelledAt
}`) as unknown as TypedDocumentString<SetPayoutDestinationMutation, SetPayoutDestinationMutationVariables>;
export const CancelPayoutDestinationDocument = new TypedDocumentString(`
    mutation CancelPayoutDestination($input: CancelPayoutDestinationInput!) {
  cancelPayoutDestination(input: $input) {
    destination {
      ...PayoutDestinationState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutDestinationState on PayoutDestination {
  id
  currency
  version
  kind
  last4
  signed
  setAt
  usableAt
  cancelledAt
}`) as unknown as TypedDocumentString<CancelPayoutDestinationMutation, CancelPayoutDestinationMutationVariables>;
export const PayoutDestinationChangedDocument = new TypedDocumentString(`
    subscription PayoutDestinationChanged {
  payoutDestinationChanged {
    ...PayoutDestinationState
  }
}
    fragment PayoutDestinationState on PayoutDestination {
  id
  currency
  version
  kind
  last4
  signed
  setAt
  usableAt
  cancelledAt
}`) as unknown as TypedDocumentString<PayoutDestinationChangedSubscription, PayoutDestinationChangedSubscriptionVariables>;
export const PayoutWalletsDocument = new TypedDocumentString(`
    query PayoutWallets {
  payoutWallets {
    source
    currency
    balanceMicros
    minimumMicros
  }
}
    `) as unknown as TypedDocumentString<PayoutWalletsQuery, PayoutWalletsQueryVariables>;
export const PayoutsDocument = new TypedDocumentString(`
    query Payouts($first: Int!, $after: String) {
  payouts(first: $first, after: $after) {
    edges {
      node {
        ...PayoutStanding
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<PayoutsQuery, PayoutsQueryVariables>;
export const PayoutChangedDocument = new TypedDocumentString(`
    subscription PayoutChanged {
  payoutChanged {
    ...PayoutStanding
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<PayoutChangedSubscription, PayoutChangedSubscriptionVariables>;
export const RequestPayoutDocument = new TypedDocumentString(`
    mutation RequestPayout($input: RequestPayoutInput!) {
  requestPayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<RequestPayoutMutation, RequestPayoutMutationVariables>;
export const CancelPayoutDocument = new TypedDocumentString(`
    mutation CancelPayout($input: PayoutInput!) {
  cancelPayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<CancelPayoutMutation, CancelPayoutMutationVariables>;
export const PayoutQueueDocument = new TypedDocumentString(`
    query PayoutQueue($first: Int!, $after: String, $filter: PayoutFilterInput) {
  payoutQueue(first: $first, after: $after, filter: $filter) {
    edges {
      node {
        ...PayoutStanding
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<PayoutQueueQuery, PayoutQueueQueryVariables>;
export const HoldPayoutDocument = new TypedDocumentString(`
    mutation HoldPayout($input: HoldPayoutInput!) {
  holdPayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<HoldPayoutMutation, HoldPayoutMutationVariables>;
export const ReleasePayoutDocument = new TypedDocumentString(`
    mutation ReleasePayout($input: PayoutInput!) {
  releasePayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<ReleasePayoutMutation, ReleasePayoutMutationVariables>;
export const SettlePayoutDocument = new TypedDocumentString(`
    mutation SettlePayout($input: SettlePayoutInput!) {
  settlePayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<SettlePayoutMutation, SettlePayoutMutationVariables>;
export const ReturnPayoutDocument = new TypedDocumentString(`
    mutation ReturnPayout($input: ReturnPayoutInput!) {
  returnPayout(input: $input) {
    payout {
      ...PayoutStanding
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutStanding on Payout {
  id
  orderId
  payeeId
  source
  currency
  amountMicros
  state
  holdReason
  returnReason
  reference
  requestedAt
  sentAt
  endedAt
  batchId
  destination {
    id
    kind
    last4
  }
}`) as unknown as TypedDocumentString<ReturnPayoutMutation, ReturnPayoutMutationVariables>;
export const PayoutBatchesDocument = new TypedDocumentString(`
    query PayoutBatches($first: Int!, $after: String) {
  payoutBatches(first: $first, after: $after) {
    edges {
      node {
        ...PayoutBatchState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<PayoutBatchesQuery, PayoutBatchesQueryVariables>;
export const PayoutBatchDocument = new TypedDocumentString(`
    query PayoutBatch($id: ID!) {
  node(id: $id) {
    ... on PayoutBatch {
      ...PayoutBatchState
    }
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<PayoutBatchQuery, PayoutBatchQueryVariables>;
export const PayoutBatchFileDocument = new TypedDocumentString(`
    query PayoutBatchFile($batchId: ID!) {
  payoutBatchFile(batchId: $batchId) {
    batch {
      ...PayoutBatchState
    }
    text
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<PayoutBatchFileQuery, PayoutBatchFileQueryVariables>;
export const CreatePayoutBatchDocument = new TypedDocumentString(`
    mutation CreatePayoutBatch($input: CreatePayoutBatchInput!) {
  createPayoutBatch(input: $input) {
    batch {
      ...PayoutBatchState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<CreatePayoutBatchMutation, CreatePayoutBatchMutationVariables>;
export const ReleasePayoutBatchDocument = new TypedDocumentString(`
    mutation ReleasePayoutBatch($input: ReleasePayoutBatchInput!) {
  releasePayoutBatch(input: $input) {
    batch {
      ...PayoutBatchState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<ReleasePayoutBatchMutation, ReleasePayoutBatchMutationVariables>;
export const DiscardPayoutBatchDocument = new TypedDocumentString(`
    mutation DiscardPayoutBatch($input: PayoutBatchInput!) {
  discardPayoutBatch(input: $input) {
    batch {
      ...PayoutBatchState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PayoutBatchState on PayoutBatch {
  id
  currency
  state
  payouts
  totalMicros
  digest
  createdBy
  createdAt
  endedBy
  endedAt
}`) as unknown as TypedDocumentString<DiscardPayoutBatchMutation, DiscardPayoutBatchMutationVariables>;
export const PoolDocument = new TypedDocumentString(`
    query Pool($id: ID!) {
  pool(id: $id) {
    ...PoolState
    charter {
      id
      ...WholeCharter
    }
    myContributions {
      id
      state
      records
      units
      duplicates
      reasons
    }
  }
}
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}
fragment WholeCharter on Charter {
  version
  digest
  scopeDigest
  termsDigest
  scope {
    purpose
    streams {
      name
      fields
    }
    retentionDays
    recipients
    algorithmFamily
    linkage
    releaseMode
  }
  terms {
    currency
    pricePerQueryMicros
    pricePerMillionInputTokensMicros
    pricePerMillionOutputTokensMicros
    pricePerSecondMicros
    minimumChargeMicros
    freeQueriesPerMonth
    platformPpm
    builderPpm
    ownersPpm
    minPersons
    minRecords
    minRecordsPerMember
    pledgingPeriodMs
    governance {
      votingDelayMs
      votingPeriodMs
      noticePeriodMs
      gracePeriodMs
      quorumPpm
      thresholdPpm
      abstainCountsToQuorum
      lateWindowMs
      results
      proposerPpm
      secret
    }
    valuationMethod
    treasuryPpm
    power {
      basis
      minAgeMs
      capPpm
      buyerLimitMicros
    }
  }
}`) as unknown as TypedDocumentString<PoolQuery, PoolQueryVariables>;
export const PoolsDocument = new TypedDocumentString(`
    query Pools($first: Int!, $after: String, $states: [PoolState!]) {
  pools(first: $first, after: $after, states: $states) {
    edges {
      node {
        ...PoolState
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}`) as unknown as TypedDocumentString<PoolsQuery, PoolsQueryVariables>;
export const ProposePoolDocument = new TypedDocumentString(`
    mutation ProposePool($input: ProposePoolInput!) {
  proposePool(input: $input) {
    pool {
      ...PoolState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}`) as unknown as TypedDocumentString<ProposePoolMutation, ProposePoolMutationVariables>;
export const GivePledgeDocument = new TypedDocumentString(`
    mutation GivePledge($input: GivePledgeInput!) {
  givePledge(input: $input) {
    pledge {
      id
      records
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<GivePledgeMutation, GivePledgeMutationVariables>;
export const StartFoundingVoteDocument = new TypedDocumentString(`
    mutation StartFoundingVote($input: StartFoundingVoteInput!) {
  startFoundingVote(input: $input) {
    pool {
      ...PoolState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}`) as unknown as TypedDocumentString<StartFoundingVoteMutation, StartFoundingVoteMutationVariables>;
export const PoolChangedDocument = new TypedDocumentString(`
    subscription PoolChanged($poolId: ID!) {
  poolChanged(poolId: $poolId) {
    ...PoolState
  }
}
    fragment PoolState on Pool {
  id
  name
  state
  pledgingEndsAt
  pledged {
    persons
    records
  }
  contributionCounts {
    pending
    accepted
    rejected
    units
  }
  foundingProposal {
    id
    state
  }
}`) as unknown as TypedDocumentString<PoolChangedSubscription, PoolChangedSubscriptionVariables>;
export const SetReserveDocument = new TypedDocumentString(`
    mutation SetReserve($input: SetReserveInput!) {
  setReserve(input: $input) {
    reserve {
      ...ReserveState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ReserveState on Reserve {
  minPricePerQueryMicros
  forbiddenUses
  maxRetentionDays
  setAt
}`) as unknown as TypedDocumentString<SetReserveMutation, SetReserveMutationVariables>;
export const ScopeOfferDocument = new TypedDocumentString(`
    query ScopeOffer($contributionId: ID!, $proposalId: ID) {
  scopeOffer(contributionId: $contributionId, proposalId: $proposalId) {
    charterDigest
    scopeDigest
    contribution {
      id
      state
      poolId
      datasetId
    }
  }
}
    `) as unknown as TypedDocumentString<ScopeOfferQuery, ScopeOfferQueryVariables>;
export const OptInDocument = new TypedDocumentString(`
    mutation OptIn($input: OptInInput!) {
  optIn(input: $input) {
    contribution {
      id
      state
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<OptInMutation, OptInMutationVariables>;
export const ProposeTermsDocument = new TypedDocumentString(`
    mutation ProposeTerms($input: ProposeTermsInput!) {
  proposeTerms(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeTermsMutation, ProposeTermsMutationVariables>;
export const ProposeScopeDocument = new TypedDocumentString(`
    mutation ProposeScope($input: ProposeScopeInput!) {
  proposeScope(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeScopeMutation, ProposeScopeMutationVariables>;
export const ProposeBuilderDocument = new TypedDocumentString(`
    mutation ProposeBuilder($input: ProposeBuilderInput!) {
  proposeBuilder(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeBuilderMutation, ProposeBuilderMutationVariables>;
export const TreasuryDocument = new TypedDocumentString(`
    query Treasury($poolId: ID!) {
  treasury(poolId: $poolId) {
    poolId
    currency
    heldMicros
    availableMicros
    totalMicros
    spendings {
      amountMicros
      purpose
      spentAt
      recipient {
        id
        handle
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TreasuryQuery, TreasuryQueryVariables>;
export const ProposeSpendingDocument = new TypedDocumentString(`
    mutation ProposeSpending($input: ProposeSpendingInput!) {
  proposeSpending(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeSpendingMutation, ProposeSpendingMutationVariables>;
export const ProposeClosingDocument = new TypedDocumentString(`
    mutation ProposeClosing($input: ProposeClosingInput!) {
  proposeClosing(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeClosingMutation, ProposeClosingMutationVariables>;
export const AlgorithmsDocument = new TypedDocumentString(`
    query Algorithms {
  algorithms {
    name
    digest
    purpose
    description
  }
}
    `) as unknown as TypedDocumentString<AlgorithmsQuery, AlgorithmsQueryVariables>;
export const ProposeTrainingRunDocument = new TypedDocumentString(`
    mutation ProposeTrainingRun($input: ProposeTrainingRunInput!) {
  proposeTrainingRun(input: $input) {
    proposal {
      ...ProposalState
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  startsAt
  endsAt
  eta
  method
  choices
  rollTotal
  turnout {
    voters
    castPower
    sequence
  }
  tally {
    powers
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
    leading
  }
  rules {
    results
    secret
  }
}`) as unknown as TypedDocumentString<ProposeTrainingRunMutation, ProposeTrainingRunMutationVariables>;
export const TrainingRunsDocument = new TypedDocumentString(`
    query TrainingRuns($poolId: ID!, $first: Int!) {
  trainingRuns(poolId: $poolId, first: $first) {
    edges {
      node {
        ...TrainingRunState
      }
    }
  }
}
    fragment TrainingRunState on TrainingRun {
  id
  state
  algorithm
  algorithmDigest
  recordsFed
  recordsTotal
  corpusDigest
  artefactDigest
  artefactBytes
  metrics {
    heldOutPerplexity
    heldOutCoverage
    trainingRecords
    heldOutRecords
    vocabulary
  }
  failure {
    code
    message
  }
}`) as unknown as TypedDocumentString<TrainingRunsQuery, TrainingRunsQueryVariables>;
export const TrainingRunChangedDocument = new TypedDocumentString(`
    subscription TrainingRunChanged($runId: ID!) {
  trainingRunChanged(runId: $runId) {
    ...TrainingRunState
  }
}
    fragment TrainingRunState on TrainingRun {
  id
  state
  algorithm
  algorithmDigest
  recordsFed
  recordsTotal
  corpusDigest
  artefactDigest
  artefactBytes
  metrics {
    heldOutPerplexity
    heldOutCoverage
    trainingRecords
    heldOutRecords
    vocabulary
  }
  failure {
    code
    message
  }
}`) as unknown as TypedDocumentString<TrainingRunChangedSubscription, TrainingRunChangedSubscriptionVariables>;
export const ValuationDocument = new TypedDocumentString(`
    query Valuation($runId: ID!) {
  valuation(runId: $runId) {
    state
    code
    message
  }
}
    `) as unknown as TypedDocumentString<ValuationQuery, ValuationQueryVariables>;
export const CapTableDocument = new TypedDocumentString(`
    query CapTable($runId: ID!) {
  capTable(runId: $runId) {
    id
    method
    totalWeight
    members
    digest
    frozenAt
    myRow {
      weight
      weightBefore
      measured
    }
  }
}
    `) as unknown as TypedDocumentString<CapTableQuery, CapTableQueryVariables>;
export const ValuationChangedDocument = new TypedDocumentString(`
    subscription ValuationChanged($runId: ID!) {
  valuationChanged(runId: $runId) {
    state
    code
    message
  }
}
    `) as unknown as TypedDocumentString<ValuationChangedSubscription, ValuationChangedSubscriptionVariables>;