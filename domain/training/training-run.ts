import type { Id } from '../shared/index.ts';

export type RunState = 'approved' | 'running' | 'succeeded' | 'failed';

/** Which text of which stream the trainer reads. A subset of the charter's scope, fixed by the vote. */
export interface TextStream {
  readonly name: string;
  readonly fields: readonly string[];
}

export interface RunConfig {
  readonly streams: readonly TextStream[];
}

/** The only numbers that leave the room beside the artefact, each rounded to three digits. */
export interface RunMetrics {
  /** exp of the mean negative log-likelihood of held-out words that the model lists, ends of text included. */
  readonly heldOutPerplexity: number;
  /** The share of held-out words that the model lists. */
  readonly heldOutCoverage: number;
  readonly trainingRecords: number;
  readonly heldOutRecords: number;
  readonly vocabulary: number;
}

export interface RunFailure {
  readonly code: string;
  readonly message: string;
}

/** One execution of one approved algorithm digest over one frozen corpus. */
export class TrainingRun {
  constructor(
    readonly id: Id,
    readonly poolId: Id,
    readonly proposalId: Id,
    readonly builderId: Id,
    readonly algorithm: string,
    readonly algorithmDigest: string,
    readonly config: RunConfig,
    readonly state: RunState,
    readonly approvedAt: Date,
    readonly startedAt: Date | null = null,
    readonly finishedAt: Date | null = null,
    readonly corpusId: Id | null = null,
    /** SHA-256 over the records as they were fed, so that a valuation can prove that it read the same. */
    readonly corpusDigest: string | null = null,
    readonly corpusRecords: number | null = null,
    /** An upper bound while running: what the accepted streams hold. */
    readonly recordsTotal: number | null = null,
    readonly recordsFed: number = 0,
    readonly metrics: RunMetrics | null = null,
    readonly artefactObjectId: Id | null = null,
    readonly artefactDigest: string | null = null,
    readonly artefactBytes: number | null = null,
    readonly failure: RunFailure | null = null,
  ) {}
}

/** What a run left behind, once it succeeded. */
export interface RunResult {
  readonly corpusDigest: string;
  readonly corpusRecords: number;
  readonly metrics: RunMetrics;
  readonly artefactObjectId: Id;
  readonly artefactDigest: string;
  readonly artefactBytes: number;
}
