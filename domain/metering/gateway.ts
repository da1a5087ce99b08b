import { randomBytes } from 'node:crypto';
import { InvalidInput, sha256Hex, type Id } from '../shared/index.ts';

/** A server that runs models for customers and reports every query; registered by an operator. */
export class Gateway {
  readonly id!: Id;
  readonly name!: string;
  /** SHA-256 of its bearer token; the token itself is shown once and kept nowhere. */
  readonly tokenHash!: string;
  readonly registeredBy!: Id;
  readonly createdAt!: Date;
  readonly revokedAt!: Date | null;

  constructor(fields: Gateway) {
    Object.assign(this, fields);
  }
}

/** Sequence numbers that never arrived, both ends included. */
export interface SequenceGap {
  readonly first: bigint;
  readonly last: bigint;
}

export function assertGatewayName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 80) throw new InvalidInput(['name'], 'A name has 1 to 80 characters.');
  return trimmed;
}

/** 256 random bits, with a prefix by which a leaked one can be recognised. */
export function newToken(prefix: 'cpg_' | 'cpk_'): { token: string; hash: string } {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, hash: sha256Hex(token) };
}

/** What the secrets of gateways are wrapped for. */
export const GATEWAY_SECRETS = 'gateway-webhook';
