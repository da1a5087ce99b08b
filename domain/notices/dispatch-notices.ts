import type { Transactions, Tx } from '../shared/index.ts';
import { noticeDispatched } from './events.ts';
import { dispatched, type Notice } from './notice.ts';
import type { NoticeDispatchedHandler, Notices } from './ports.ts';
import { takeNotice } from './take-notice.ts';

/** Says of a notice that all it was meant for have been told, as far as that is in anybody's hands. */
export class DispatchNotices {
  constructor(
    private readonly transactions: Transactions,
    private readonly notices: Notices,
    private readonly handlers: readonly NoticeDispatchedHandler[],
  ) {}

  /** The one place that does it. The row is locked, the notice has reached all, and nothing of it is outstanding. */
  async dispatch(tx: Tx, notice: Notice): Promise<void> {
    const done = dispatched(notice, tx.now);
    await this.notices.update(tx, done);
    for (const handler of this.handlers) await handler.noticeDispatched(tx, done);
    tx.emit(noticeDispatched(done));
  }

  /** Takes one whose last delivery has ended. Whether there was any. */
  execute(): Promise<boolean> {
    return takeNotice({
      transactions: this.transactions,
      notices: this.notices,
      next: (tx) => this.notices.lockToDispatch(tx),
      work: (tx, notice) => this.dispatch(tx, notice),
    });
  }
}
