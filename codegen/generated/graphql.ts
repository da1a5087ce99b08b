/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A vote on a proposal. */
export type CastVoteInput = {
  /** What to vote. */
  readonly choice: VoteChoice;
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** A proposal that is open and on whose roll the viewer is. */
  readonly proposalId: string;
  /** Why: at most 1000 characters, for everyone to read. */
  readonly reason?: string | null | undefined;
  /** The viewer’s signature over the proposal’s `ballotToSign` as a JWS; demanded of who has a key. */
  readonly statementJws?: string | null | undefined;
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

/** How far a dataset has come. */
export type DatasetState =
  /** Its keys are destroyed; nothing can read it again. */
  | 'erased'
  /** Its archive could not be imported; nothing of it was kept. */
  | 'failed'
  /** Its records are being read and sealed. */
  | 'importing'
  /** It can be read, by its owner and under consents. */
  | 'ready'
  /** Its archive is being uploaded. */
  | 'receiving';

/** Why it was defeated. */
export type DefeatReason =
  /** FOR did not exceed the threshold. */
  | 'NOT_APPROVED'
  /** Too little of the roll took part. */
  | 'QUORUM_NOT_MET'
  /** FOR and AGAINST were equal. */
  | 'TIE';

/** Why something was refused. Stable: clients may branch on it. */
export type ErrorCode =
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
  /** Who has registered a key must sign their ballots. */
  | 'BALLOT_UNSIGNED'
  /** The challenge is unknown, used or expired. */
  | 'CHALLENGE_UNKNOWN'
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
  /** The dataset is ready or failed; nothing is added to it. */
  | 'DATASET_CLOSED'
  /** The dataset was erased; nothing can read it again. */
  | 'DATASET_ERASED'
  /** The dataset is still being received or imported. */
  | 'DATASET_NOT_READY'
  /** A file of the archive inflates to more than any export does. */
  | 'ENTRY_RATIO'
  /** The contribution was withdrawn while it was evaluated. */
  | 'EVALUATION_OVERTAKEN'
  /** It is visible, but this act is not the viewer’s to do. */
  | 'FORBIDDEN'
  /** Another user has this handle. */
  | 'HANDLE_TAKEN'
  /** The import was interrupted too often and is given up. */
  | 'IMPORT_ABANDONED'
  /** Another worker has taken the import over. */
  | 'IMPORT_LEASE_LOST'
  /** The instance has its first operator already. */
  | 'INSTANCE_CLAIMED'
  /** Not an id of this API, or the id of another type. */
  | 'INVALID_ID'
  /** A value is never acceptable; `field` names it. */
  | 'INVALID_INPUT'
  /** The token’s issuer cannot be asked at the moment. */
  | 'ISSUER_UNREACHABLE'
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
  /** Too few persons or records are pledged. */
  | 'MINIMA_NOT_MET'
  /** It does not exist, or this viewer may not see it. */
  | 'NOT_FOUND'
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
  /** The archive names a file outside of itself. */
  | 'PATH_TRAVERSAL'
  /** A vault was to be opened without a permit. */
  | 'PERMIT_REQUIRED'
  /** The account is bound to another person. */
  | 'PERSON_ALREADY_PROVED'
  /** The issuer’s token says nothing about the person. */
  | 'PERSON_CLAIM_MISSING'
  /** This dataset is already pledged to this pool. */
  | 'PLEDGE_EXISTS'
  /** The pool takes no pledges any more. */
  | 'PLEDGING_CLOSED'
  /** The pool is not waiting for the outcome of this vote. */
  | 'POOL_NOT_FOUNDING'
  /** Not this key’s signature over a challenge for this act. */
  | 'PROOF_INVALID'
  /** This instance does not know the kind of proposal. */
  | 'PROPOSAL_KIND_UNKNOWN'
  /** A proposal can be cancelled only until its voting starts. */
  | 'PROPOSAL_NOT_PENDING'
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
  /** Nobody may vote on it yet, so it cannot be put to the vote. */
  | 'ROLL_EMPTY'
  /** The list of voters is faulty; a defect of the instance. */
  | 'ROLL_INVALID'
  /** The scope is not the one that was seen; read it again. */
  | 'SCOPE_CHANGED'
  /** Another attempt to seal it took over. */
  | 'SEALING_OVERTAKEN'
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
  /** This or a higher version was accepted before. */
  | 'STATEMENT_REPLAYED'
  /** The act needs a statement signed with a member key. */
  | 'STATEMENT_REQUIRED'
  /** The dataset has no records of the streams that the scope names. */
  | 'STREAMS_MISSING'
  /** Events came faster than they were read. */
  | 'SUBSCRIBER_TOO_SLOW'
  /** The token has expired. */
  | 'TOKEN_EXPIRED'
  /** The token is not one that is accepted here. */
  | 'TOKEN_INVALID'
  /** The issuer made the token too long ago for this act. */
  | 'TOKEN_NOT_FRESH'
  /** The viewer has too many unfinished uploads. */
  | 'TOO_MANY_UPLOADS'
  /** No valid access token came with the request. */
  | 'UNAUTHENTICATED'
  /** The upload has not received all its bytes yet. */
  | 'UPLOAD_INCOMPLETE'
  /** The upload is larger than an archive may be. */
  | 'UPLOAD_TOO_LARGE'
  /** Ballots are not accepted now: too early, too late, or cancelled. */
  | 'VOTING_CLOSED';

/** Where an import stands. `done` and `failed` are final. */
export type ImportState =
  /** The dataset is ready. */
  | 'done'
  /** Nothing of the archive was kept; `error` says why and what to do. */
  | 'failed'
  /** Waits for a worker. */
  | 'queued'
  /** A worker reads the archive. A worker that dies is replaced after a minute. */
  | 'running';

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
  | 'SUCCEEDED';

/** Input of `refreshSession`. */
export type RefreshSessionInput = {
  /** Any text; comes back with the payload. */
  readonly clientMutationId?: string | null | undefined;
  /** The last refresh token of the session. */
  readonly refreshToken: string;
};

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

/** What can be voted. A tie is a defeat. */
export type VoteChoice =
  /** Counts toward the quorum where the rules say so, never toward approval. */
  | 'ABSTAIN'
  /** Counts against approval, never toward the quorum. */
  | 'AGAINST'
  /** Counts toward quorum and approval. */
  | 'FOR';

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

export type ProposalStateFragment = { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly endsAt: string, readonly rollTotal: string, readonly tally: { readonly forPower: string, readonly againstPower: string, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean } };

export type ProposalsQueryVariables = Exact<{
  poolId: string;
  first: number;
}>;


export type ProposalsQuery = { readonly proposals: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly endsAt: string, readonly rollTotal: string, readonly tally: { readonly forPower: string, readonly againstPower: string, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean } } }> } };

export type CastVoteMutationVariables = Exact<{
  input: CastVoteInput;
}>;


export type CastVoteMutation = { readonly castVote: { readonly ballot: { readonly id: string, readonly choice: VoteChoice, readonly signed: boolean } | null, readonly userErrors: ReadonlyArray<{ readonly code: ErrorCode, readonly message: string, readonly field: ReadonlyArray<string> | null }> } };

export type ProposalChangedSubscriptionVariables = Exact<{
  proposalId: string;
}>;


export type ProposalChangedSubscription = { readonly proposalChanged: { readonly id: string, readonly kind: string, readonly title: string, readonly state: ProposalState, readonly defeatReason: DefeatReason | null, readonly effects: ReadonlyArray<string>, readonly endsAt: string, readonly rollTotal: string, readonly tally: { readonly forPower: string, readonly againstPower: string, readonly abstainPower: string, readonly notCastPower: string, readonly quorumMet: boolean, readonly approved: boolean } } };

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

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { readonly node:
    | { readonly __typename: 'AccessEntry', readonly id: string }
    | { readonly __typename: 'Ballot', readonly id: string }
    | { readonly __typename: 'Charter', readonly id: string }
    | { readonly __typename: 'Consent', readonly id: string }
    | { readonly __typename: 'Contribution', readonly id: string }
    | { readonly __typename: 'Dataset', readonly id: string }
    | { readonly __typename: 'Import', readonly id: string }
    | { readonly __typename: 'Pledge', readonly id: string }
    | { readonly __typename: 'Pool', readonly id: string }
    | { readonly __typename: 'Proposal', readonly id: string }
    | { readonly __typename: 'User', readonly id: string }
   | null };

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
export const ProposalStateFragmentDoc = new TypedDocumentString(`
    fragment ProposalState on Proposal {
  id
  kind
  title
  state
  defeatReason
  effects
  endsAt
  rollTotal
  tally {
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
  }
}
    `, {"fragmentName":"ProposalState"}) as unknown as TypedDocumentString<ProposalStateFragment, unknown>;
export const TokensFragmentDoc = new TypedDocumentString(`
    fragment Tokens on SessionTokens {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
}
    `, {"fragmentName":"Tokens"}) as unknown as TypedDocumentString<TokensFragment, unknown>;
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
export const ProposalsDocument = new TypedDocumentString(`
    query Proposals($poolId: ID!, $first: Int!) {
  proposals(poolId: $poolId, first: $first) {
    edges {
      node {
        ...ProposalState
      }
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
  endsAt
  rollTotal
  tally {
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
  }
}`) as unknown as TypedDocumentString<ProposalsQuery, ProposalsQueryVariables>;
export const CastVoteDocument = new TypedDocumentString(`
    mutation CastVote($input: CastVoteInput!) {
  castVote(input: $input) {
    ballot {
      id
      choice
      signed
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
  endsAt
  rollTotal
  tally {
    forPower
    againstPower
    abstainPower
    notCastPower
    quorumMet
    approved
  }
}`) as unknown as TypedDocumentString<ProposalChangedSubscription, ProposalChangedSubscriptionVariables>;
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
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;