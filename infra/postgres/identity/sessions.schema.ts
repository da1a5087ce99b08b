import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import {
  Challenge,
  RecoveryAttempts,
  RefreshToken,
  Session,
  SigningKey,
  Statement,
} from '../../../domain/identity/index.ts';
import { bytes, instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

const textKey = { ...text, primary: true } satisfies EntitySchemaColumnOptions;

export const challengeSchema = new EntitySchema<Challenge>({
  name: 'Challenge',
  target: Challenge,
  tableName: 'challenges',
  columns: { hash: textKey, expiresAt: instant } satisfies Record<keyof Challenge, EntitySchemaColumnOptions>,
});

export const sessionSchema = new EntitySchema<Session>({
  name: 'Session',
  target: Session,
  tableName: 'sessions',
  columns: {
    id: uuidKey,
    userId: uuid,
    keyId: uuid,
    startedAt: instant,
    refreshedAt: instant,
    expiresAt: instant,
    endedAt: optional(instant),
    endedBecause: optional(text),
  } satisfies Record<keyof Session, EntitySchemaColumnOptions>,
});

export const refreshTokenSchema = new EntitySchema<RefreshToken>({
  name: 'RefreshToken',
  target: RefreshToken,
  tableName: 'refresh_tokens',
  columns: {
    hash: textKey,
    sessionId: uuid,
    issuedAt: instant,
    spentAt: optional(instant),
  } satisfies Record<keyof RefreshToken, EntitySchemaColumnOptions>,
});

export const signingKeySchema = new EntitySchema<SigningKey>({
  name: 'SigningKey',
  target: SigningKey,
  tableName: 'signing_keys',
  columns: {
    kid: textKey,
    jwk: json,
    wrappedPrivateKey: bytes,
    createdAt: instant,
    trustedUntil: optional(instant),
  } satisfies Record<keyof SigningKey, EntitySchemaColumnOptions>,
});

export const recoveryAttemptsSchema = new EntitySchema<RecoveryAttempts>({
  name: 'RecoveryAttempts',
  target: RecoveryAttempts,
  tableName: 'wrong_codes',
  columns: {
    handleHash: textKey,
    failures: integer,
    blockedUntil: optional(instant),
  } satisfies Record<keyof RecoveryAttempts, EntitySchemaColumnOptions>,
});

/** A version is a safe integer in code, so that JSON can carry it; the driver hands int8 over as text. */
const version = { type: 'bigint', transformer: { from: Number, to: String } } satisfies EntitySchemaColumnOptions;

export const statementSchema = new EntitySchema<Statement>({
  name: 'Statement',
  target: Statement,
  tableName: 'member_statements',
  columns: {
    id: uuidKey,
    userId: uuid,
    keyId: uuid,
    action: text,
    subject: text,
    digest: text,
    version,
    jws: text,
    signedAt: instant,
  } satisfies Record<keyof Statement, EntitySchemaColumnOptions>,
});
