import { randomBytes } from 'node:crypto';
import { InvalidInput, sha256Hex, type Id } from '../shared/index.ts';

/** `hosted`: the instance's own, for versions whose artefact never leaves it. `licensed`: a partner's, for versions licensed to it. */
export type GatewayKind = 'hosted' | 'licensed';

/** A server that runs models for customers and reports every query; registered by an operator. */
export class Gateway {
  readonly id!: Id;
  readonly name!: string;
  readonly kind!: GatewayKind;
  /** SHA-256 of its bearer token; the token itself is shown once and kept nowhere. */
  readonly tokenHash!: string;
  readonly registeredBy!: Id;
  readonly createdAt!: Date;
  /** Since when nothing of it is accepted and nothing is given to it; null while it works. An operator can resume it. */
  readonly suspendedAt!: Date | null;
  /** From then on it is a stranger, for good. */
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

/** A gateway was suspended once, and perhaps resumed; the row stays. */
export interface Suspension {
  readonly id: Id;
  readonly gatewayId: Id;
  readonly reason: string;
  /** The operator; null where the instance did it by its own policy. */
  readonly suspendedBy: Id | null;
  readonly suspendedAt: Date;
  readonly endedBy: Id | null;
  readonly endedAt: Date | null;
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
