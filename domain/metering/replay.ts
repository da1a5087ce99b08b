import { InvalidInput, type Id } from '../shared/index.ts';
import type { InboxState } from './usage-event.ts';

export const MAX_REPLAYED = 1_000;

/** An operator's decision that events which were in quarantine are posted after all. Never changed. */
export class Replay {
  readonly id!: Id;
  readonly operatorId!: Id;
  readonly note!: string;
  readonly inboxIds!: readonly bigint[];
  /** Why each of them had been in quarantine, as a code, in the order of `inboxIds`. */
  readonly reasons!: readonly string[];
  readonly replayedAt!: Date;

  constructor(fields: Replay) {
    Object.assign(this, fields);
  }
}

/** What became of one id: it waits again, or it stays as it is because it is not in quarantine. */
export interface ReplayResult {
  readonly inboxId: bigint;
  readonly status: 'replayed' | 'unknown' | Exclude<InboxState, 'quarantined'>;
}

/** Each once, in the order given. */
export function assertReplayed(ids: readonly bigint[]): readonly bigint[] {
  const distinct = [...new Set(ids)];
  if (distinct.length < 1 || distinct.length > MAX_REPLAYED) {
    throw new InvalidInput(['ids'], `Replay 1 to ${MAX_REPLAYED} events at once.`);
  }
  return distinct;
}
