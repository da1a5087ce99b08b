import type { Leg } from '../ledger/index.ts';
import { paidForIn, type PaidFor } from '../revenue/index.ts';
import { changed, type Currency, type Id, type Micros } from '../shared/index.ts';
import { CaseStateWrong, NotReviewer, OutcomeForbidden } from './errors.ts';

/** `dispute` and `refund-request` are claims of a customer about one call, `metering-gap` and `probe` are about a gateway. */
export type CaseKind = 'dispute' | 'refund-request' | 'correction' | 'metering-gap' | 'probe';

/** `decided`: one operator has decided, and a second must confirm before anything happens. */
export type CaseState = 'open' | 'in-review' | 'decided' | 'closed' | 'withdrawn';

export type CaseOutcome = 'refund' | 'reject' | 'correct' | 'suspend-gateway' | 'warn' | 'no-action';

export type CaseReason =
  | 'overcharged'
  | 'not-served'
  | 'faulty-answer'
  | 'goodwill'
  | 'unfounded'
  | 'booking-error'
  | 'metering-fault'
  | 'resolved'
  | 'other';

/** A question about money or metering that people decide, on record. */
export class Case {
  readonly id!: Id;
  readonly kind!: CaseKind;
  /** The journal by which a call was paid (`usage:17`, `ticket-expired:<id>`) or that is to be corrected, `gap:<id>`, or `probe:<id>`. */
  readonly subject!: string;
  /** Null where the instance opened it. */
  readonly openerId!: Id | null;
  readonly customerId!: Id | null;
  readonly gatewayId!: Id | null;
  /** The opener's words. */
  readonly statement!: string;
  readonly openedAt!: Date;
  readonly deadlineAt!: Date;
  /** When the deadline had passed without an end; it stays open. */
  readonly escalatedAt!: Date | null;
  readonly state!: CaseState;
  /** 1, and one more with each step. */
  readonly version!: number;
  /** Of a correction, who proposed it. */
  readonly reviewerId!: Id | null;
  readonly outcome!: CaseOutcome | null;
  readonly reason!: CaseReason | null;
  readonly needsSecond!: boolean;
  readonly secondId!: Id | null;
  /** Of a refund. */
  readonly amountMicros!: Micros | null;
  readonly currency!: Currency | null;
  /** Of a correction, in the order of their accounts. */
  readonly legs!: readonly Leg[] | null;
  readonly digest!: string | null;
  readonly endedAt!: Date | null;

  constructor(fields: Case) {
    Object.assign(this, fields);
  }
}

export interface Decision {
  readonly outcome: CaseOutcome;
  readonly reason: CaseReason;
  readonly amountMicros: Micros | null;
  readonly needsSecond: boolean;
}

const UNDECIDED = { outcome: null, reason: null, amountMicros: null, needsSecond: false } as const;
const CLAIM: readonly CaseOutcome[] = ['refund', 'reject'];
const GATEWAY: readonly CaseOutcome[] = ['suspend-gateway', 'warn', 'no-action'];

/** What an operator may decide. */
export const OUTCOMES: Readonly<Record<CaseKind, readonly CaseOutcome[]>> = {
  dispute: CLAIM,
  'refund-request': CLAIM,
  correction: ['correct', 'reject'],
  'metering-gap': GATEWAY,
  probe: GATEWAY,
};

export function newCase(
  fields: Pick<Case, 'id' | 'kind' | 'subject' | 'openerId' | 'customerId' | 'gatewayId' | 'statement' | 'currency'>,
  now: Date,
  deadlineMs: number,
): Case {
  return new Case({
    ...fields,
    ...UNDECIDED,
    openedAt: now,
    deadlineAt: new Date(now.getTime() + deadlineMs),
    escalatedAt: null,
    state: 'open',
    version: 1,
    reviewerId: null,
    secondId: null,
    legs: null,
    digest: null,
    endedAt: null,
  });
}

export function isRunning({ state }: Pick<Case, 'state'>): boolean {
  return state !== 'closed' && state !== 'withdrawn';
}

/** The call that a claim is about. */
export function callOf(about: Pick<Case, 'subject'>): PaidFor {
  const call = paidForIn(about.subject);
  if (call === null) throw new Error(`${about.subject} is no call.`);
  return call;
}

/** One who takes a case from another reviewer begins anew: what was decided and not confirmed is gone. */
export function taken(one: Case, reviewerId: Id): Case {
  if (!isRunning(one) || one.kind === 'correction') throw new CaseStateWrong(one.state, 'taken');
  return step(one, { ...UNDECIDED, state: 'in-review', reviewerId });
}

/** Throws CASE_STATE, CASE_REVIEWER, CASE_OUTCOME. */
export function assertDecidable({ kind, state, reviewerId }: Case, by: Id, outcome: CaseOutcome): void {
  if (state !== 'in-review') throw new CaseStateWrong(state, 'decided');
  if (reviewerId !== by) throw new NotReviewer();
  if (!OUTCOMES[kind].includes(outcome)) throw new OutcomeForbidden(kind, outcome);
}

export function decided(one: Case, by: Id, decision: Decision, now: Date): Case {
  const { outcome, reason, amountMicros, needsSecond } = decision;
  assertDecidable(one, by, outcome);
  const end = needsSecond ? ({ state: 'decided' } as const) : ({ state: 'closed', endedAt: now } as const);
  return step(one, { outcome, reason, amountMicros, needsSecond, ...end });
}

export function confirmed(one: Case, secondId: Id, now: Date): Case {
  if (one.state !== 'decided') throw new CaseStateWrong(one.state, 'confirmed');
  return step(one, { state: 'closed', secondId, endedAt: now });
}

export function refused(one: Case, secondId: Id, reason: CaseReason, now: Date): Case {
  if (one.state !== 'decided' || one.kind !== 'correction') throw new CaseStateWrong(one.state, 'rejected');
  return step(one, { state: 'closed', outcome: 'reject', reason, secondId, endedAt: now });
}

/** Until it is decided; a correction is decided when the second operator has spoken. */
export function withdrawn(one: Case, now: Date): Case {
  const early = one.state === 'open' || one.state === 'in-review';
  if (!early && !(one.kind === 'correction' && one.state === 'decided')) {
    throw new CaseStateWrong(one.state, 'withdrawn');
  }
  return step(one, { ...UNDECIDED, state: 'withdrawn', endedAt: now });
}

export function escalated(one: Case, now: Date): Case {
  if (!isRunning(one) || one.escalatedAt) throw new CaseStateWrong(one.state, 'escalated');
  return step(one, { escalatedAt: now });
}

/** Late events closed the gap, so there is nothing left to decide. */
export function resolved(one: Case, now: Date): Case {
  if (one.kind !== 'metering-gap' || !isRunning(one)) throw new CaseStateWrong(one.state, 'resolved');
  return step(one, { ...UNDECIDED, state: 'closed', outcome: 'no-action', reason: 'resolved', endedAt: now });
}

function step(one: Case, change: Partial<Case>): Case {
  return changed(one, { ...change, version: one.version + 1 });
}
