export { changed } from './changed.ts';
export { CSV_BOM, csvText } from './csv.ts';
export { canonicalJson, canonicalText, sha256Hex, digestOf, type Json } from './digest.ts';
export { DomainError, InvalidInput, NotFound, Forbidden, type CodesOf, type SharedErrorCode } from './errors.ts';
export { newId, type Id } from './id.ts';
export {
  MAX_MICROS,
  PPM,
  assertMicros,
  assertShare,
  moneyText,
  portionPpm,
  type Currency,
  type Micros,
  type Ppm,
} from './money.ts';
export type { Metric, MetricSample, MetricSource } from './metric.ts';
export type { Cursor, Page, PageRequest } from './page.ts';
export { RecentMap } from './recent-map.ts';
export type { DomainEvent, EventFeed, FeedEvent, Snapshot, Snapshots, Transactions, Tx } from './ports.ts';
