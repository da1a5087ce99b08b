import type { Tx } from '../shared/index.ts';
import { noticeAnnounced } from './events.ts';
import { newNotice, type Notice, type NoticeDraft } from './notice.ts';
import type { Audience, Notices } from './ports.ts';

/** Tells members something, in the transaction of what it is about: one row, however many they are. */
export class Announce {
  constructor(
    private readonly notices: Notices,
    private readonly audiences: ReadonlyMap<string, Audience>,
  ) {}

  /** With a key that was announced before: the notice of then, and nothing happens. */
  async execute(tx: Tx, draft: NoticeDraft): Promise<Notice> {
    const notice = newNotice(draft, tx.now);
    if (notice.userIds === null && !this.audiences.has(notice.audience)) {
      throw new TypeError(`Nobody registered the audience ${notice.audience}.`);
    }
    const kept = await this.notices.insertOrFind(tx, notice);
    if (kept.id === notice.id) tx.emit(noticeAnnounced(kept));
    return kept;
  }
}
