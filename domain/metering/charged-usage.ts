import type { MovedSum } from '../ledger/index.ts';
import type { Currency, Id, Ppm, Snapshot } from '../shared/index.ts';
import type { Prices, Units } from '../pools/index.ts';
import type { InboxEvent } from './usage-event.ts';

/** What calls of one version cost, and whose accounts get which part: told by who knows prices and accounts. */
export interface ChargeTerms extends Prices {
  readonly modelVersionId: Id;
  readonly platformPpm: Ppm;
  readonly builderPpm: Ppm;
  readonly currency: Currency;
  readonly platformAccount: string;
  readonly builderAccount: string;
  readonly potAccount: string;
  /** Of calls that were accepted from then on, and before; null is without that end. */
  readonly since: Date | null;
  readonly until: Date | null;
}

/** An accepted event, as an audit looks at it. */
export interface AuditedEvent
  extends Units, Pick<InboxEvent, 'id' | 'modelVersionId' | 'customerId' | 'occurredAt' | 'receivedAt' | 'state'> {}

/** Accepted events, for who compares them with what was paid for them. */
export interface ChargedUsage {
  /** Of all posted events by these terms, as if none were free; the payers' accounts are `customer:<id>:<currency>`. */
  chargedSums(snapshot: Snapshot, terms: readonly ChargeTerms[], salt: bigint): Promise<readonly MovedSum[]>;
  /** In the order of their ids. */
  events(snapshot: Snapshot, after: bigint, limit: number): Promise<readonly AuditedEvent[]>;
}
