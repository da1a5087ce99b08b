import type { Viewer } from '../identity/index.ts';
import type { Transactions } from '../shared/index.ts';
import { removed } from './notice-address.ts';
import type { NoticeAddresses } from './ports.ts';

/** Forgets the address, and one that waits for its code; mail that has not left yet does not leave. */
export class RemoveNoticeAddress {
  constructor(
    private readonly transactions: Transactions,
    private readonly addresses: NoticeAddresses,
  ) {}

  async execute({ userId }: Viewer): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.addresses.update(tx, removed(await this.addresses.lock(tx, userId)));
    });
  }
}
