import { newId, type Id } from '../shared/index.ts';
import type { Case, CaseState } from './case.ts';

export type CaseStepKind =
  | 'opened'
  | 'taken'
  | 'decided'
  | 'confirmed'
  | 'refused'
  | 'withdrawn'
  | 'escalated'
  | 'resolved';

/** One thing that happened to a case. Never changed. */
export class CaseStep {
  readonly id!: Id;
  readonly caseId!: Id;
  /** That of the case after it. */
  readonly version!: number;
  readonly kind!: CaseStepKind;
  readonly state!: CaseState;
  /** Null for a rule of the instance. */
  readonly actorId!: Id | null;
  readonly note!: string | null;
  readonly at!: Date;

  constructor(fields: CaseStep) {
    Object.assign(this, fields);
  }
}

/** What the caller says about a step. */
export interface StepBy {
  readonly kind: CaseStepKind;
  readonly actorId: Id | null;
  readonly note: string | null;
}

export function stepTo({ id, version, state }: Case, by: StepBy, at: Date): CaseStep {
  return new CaseStep({ id: newId(), caseId: id, version, state, ...by, at });
}
