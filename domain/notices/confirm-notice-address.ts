import type { Viewer } from '../identity/index.ts';
import type { Transactions } from '../shared/index.ts';
import { isCode } from './address-code.ts';
import { NoticeCodeWrong } from './errors.ts';
import { awaitedHash, confirmed, triedWrongly } from './notice-address.ts';
import type { NoticeAddresses } from './ports.ts';

export class ConfirmNoticeAddress {
  constructor(
    private readonly transactions: Transactions,
    private readonly addresses: NoticeAddresses,
  ) {}

  /** NOTICE_CODE_EXPIRED; NOTICE_CODE_WRONG, which is counted in a transaction that commits and so thrown after it. */
  async execute({ userId }: Viewer, code: string): Promise<void> {
    const isRight = await this.transactions.run(async (tx) => {
      const address = await this.addresses.lock(tx, userId);
      const matches = await isCode(code, awaitedHash(address, tx.now));
      await this.addresses.update(tx, matches ? confirmed(address, tx.now) : triedWrongly(address));
      return matches;
    });
    if (!isRight) throw new NoticeCodeWrong();
  }
}
