import { DomainError } from '../shared/index.ts';

/** One answer for a wrong code, a spent code and an unknown handle, so that codes and handles cannot be told apart. */
export class RecoveryRefused extends DomainError<'RECOVERY_REFUSED'> {
  readonly code = 'RECOVERY_REFUSED';
  constructor() {
    super('The handle and the recovery code do not belong together, or the code was used before.', { field: ['code'] });
  }
}

export class RecoveryThrottled extends DomainError<'RECOVERY_THROTTLED'> {
  readonly code = 'RECOVERY_THROTTLED';
  constructor(retryAt: Date) {
    super('Too many wrong recovery codes. Wait, then try again.', {
      field: ['code'],
      details: { retryAt: retryAt.toISOString() },
    });
  }
}

export class RecoveryRunning extends DomainError<'RECOVERY_RUNNING'> {
  readonly code = 'RECOVERY_RUNNING';
  constructor() {
    super('A recovery of this account is running already. Complete it, or cancel it with an existing key.');
  }
}

export class RecoveryNotReady extends DomainError<'RECOVERY_NOT_READY'> {
  readonly code = 'RECOVERY_NOT_READY';
  constructor(readyAt: Date) {
    super('The cooling-off period is not over. Complete the recovery after it.', {
      field: ['recoveryId'],
      details: { readyAt: readyAt.toISOString() },
    });
  }
}

export class RecoveryEnded extends DomainError<'RECOVERY_ENDED'> {
  readonly code = 'RECOVERY_ENDED';
  constructor(state: string) {
    super('This recovery was cancelled or completed before. Start a new one.', {
      field: ['recoveryId'],
      details: { state },
    });
  }
}
