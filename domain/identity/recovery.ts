import type { Id } from '../shared/index.ts';
import type { KeyAlgorithm, PublicJwk, PublicKey } from './member-key.ts';
import { RecoveryEnded, RecoveryNotReady, RecoveryThrottled } from './recovery-errors.ts';

/** A new key on its way into an account. Until `readyAt` any existing key can stop it. */
export class Recovery implements PublicKey {
  readonly id!: Id;
  readonly userId!: Id;
  readonly thumbprint!: string;
  readonly algorithm!: KeyAlgorithm;
  readonly jwk!: PublicJwk;
  readonly state!: 'running' | 'cancelled' | 'completed';
  readonly startedAt!: Date;
  readonly readyAt!: Date;
  readonly endedAt!: Date | null;

  constructor(fields: Recovery) {
    Object.assign(this, fields);
  }
}

export function assertRunning(recovery: Recovery): void {
  if (recovery.state !== 'running') throw new RecoveryEnded(recovery.state);
}

export function assertCompletable(recovery: Recovery, now: Date): void {
  assertRunning(recovery);
  if (now < recovery.readyAt) throw new RecoveryNotReady(recovery.readyAt);
}

/** Wrong codes for one handle, whether or not an account has it. */
export class RecoveryAttempts {
  readonly handleHash!: string;
  readonly failures!: number;
  readonly blockedUntil!: Date | null;

  constructor(fields: RecoveryAttempts) {
    Object.assign(this, fields);
  }
}

const FREE_FAILURES = 4;
const FIRST_BLOCK_MS = 30_000;
const MAX_BLOCK_MS = 15 * 60_000;

export function assertNotThrottled(attempts: RecoveryAttempts, now: Date): void {
  if (attempts.blockedUntil !== null && now < attempts.blockedUntil) throw new RecoveryThrottled(attempts.blockedUntil);
}

/** The fifth mistake in a row costs half a minute; from there the wait doubles, up to a quarter of an hour. */
export function afterFailure(attempts: RecoveryAttempts, now: Date): RecoveryAttempts {
  const failures = attempts.failures + 1;
  const doublings = Math.min(failures - FREE_FAILURES - 1, 10);
  const waitMs = doublings < 0 ? 0 : Math.min(MAX_BLOCK_MS, FIRST_BLOCK_MS * 2 ** doublings);
  const blockedUntil = waitMs === 0 ? null : new Date(now.getTime() + waitMs);
  return new RecoveryAttempts({ handleHash: attempts.handleHash, failures, blockedUntil });
}
