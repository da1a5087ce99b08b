import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { CapRow, CapTable, capTableDigest, freezeCapTable } from './cap-table.ts';
export { capTableChecks, type FrozenCapTables } from './cap-table-checks.ts';
export { EndValuations } from './end-valuations.ts';
export { NoPositiveValue, ValuationAbandoned, ValuationRefused } from './errors.ts';
export type { CapTables, Valuations } from './ports.ts';
export { QueueValuation } from './queue-valuation.ts';
export { SeeCapTable } from './see-cap-table.ts';
export { Valuation, type ValuationState } from './valuation.ts';
export { ValueNextRun } from './value-next-run.ts';
export { TOTAL_WEIGHT } from './weights.ts';

export type AttributionErrorCode = CodesOf<typeof errors>;
