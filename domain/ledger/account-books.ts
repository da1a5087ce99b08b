import type { Micros, Snapshot } from '../shared/index.ts';
import type { AccountKey, AccountKind } from './account.ts';

/** What all journals moved on one account, by their kind. */
export interface AccountMoves {
  readonly account: AccountKey;
  readonly byKind: ReadonlyMap<string, Micros>;
}

/** Accounts as of a snapshot, for who compares them with tables of their own. */
export interface AccountBooks {
  /** An account that no journal has opened is absent. */
  balances(snapshot: Snapshot, keys: readonly AccountKey[]): Promise<ReadonlyMap<AccountKey, Micros>>;
  /** In the order of the accounts. For kinds of which there are few, such as pots: all journals are read. */
  moves(snapshot: Snapshot, kind: AccountKind): Promise<readonly AccountMoves[]>;
}
