import type { Id } from '../shared/index.ts';
import { codeMessage, type SealedCode } from './code-message.ts';
import type { Delivery } from './delivery.ts';
import type { EmailBox } from './email-box.ts';
import { isStale } from './notice-address.ts';
import type { Notice } from './notice.ts';
import type { NoticeAddresses, NoticeMessage, Notices } from './ports.ts';

/** Null where there is nobody to write to any more, or the code has expired. */
export type MessageOf = (delivery: Delivery) => Promise<NoticeMessage | null>;

/** Makes messages of deliveries: the one place where an address is opened to be written to. */
export class Messages {
  constructor(
    private readonly notices: Notices,
    private readonly addresses: NoticeAddresses,
    private readonly box: EmailBox,
  ) {}

  /** One whose address does not open fails alone. */
  async of(deliveries: readonly Delivery[], now: Date): Promise<MessageOf> {
    const noticeIds = new Set(deliveries.flatMap(({ noticeId }) => noticeId ?? []));
    const notices = new Map((await this.notices.byIds([...noticeIds])).map((notice) => [notice.id, notice]));
    return async (delivery) => {
      const { noticeId } = delivery;
      if (noticeId === null) return this.ofCode(delivery, now);
      const notice = notices.get(noticeId);
      return notice ? this.ofNotice(delivery, notice) : null;
    };
  }

  private async ofNotice({ id: deliveryId, userId, channel }: Delivery, notice: Notice): Promise<NoticeMessage | null> {
    const { id: noticeId, kind, subjectId, subjectType, groupId, title, lines, until } = notice;
    const email = channel === 'email' ? await this.emailOf(userId) : null;
    if (channel === 'email' && email === null) return null;
    const about = { noticeId, kind, subjectId, subjectType, groupId };
    return { deliveryId, userId, email, title, lines, until, about };
  }

  private async ofCode({ id, userId, sealed, createdAt }: Delivery, now: Date): Promise<NoticeMessage | null> {
    if (sealed === null || isStale(createdAt, now)) return null;
    const { email, code } = JSON.parse(await this.box.open(sealed, userId, 'code')) as SealedCode;
    return codeMessage({ deliveryId: id, userId, email, code });
  }

  /** As it is now: who removed an address after the notice gets no more mail there. */
  private async emailOf(userId: Id): Promise<string | null> {
    const address = await this.addresses.find(userId);
    return address?.sealed ? this.box.open(address.sealed, userId, 'email') : null;
  }
}
