import { DomainError } from '../shared/index.ts';

/** bubblewrap is absent or the kernel forbids it. Nothing trains outside of the clean room, so the run is refused. */
export class CleanRoomUnavailable extends DomainError<'CLEAN_ROOM_UNAVAILABLE'> {
  readonly code = 'CLEAN_ROOM_UNAVAILABLE';
}

export class AlgorithmUnknown extends DomainError<'ALGORITHM_UNKNOWN'> {
  readonly code = 'ALGORITHM_UNKNOWN';
  constructor(name: string) {
    super(`This instance has no algorithm named "${name}". List the algorithms and their digests, and choose one.`, {
      field: ['algorithm'],
    });
  }
}

/** The files on disk are no longer the ones whose digest was named or approved. */
export class AlgorithmChanged extends DomainError<'ALGORITHM_CHANGED'> {
  readonly code = 'ALGORITHM_CHANGED';
  constructor(name: string) {
    super(`The algorithm "${name}" no longer has that digest. Propose a run of its present digest.`, {
      field: ['algorithmDigest'],
    });
  }
}

export class CorpusEmpty extends DomainError<'CORPUS_EMPTY'> {
  readonly code = 'CORPUS_EMPTY';
  constructor() {
    super('The pool has no accepted contribution with a live consent, so there is nothing to train on.');
  }
}

/** A consent ended, or a dataset was erased, after the corpus was frozen: what is left is not what was frozen. */
export class CorpusChanged extends DomainError<'CORPUS_CHANGED'> {
  readonly code = 'CORPUS_CHANGED';
  constructor() {
    super('A consent to a part of the corpus has ended since it was frozen. A new run is needed.');
  }
}

/** The program ended with an error. Its own words stay in the room, for they may hold a member's text. */
export class RoomFailed extends DomainError<'ROOM_FAILED'> {
  readonly code = 'ROOM_FAILED';
  constructor(exit: string) {
    super(`The program in the clean room failed (${exit}).`, { details: { exit } });
  }
}

export class RoomTimedOut extends DomainError<'ROOM_TIMED_OUT'> {
  readonly code = 'ROOM_TIMED_OUT';
  constructor(limitMs: number) {
    super(`The program in the clean room was stopped at its limit of ${limitMs} ms.`, { details: { limitMs } });
  }
}

export class RoomOutputTooLarge extends DomainError<'ROOM_OUTPUT_TOO_LARGE'> {
  readonly code = 'ROOM_OUTPUT_TOO_LARGE';
  constructor(limitBytes: number) {
    super(`The program in the clean room printed more than ${limitBytes} bytes.`, { details: { limitBytes } });
  }
}

/** The caller stopped the room, or lost the lease on the run. */
export class RoomCancelled extends DomainError<'ROOM_CANCELLED'> {
  readonly code = 'ROOM_CANCELLED';
  constructor() {
    super('The clean room was stopped before its program had ended.');
  }
}

/** What the program printed is not an artefact of its typed form; nothing of it is kept. */
export class OutputRefused extends DomainError<'OUTPUT_REFUSED'> {
  readonly code = 'OUTPUT_REFUSED';
  constructor(reason: string) {
    super(`The output gate refused what the program printed: ${reason}.`);
  }
}

export class PoolNotTrainable extends DomainError<'POOL_NOT_TRAINABLE'> {
  readonly code = 'POOL_NOT_TRAINABLE';
  constructor(state: string) {
    super(`Only a live pool can train, and this one is ${state}.`, { field: ['poolId'], details: { state } });
  }
}

/** Members ended the pool while something of it waited or went on. */
export class PoolEnded extends DomainError<'POOL_ENDED'> {
  readonly code = 'POOL_ENDED';
  constructor() {
    super('The members of the pool ended it, so nothing of it is trained or measured any more.');
  }
}

/** Every worker that took the run died or went silent. */
export class RunAbandoned extends DomainError<'RUN_ABANDONED'> {
  readonly code = 'RUN_ABANDONED';
  constructor(attempts: number) {
    super(`The run was interrupted ${attempts} times and is given up. Propose another.`, { details: { attempts } });
  }
}
