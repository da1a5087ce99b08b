import type { Currency, Id, Micros, Ppm } from '../shared/index.ts';

export type ModelState = 'live' | 'suspended';
export type ReleaseMode = 'hosted' | 'licensed-gateway' | 'open';

/** What a run produced, once published. It has one cap table, for ever, and keeps the terms of that day. */
export class ModelVersion {
  constructor(
    readonly id: Id,
    readonly poolId: Id,
    readonly runId: Id,
    readonly proposalId: Id,
    readonly builderId: Id,
    /** 1, 2, 3 ... within the pool. */
    readonly number: number,
    readonly artefactObjectId: Id,
    readonly artefactDigest: string,
    readonly capTableId: Id,
    readonly capTableDigest: string,
    readonly charterDigest: string,
    readonly currency: Currency,
    readonly pricePerQueryMicros: Micros,
    readonly platformPpm: Ppm,
    readonly builderPpm: Ppm,
    readonly ownersPpm: Ppm,
    readonly releaseMode: ReleaseMode,
    readonly state: ModelState,
    readonly publishedAt: Date,
  ) {}
}
