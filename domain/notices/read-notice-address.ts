import type { Viewer } from '../identity/index.ts';
import type { Id } from '../shared/index.ts';
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
    const { sealed, pendingSealed, codeExpiresAt } = address;
    const [email, pendingEmail] = await Promise.all([this.opened(userId, sealed), this.opened(userId, pendingSealed)]);
    return { email, pendingEmail, codeExpiresAt };
  }

  private async opened(userId: Id, sealed: Uint8Array | null): Promise<string | null> {
    return sealed && this.box.open(sealed, userId, 'email');
  }
}
