import type { Currency, Id, Micros, Tx } from '../shared/index.ts';

/** What some journals took from whom, a holder's balance and what is held of it being one. */
export interface HolderSums {
  /** Less what they gave; keys that no journal has are left out. Customers alone. */
  taken(tx: Tx, journalKeys: readonly string[], currency: Currency): Promise<ReadonlyMap<Id, Micros>>;
}
