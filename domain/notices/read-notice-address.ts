import type { Viewer } from '../identity/index.ts';
import type { EmailBox } from './email-box.ts';
import type { NoticeAddresses } from './ports.ts';

export interface OwnNoticeAddress {
  /** In force. */
  readonly email: string | null;
  /** Waits for its code until `codeExpiresAt`. */
  readonly pendingEmail: string | null;
  readonly codeExpiresAt: Date | null;
}

/** A member's own address, opened for them alone. */
export class ReadNoticeAddress {
  constructor(
    private readonly addresses: NoticeAddresses,
    private readonly box: EmailBox,
  ) {}

  async execute({ userId }: Viewer): Promise<OwnNoticeAddress | null> {
    const address = await this.addresses.find(userId);
    if (!address?.sealed && !address?.pendingSealed) return null;
    const [email, pendingEmail] = await Promise.all(
      [address.sealed, address.pendingSealed].map((sealed) => sealed && this.box.open(sealed, userId, 'email')),
    );
    return { email: email ?? null, pendingEmail: pendingEmail ?? null, codeExpiresAt: address.codeExpiresAt };
  }
}
