import { canonicalJson, type Id } from '../shared/index.ts';
import { StatementExpired, StatementInvalid } from './statement-errors.ts';

export const STATEMENT_TYPE = 'commonpool-statement';

/** What a statement must say for an act to be allowed; `digest` names the object that is agreed to. */
export interface StatementClaim {
  readonly userId: Id;
  readonly jws: string;
  readonly action: string;
  readonly subject: string;
  readonly digest: string;
}

/** The signed payload. `version` rises per (user, action, subject); `expiresAt` is ISO 8601 in UTC with milliseconds. */
export interface StatementPayload {
  readonly instance: string;
  readonly action: string;
  readonly subject: string;
  readonly digest: string;
  readonly version: number;
  readonly expiresAt: string;
}

/** A member's own signature over an act, kept for ever: not even the operator can forge or replay one. */
export class Statement {
  readonly id!: Id;
  readonly userId!: Id;
  readonly keyId!: Id;
  readonly action!: string;
  readonly subject!: string;
  readonly digest!: string;
  readonly version!: number;
  readonly jws!: string;
  readonly signedAt!: Date;

  constructor(fields: Statement) {
    Object.assign(this, fields);
  }
}

/** Refuses everything but the canonical bytes of exactly these six members: no second reading of a signature exists. */
export function readStatement(payload: string): StatementPayload {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload);
  } catch {
    throw new StatementInvalid('malformed');
  }
  if (parsed === null || typeof parsed !== 'object') throw new StatementInvalid('malformed');
  const { instance, action, subject, digest, version, expiresAt } = parsed as Partial<StatementPayload>;
  const texts = [instance, action, subject, digest, expiresAt];
  if (texts.some((text) => typeof text !== 'string') || !isVersion(version) || !isInstant(expiresAt)) {
    throw new StatementInvalid('malformed');
  }
  const statement = { instance, action, subject, digest, version, expiresAt } as StatementPayload;
  if (canonicalJson({ ...statement }) !== payload) throw new StatementInvalid('not-canonical');
  return statement;
}

function isVersion(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isInstant(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString() === value;
}

export function assertStatement(
  statement: StatementPayload,
  wanted: Omit<StatementClaim, 'jws' | 'userId'> & { readonly instance: string },
  now: Date,
  horizonMs: number,
): void {
  if (statement.instance !== wanted.instance) throw new StatementInvalid('wrong-instance');
  if (statement.action !== wanted.action) throw new StatementInvalid('wrong-action');
  if (statement.subject !== wanted.subject) throw new StatementInvalid('wrong-subject');
  if (statement.digest !== wanted.digest) throw new StatementInvalid('wrong-digest');
  const leftMs = new Date(statement.expiresAt).getTime() - now.getTime();
  if (leftMs <= 0) throw new StatementExpired('past');
  if (leftMs > horizonMs) throw new StatementExpired('too-far');
}
