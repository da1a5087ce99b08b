import type { Viewer } from '../identity/index.ts';
import { newId, type Transactions } from '../shared/index.ts';
import { hashOfCode, newCode } from './address-code.ts';
import type { SealedCode } from './code-message.ts';
import { newDelivery } from './delivery.ts';
import type { EmailBox } from './email-box.ts';
import { NoticeEmailUnavailable } from './errors.ts';
import { codeAsked } from './events.ts';
import { asked, assertEmail } from './notice-address.ts';
import type { Deliveries, NoticeAddresses } from './ports.ts';

/** Sends a code to an address, which is in force once its reader has given the code back. */
export class SetNoticeAddress {
  constructor(
    private readonly hasEmail: boolean,
    private readonly transactions: Transactions,
    private readonly addresses: NoticeAddresses,
    private readonly deliveries: Deliveries,
    private readonly box: EmailBox,
  ) {}

  /** NOTICE_EMAIL_UNAVAILABLE, INVALID_INPUT, NOTICE_CODE_LIMIT. */
  async execute({ userId }: Viewer, given: string): Promise<void> {
    if (!this.hasEmail) throw new NoticeEmailUnavailable();
    const email = assertEmail(given.trim());
    const letter: SealedCode = { email, code: newCode() };
    // Wrapping and hashing are slow, so they come before the transaction.
    const [pending, sealed, hash] = await Promise.all([
      this.box.seal(email, userId, 'email'),
      this.box.seal(JSON.stringify(letter), userId, 'code'),
      hashOfCode(letter.code),
    ]);
    await this.transactions.run(async (tx) => {
      const address = await this.addresses.lock(tx, userId);
      await this.addresses.update(tx, asked(address, pending, hash, tx.now));
      const fields = { id: newId(), noticeId: null, userId, channel: 'email', sealed } as const;
      await this.deliveries.insert(tx, [newDelivery(fields, tx.now)]);
      tx.emit(codeAsked(userId));
    });
  }
}
