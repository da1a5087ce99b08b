import { newId, type Id } from '../shared/index.ts';
import type { ApproveRunParams } from './approve-run-params.ts';
import type { RunConfig } from './run-config.ts';

export type RunState = 'approved' | 'running' | 'succeeded' | 'failed';

/** The only numbers that leave the room beside the artefact. Quotients are rounded to three digits. */
export interface RunMetrics {
  /** exp of the mean negative log-likelihood of held-out words that the model lists, ends of text included. */
  readonly heldOutPerplexity: number;
  /** The share of held-out words that the model lists. */
  readonly heldOutCoverage: number;
  readonly trainingRecords: number;
  readonly heldOutRecords: number;
  /** Listed words: used by two persons or more. */
  readonly vocabulary: number;
}

export interface RunFailure {
  readonly code: string;
  readonly message: string;
}

/** One execution of one approved algorithm digest over one frozen corpus. */
export class TrainingRun {
  readonly id!: Id;
  readonly poolId!: Id;
  readonly proposalId!: Id;
  readonly builderId!: Id;
  readonly algorithm!: string;
  readonly algorithmDigest!: string;
  /** The program that will measure what each member's records were worth. Voted on together with the run. */
  readonly valuation!: string;
  readonly valuationDigest!: string;
  readonly config!: RunConfig;
  readonly state!: RunState;
  readonly approvedAt!: Date;
  readonly startedAt!: Date | null;
  readonly finishedAt!: Date | null;
  readonly corpusId!: Id | null;
  /** Records in the corpus; known from the start of the run. */
  readonly recordsTotal!: number | null;
  readonly recordsFed!: number;
  /** SHA-256 over the lines as they were fed, so that a valuation can prove that it read the same. */
  readonly corpusDigest!: string | null;
  readonly metrics!: RunMetrics | null;
  readonly artefactObjectId!: Id | null;
  readonly artefactDigest!: string | null;
  readonly artefactBytes!: number | null;
  readonly failure!: RunFailure | null;

  constructor(fields: TrainingRun) {
    Object.assign(this, fields);
  }
}

export interface Approval extends ApproveRunParams {
  readonly poolId: Id;
  readonly proposalId: Id;
  readonly builderId: Id;
}

/** A run that waits for a worker. */
export function approvedRun(approval: Approval, now: Date): TrainingRun {
  return new TrainingRun({
    ...approval,
    id: newId(),
    state: 'approved',
    approvedAt: now,
    startedAt: null,
    finishedAt: null,
    corpusId: null,
    recordsTotal: null,
    recordsFed: 0,
    corpusDigest: null,
    metrics: null,
    artefactObjectId: null,
    artefactDigest: null,
    artefactBytes: null,
    failure: null,
  });
}

/** What a run leaves behind when it succeeds. */
export interface RunResult {
  readonly recordsFed: number;
  readonly corpusDigest: string;
  readonly metrics: RunMetrics;
  readonly artefactObjectId: Id;
  readonly artefactDigest: string;
  readonly artefactBytes: number;
}
