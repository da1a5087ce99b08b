import { randomBytes } from 'node:crypto';
import type { WrappedSecrets } from '../../domain/identity/index.ts';
import type { Transactions } from '../../domain/shared/index.ts';
import { KeyUnreadable, type RootKey } from '../../domain/vaults/index.ts';
import { StartFault } from '../start/index.ts';

const CANARY = 'root-key/canary';

/**
 * Refuses every root key but the one with which this instance first started: with another, it would answer until
 * somebody signs in, and seal new data under a key that does not open the old. `source` says where the key came from.
 */
export async function assertRootKey(
  transactions: Transactions,
  secrets: WrappedSecrets,
  rootKey: RootKey,
  source: string,
): Promise<void> {
  const fresh = await rootKey.wrap(randomBytes(32), CANARY);
  const kept = await transactions.run((tx) => secrets.insertOrFind(tx, CANARY, fresh));
  try {
    await rootKey.unwrap(kept, CANARY);
  } catch (error) {
    if (!(error instanceof KeyUnreadable)) throw error;
    throw new StartFault(
      `The root key in ${source} is not the one that this instance's data is sealed with. Put that one there again: no other opens it.`,
      { cause: error },
    );
  }
}
