import type { Id, Json, Tx } from '../shared/index.ts';
import type { Challenge } from './challenge.ts';
import type { MemberKey, PublicJwk, PublicKey } from './member-key.ts';
import type { Person, PersonEvidence } from './person.ts';
import type { RecoveryCode } from './recovery-code.ts';
import type { Recovery, RecoveryAttempts } from './recovery.ts';
import type { RefreshToken, Session, SessionEnd } from './session.ts';
import type { SigningKey } from './signing-key.ts';
import type { Statement } from './statement.ts';
import type { User } from './user.ts';

/** `insert` methods return false where a unique value is taken; they wait for a rival that has not committed yet. */
export interface Users {
  byId(id: Id): Promise<User | null>;
  byIds(ids: readonly Id[]): Promise<User[]>;
  byHandle(handle: string): Promise<User | null>;
  /** Locks the row, so that changes to one account happen one after the other. */
  lock(tx: Tx, id: Id): Promise<User | null>;
  lockByHandle(tx: Tx, handle: string): Promise<User | null>;
  insert(tx: Tx, user: User): Promise<boolean>;
  makeOperator(tx: Tx, id: Id): Promise<void>;
  bindPerson(tx: Tx, id: Id, personId: Id): Promise<void>;
}

export interface MemberKeys {
  byThumbprint(tx: Tx, thumbprint: string): Promise<MemberKey | null>;
  /** Those that there are, held against a revocation until this transaction ends. */
  hold(tx: Tx, named: readonly Pick<MemberKey, 'userId' | 'thumbprint'>[]): Promise<MemberKey[]>;
  /** Who of these users has ever had a key. */
  holders(tx: Tx, userIds: readonly Id[]): Promise<ReadonlySet<Id>>;
  ofUser(tx: Tx, userId: Id): Promise<MemberKey[]>;
  /** The live ones, the oldest first, for the owner's screen. */
  liveOf(userId: Id): Promise<MemberKey[]>;
  insert(tx: Tx, key: MemberKey): Promise<boolean>;
  revoke(tx: Tx, ids: readonly Id[]): Promise<void>;
}

export interface Challenges {
  insert(tx: Tx, challenge: Challenge): Promise<void>;
  /** Removes it and says whether it was there and had not expired: true once, for one caller. */
  take(tx: Tx, hash: string): Promise<boolean>;
  removeExpired(tx: Tx): Promise<void>;
}

export interface Sessions {
  insert(tx: Tx, session: Session, token: RefreshToken): Promise<void>;
  /** Both rows locked: of two who bring one token at once, the second sees it spent. */
  lockByRefreshHash(tx: Tx, hash: string): Promise<{ session: Session; token: RefreshToken } | null>;
  rotate(tx: Tx, session: Session, spent: RefreshToken, next: RefreshToken, expiresAt: Date): Promise<void>;
  end(tx: Tx, id: Id, because: SessionEnd): Promise<void>;
  endOfKeys(tx: Tx, keyIds: readonly Id[], because: SessionEnd): Promise<void>;
  /** Leaves the newest `keep` live sessions, and forgets those that have run out. */
  makeRoom(tx: Tx, userId: Id, keep: number): Promise<void>;
  /** Deletes up to `limit` sessions that have run out, and as many tokens that were spent before then; answers how many. */
  forget(tx: Tx, spentBefore: Date, limit: number): Promise<number>;
  /** Live ones, the newest first, for the owner's screen. */
  liveOf(userId: Id): Promise<Session[]>;
  /** One query, the hot path: the live session's user, if `kid` is still trusted, with the database's time. */
  authenticate(sessionId: Id, kid: string): Promise<{ user: User; now: Date } | null>;
}

export interface RecoveryCodes {
  ofUser(tx: Tx, userId: Id): Promise<RecoveryCode[]>;
  left(userId: Id): Promise<number>;
  replace(tx: Tx, userId: Id, codes: readonly RecoveryCode[]): Promise<void>;
  spend(tx: Tx, id: Id): Promise<void>;
}

export interface Recoveries {
  /** False where one is running for this user. */
  insert(tx: Tx, recovery: Recovery): Promise<boolean>;
  lock(tx: Tx, id: Id): Promise<Recovery | null>;
  end(tx: Tx, id: Id, state: 'cancelled' | 'completed'): Promise<void>;
  byId(id: Id): Promise<Recovery | null>;
  runningOf(userId: Id): Promise<Recovery | null>;
}

/** One row per handle that was tried, whether or not an account has it; rows of a day ago are forgotten. */
export interface WrongCodes {
  lock(tx: Tx, handleHash: string): Promise<RecoveryAttempts>;
  save(tx: Tx, attempts: RecoveryAttempts): Promise<void>;
  clear(tx: Tx, handleHash: string): Promise<void>;
}

export interface SigningKeys {
  current(tx: Tx): Promise<SigningKey | null>;
  /** Until the transaction ends nobody else makes or retires a signing key. */
  lock(tx: Tx): Promise<void>;
  insert(tx: Tx, key: SigningKey): Promise<void>;
  retire(tx: Tx, kid: string, trustedUntil: Date): Promise<void>;
  /** Ends the trust in every retired key now. */
  distrustRetired(tx: Tx): Promise<void>;
  /** Those that sign or whose tokens may still be good. */
  trusted(): Promise<{ kid: string; jwk: PublicJwk }[]>;
}

export interface Persons {
  /** The proved person per user; null where unproved. Users that do not exist are absent. */
  ofUsers(tx: Tx, userIds: readonly Id[]): Promise<ReadonlyMap<Id, Id | null>>;
  /** All users of these persons, with whose they are. */
  accountsOf(tx: Tx, personIds: readonly Id[]): Promise<ReadonlyMap<Id, Id>>;
  /** The row with this nullifier, made now if it is new. */
  insertOrFind(tx: Tx, person: Person): Promise<Person>;
}

/** Accounts that external issuers brought in, by a keyed digest of (issuer, subject). */
export interface IssuerAccounts {
  userOf(subjectDigest: string): Promise<User | null>;
  /** One caller at a time per subject, so that two first calls make one account. */
  lockSubject(tx: Tx, subjectDigest: string): Promise<User | null>;
  insert(tx: Tx, account: { subjectDigest: string; issuer: string; userId: Id }): Promise<void>;
}

export interface StatementProof {
  readonly jws: string;
  readonly jwk: PublicJwk;
}

export interface Statements {
  /**
   * The ids of those that are kept now: all but those of which one of the same or a higher version, by the same user for
   * the same action and subject, exists. No two of them are for the same.
   */
  append(tx: Tx, statements: readonly Statement[]): Promise<ReadonlySet<Id>>;
  /** What anyone needs to check them: the statement and the key that made it, by the statement's id. */
  proofs(ids: readonly Id[]): Promise<ReadonlyMap<Id, StatementProof>>;
}

export interface InstanceClaims {
  exists(tx: Tx): Promise<boolean>;
  /** False where somebody was first. */
  insert(tx: Tx, userId: Id): Promise<boolean>;
}

/** Named secrets, wrapped. `insertOrFind` lets the first of several processes win, and gives all of them its value. */
export interface WrappedSecrets {
  insertOrFind(tx: Tx, name: string, wrapped: Uint8Array): Promise<Uint8Array>;
  find(name: string): Promise<Uint8Array | null>;
  remove(tx: Tx, name: string): Promise<void>;
}

/** The root key, as far as it is needed here. `context` is bound in: what was wrapped in another name does not open. */
export interface SecretBox {
  wrap(plain: Uint8Array, context: string): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
}

/** A compact JWS as it claims to be. Nothing in it is true before `verify`. */
export interface SignedMessage {
  readonly kid: string;
  readonly algorithm: string;
  readonly type: string;
  readonly payload: string;
}

export interface Signatures {
  /** Null where the value is no public Ed25519 or P-256 JWK. */
  readKey(jwk: Json): Promise<PublicKey | null>;
  /** Null where it is no compact JWS with exactly the header members alg, kid and typ. */
  peek(jws: string): SignedMessage | null;
  verify(jws: string, key: PublicKey): Promise<boolean>;
}

export interface AccessClaims {
  readonly userId: Id;
  readonly sessionId: Id;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export interface NewSigningKey {
  readonly kid: string;
  readonly jwk: PublicJwk;
  readonly privateKey: Uint8Array;
}

export interface AccessTokens {
  newSigningKey(): Promise<NewSigningKey>;
  issue(key: SigningKey, claims: AccessClaims): Promise<string>;
  /** A compact JWS over any text, whose `typ` keeps it from being taken for anything else. */
  sign(key: SigningKey, type: string, payload: string): Promise<string>;
  /** The `iss` that a token claims, unverified; null where it is no JWT. */
  issuerOf(token: string): string | null;
  /** Checks signature, type, issuer and audience; expiry is left to who knows the database's time. TokenInvalid. */
  read(token: string): Promise<AccessClaims & { readonly kid: string }>;
}

/** What an external issuer's good token says, as far as it matters. */
export interface IssuerClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly issuedAt: Date;
  /** Null where the issuer is not configured to prove persons, or the token lacks the claim. */
  readonly person: PersonEvidence | null;
}

export interface Issuers {
  trusts(issuer: string): boolean;
  /** TokenInvalid, TokenExpired, IssuerUnreachable. */
  verify(token: string): Promise<IssuerClaims>;
}

/** Keyed one-way digests, HMAC-SHA-256 under a key that the root key wraps. */
export interface Nullifiers {
  of(scheme: string, value: string): Promise<string>;
}

/** One way of proving the person behind an account. The evidence is digested and forgotten, never stored or logged. */
export interface PersonProof<Given> {
  evidenceOf(given: Given): Promise<PersonEvidence>;
}
