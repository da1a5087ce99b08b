import type { Viewer } from '../identity/index.ts';
import { InvalidInput, type Id, type Transactions } from '../shared/index.ts';
import type { Inboxes } from './ports.ts';

const MAX_IDS = 100;

/** Some by id, or all up to one by its number: an instant would also mark what came at it and was not seen. */
export type Reading = { readonly ids: readonly Id[] } | { readonly upTo: bigint };

export class MarkRead {
  constructor(
    private readonly transactions: Transactions,
    private readonly inboxes: Inboxes,
  ) {}

  /** Ids of notices that the viewer did not receive change nothing. */
  async execute({ userId }: Viewer, reading: Reading): Promise<void> {
    if ('ids' in reading && reading.ids.length > MAX_IDS) {
      throw new InvalidInput(['ids'], `Name at most ${MAX_IDS} notices, or the last one that was seen.`);
    }
    await this.transactions.run(async (tx) => {
      if ('ids' in reading) await this.inboxes.markRead(tx, userId, reading.ids);
      else await this.inboxes.markReadUpTo(tx, userId, reading.upTo);
    });
  }
}
