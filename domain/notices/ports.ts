import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Channel, Delivery } from './delivery.ts';
import type { NoticeAddress } from './notice-address.ts';
import type { Notice, NoticeKind } from './notice.ts';
import type { ReceivedNotice } from './received-notice.ts';

/** Who hears a notice. Upper contexts register what they know members of. */
export interface Audience {
  readonly name: string;
  /** The ids of up to `limit` users above `after`, ascending; fewer only where no more are there. */
  after(tx: Tx, ref: Id, after: Id | null, limit: number): Promise<readonly Id[]>;
}

/** What must happen in the transaction in which a notice counts as dispatched. */
export interface NoticeDispatchedHandler {
  noticeDispatched(tx: Tx, notice: Notice): Promise<void>;
}

export interface Notices {
  /** The notice, or the one that is there under its kind, subject and key. */
  insertOrFind(tx: Tx, notice: Notice): Promise<Notice>;
  /** The oldest due one that has not reached all; skips those that others hold. */
  lockToSpread(tx: Tx): Promise<Notice | null>;
  /** The same of those that reached all, with no delivery outstanding and not dispatched. */
  lockToDispatch(tx: Tx): Promise<Notice | null>;
  lock(tx: Tx, id: Id): Promise<Notice | null>;
  /** The row is locked. What the notice says is not written again. */
  update(tx: Tx, notice: Notice): Promise<void>;
  byIds(ids: readonly Id[]): Promise<Notice[]>;
}

export interface Inboxes {
  /** Answers to whom it is new, and lets nobody else fill inboxes until the transaction ends. */
  insert(tx: Tx, notice: Notice, userIds: readonly Id[]): Promise<readonly Id[]>;
  /** Of one user, the newest first. */
  page(userId: Id, isUnreadOnly: boolean, page: PageRequest): Promise<Page<ReceivedNotice>>;
  /** The next ones of a user above a number, in order. */
  after(userId: Id, sequence: bigint, limit: number): Promise<ReceivedNotice[]>;
  /** The number of the user's newest one; 0 where there is none. */
  last(userId: Id): Promise<bigint>;
  unread(userId: Id): Promise<number>;
  /** The notice, if this user received it. */
  notice(userId: Id, id: Id): Promise<Notice | null>;
  markRead(tx: Tx, userId: Id, noticeIds: readonly Id[]): Promise<void>;
  markReadUpTo(tx: Tx, userId: Id, sequence: bigint): Promise<void>;
}

export interface Deliveries {
  insert(tx: Tx, deliveries: readonly Delivery[]): Promise<void>;
  /** Whether any of a notice has not ended. */
  areOutstanding(tx: Tx, noticeId: Id): Promise<boolean>;
  /** Due ones of a channel, counted as tried and not due again before `until`; skips those that others hold. */
  claim(tx: Tx, channel: Channel, limit: number, until: Date): Promise<Delivery[]>;
  /** Ends or postpones those that have not ended. */
  update(tx: Tx, deliveries: readonly Delivery[]): Promise<void>;
  /** Forgets up to `limit` that ended before then, of notices that are dispatched; answers how many. */
  forget(tx: Tx, before: Date, limit: number): Promise<number>;
  waiting(): Promise<readonly WaitingCount[]>;
}

export interface WaitingCount {
  readonly channel: Channel;
  readonly deliveries: bigint;
  readonly oldestSeconds: number;
}

export interface NoticeAddresses {
  /** The row, locked; made now where there is none. */
  lock(tx: Tx, userId: Id): Promise<NoticeAddress>;
  update(tx: Tx, address: NoticeAddress): Promise<void>;
  find(userId: Id): Promise<NoticeAddress | null>;
  /** Which of these users have a confirmed one. */
  confirmedOf(tx: Tx, userIds: readonly Id[]): Promise<readonly Id[]>;
}

/** What a carrier takes to one receiver. */
export interface NoticeMessage {
  /** The same on every try. */
  readonly deliveryId: Id;
  readonly userId: Id;
  /** Null where the channel needs none. */
  readonly email: string | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly until: Date | null;
  /** Null for a code. */
  readonly about: {
    readonly noticeId: Id;
    readonly kind: NoticeKind;
    readonly subjectId: Id;
    readonly subjectType: string;
    readonly groupId: Id | null;
  } | null;
}

export type Carried = 'accepted' | { readonly refused: string };

/** A way out of the house. */
export interface NoticeCarrier {
  readonly channel: Channel;
  /** A throw means that nobody could be asked, so that it is tried again; `refused` that asking again is of no use. */
  carry(message: NoticeMessage): Promise<Carried>;
}
