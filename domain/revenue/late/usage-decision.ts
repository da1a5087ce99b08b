import { InvalidInput, type Id } from '../../shared/index.ts';

/**
 * `charge-unallocated`: the customer pays as usual, and the owners' share is nobody's, for they were shared out already.
 * `waive`: nobody pays.
 */
export type UsageVerdict = 'charge-unallocated' | 'waive';

/** What an operator decided about a call of a closed version. Never changed, and one per call. */
export class UsageDecision {
  readonly inboxId!: bigint;
  readonly modelVersionId!: Id;
  readonly decision!: UsageVerdict;
  readonly operatorId!: Id;
  readonly note!: string;
  readonly decidedAt!: Date;

  constructor(fields: UsageDecision) {
    Object.assign(this, fields);
  }
}

/**
 * What became of one id. `unfunded`: it stays parked, for its customer cannot pay it yet. `decided`: it was settled
 * before. `not-closed`: it is not parked, or for another reason than a closed version.
 */
export type DecisionStatus = 'charged' | 'waived' | 'unfunded' | 'decided' | 'not-closed' | 'unknown';

export interface DecisionResult {
  readonly inboxId: bigint;
  readonly status: DecisionStatus;
}

const MOST_DECIDED = 1_000;

/** Each once, in the order given. */
export function assertDecided(ids: readonly bigint[]): readonly bigint[] {
  const distinct = [...new Set(ids)];
  if (distinct.length < 1 || distinct.length > MOST_DECIDED) {
    throw new InvalidInput(['ids'], `Decide about 1 to ${MOST_DECIDED} calls at once.`);
  }
  return distinct;
}
