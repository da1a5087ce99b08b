import { newId, type Currency, type Id, type Micros, type Ppm } from '../shared/index.ts';
import type { CapTable } from '../attribution/index.ts';
import { pricesOf, type Charter, type Prices, type ReleaseMode } from '../pools/index.ts';
import type { Repricing } from './repricing.ts';
import type { TrainingRun } from '../training/index.ts';

/** `retired`: it takes no new calls, for good; those that were made are still posted. */
export type ModelState = 'live' | 'suspended' | 'retired';

/** What a run produced, once published. It has one cap table, for ever, and keeps the terms of that day. */
export class ModelVersion implements Prices {
  readonly id!: Id;
  readonly poolId!: Id;
  readonly runId!: Id;
  readonly proposalId!: Id;
  readonly builderId!: Id;
  /** 1, 2, 3 ... within the pool. */
  readonly number!: number;
  readonly artefactObjectId!: Id;
  readonly artefactDigest!: string;
  readonly capTableId!: Id;
  readonly capTableDigest!: string;
  /** The charter whose terms these are. */
  readonly charterDigest!: string;
  readonly currency!: Currency;
  readonly pricePerQueryMicros!: Micros;
  readonly pricePerMillionInputTokensMicros!: Micros;
  readonly pricePerMillionOutputTokensMicros!: Micros;
  readonly pricePerSecondMicros!: Micros;
  readonly minimumChargeMicros!: Micros;
  readonly freeQueriesPerMonth!: number;
  readonly platformPpm!: Ppm;
  readonly builderPpm!: Ppm;
  readonly ownersPpm!: Ppm;
  readonly releaseMode!: ReleaseMode;
  /** Later terms, in the order of their instants. The fields above are what it was published under; see `versionAt`. */
  readonly repricings!: readonly Repricing[];
  readonly state!: ModelState;
  readonly publishedAt!: Date;

  constructor(fields: ModelVersion) {
    Object.assign(this, fields);
  }
}

export interface Publication {
  /** Succeeded, so its artefact is sealed. */
  readonly run: TrainingRun & { readonly artefactObjectId: Id; readonly artefactDigest: string };
  readonly capTable: CapTable;
  readonly charter: Charter;
  readonly proposalId: Id;
  readonly number: number;
}

export function publish({ run, capTable, charter, proposalId, number }: Publication, now: Date): ModelVersion {
  const { currency, platformPpm, builderPpm, ownersPpm } = charter.terms;
  return new ModelVersion({
    id: newId(),
    poolId: run.poolId,
    runId: run.id,
    proposalId,
    builderId: run.builderId,
    number,
    artefactObjectId: run.artefactObjectId,
    artefactDigest: run.artefactDigest,
    capTableId: capTable.id,
    capTableDigest: capTable.digest,
    charterDigest: charter.digest,
    currency,
    ...pricesOf(charter.terms),
    platformPpm,
    builderPpm,
    ownersPpm,
    releaseMode: charter.scope.releaseMode,
    repricings: [],
    state: 'live',
    publishedAt: now,
  });
}
