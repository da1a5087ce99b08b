export { CapRow, CapTable, TOTAL_WEIGHT, capTableDigest } from './cap-table.ts';
export { NoPositiveValue, ValuationRefused } from './errors.ts';
export type { CapTables, Valuations } from './ports.ts';
export { Valuation, type ValuationState } from './valuation.ts';

import type { NoPositiveValue, ValuationRefused } from './errors.ts';

export type AttributionErrorCode = (NoPositiveValue | ValuationRefused)['code'];
