import { changed, newId, PPM, type Id } from '../shared/index.ts';
import type { Pledge } from './pledge.ts';

/** `dormant`: accepted or waiting under a scope that is no longer in force, until its member says yes to the new one. */
export type ContributionState = 'pending' | 'accepted' | 'rejected' | 'withdrawn' | 'dormant';

/** Why a contribution was not accepted. `UNREADABLE`: its sealed bytes are damaged or gone. */
export type RejectionReason = 'NO_TEXT' | 'TOO_FEW_RECORDS' | 'MOSTLY_COPIED' | 'UNREADABLE';

/** A dataset in a pool. Its units, and with them a share, come from evaluation alone. */
export class Contribution {
  readonly id!: Id;
  readonly poolId!: Id;
  readonly userId!: Id;
  readonly personId!: Id | null;
  readonly datasetId!: Id;
  readonly consentId!: Id;
  readonly state!: ContributionState;
  /** When the pledge behind it was given: who came first keeps a record that two members bring. */
  readonly pledgedAt!: Date;
  /** Records with text that were read; 0 while pending. */
  readonly records!: number;
  /** Records whose text nobody brought before, each counted once. */
  readonly units!: bigint;
  /** Records whose text another person's accepted contribution already has. */
  readonly duplicates!: number;
  /** Records whose text the person brought before, here or in another contribution. */
  readonly repeats!: number;
  /** Codes: of the rejection, or of what ended the consent. */
  readonly reasons!: readonly string[];
  readonly decidedAt!: Date | null;

  constructor(fields: Contribution) {
    Object.assign(this, fields);
  }
}

/** What reading a dataset found. `fresh + copied + repeated = records`. */
export interface Evaluation {
  readonly records: number;
  readonly fresh: number;
  readonly copied: number;
  readonly repeated: number;
}

/** From half of the records on, a dataset is a copy with additions, not a contribution with chance agreements. */
export const MOSTLY_COPIED_PPM = 500_000n;

export function contributionOf(pledge: Pledge, personId: Id | null): Contribution {
  const { poolId, userId, datasetId, consentId, pledgedAt } = pledge;
  const undecided = {
    state: 'pending',
    records: 0,
    units: 0n,
    duplicates: 0,
    repeats: 0,
    reasons: [],
    decidedAt: null,
  } as const;
  return new Contribution({ id: newId(), poolId, userId, personId, datasetId, consentId, pledgedAt, ...undecided });
}

export function rejectionReasons(found: Evaluation, minRecordsPerMember: number): RejectionReason[] {
  if (found.records === 0) return ['NO_TEXT'];
  const reasons: RejectionReason[] = [];
  if (BigInt(found.copied) * PPM >= MOSTLY_COPIED_PPM * BigInt(found.records)) reasons.push('MOSTLY_COPIED');
  if (found.fresh < minRecordsPerMember) reasons.push('TOO_FEW_RECORDS');
  return reasons;
}

/** All or nothing: a rejected contribution has no units, however many of its records were its own. */
export function judge(pending: Contribution, found: Evaluation, minRecordsPerMember: number, now: Date): Contribution {
  const reasons = rejectionReasons(found, minRecordsPerMember);
  const accepted = reasons.length === 0;
  const { records, copied: duplicates, repeated: repeats } = found;
  const counts = { records, duplicates, repeats, units: accepted ? BigInt(found.fresh) : 0n };
  return changed(pending, { ...counts, state: accepted ? 'accepted' : 'rejected', reasons, decidedAt: now });
}

/** Ended without a judgement of its records. */
export function ended(pending: Contribution, state: 'rejected' | 'withdrawn', reason: string, now: Date): Contribution {
  return changed(pending, { state, reasons: [reason], decidedAt: now });
}
