import type { DomainEvent, Id, Tx } from '../shared/index.ts';
import type { Notice } from './notice.ts';

/** Followers of `<receivedSubject>.<userId>` hear that there is something new. */
export const receivedSubject = 'notices.received';

export function noticeAnnounced({ id: noticeId, kind, subjectId }: Notice): DomainEvent {
  return { subject: `notices.notice.${noticeId}`, payload: { noticeId, kind, subjectId } };
}

export function noticeDispatched({ id: noticeId, kind, subjectId }: Notice): DomainEvent {
  return { subject: `notices.dispatched.${noticeId}`, payload: { noticeId, kind, subjectId } };
}

/** A code is to be sent. */
export function codeAsked(userId: Id): DomainEvent {
  return { subject: `notices.code.${userId}`, payload: { userId } };
}

export function sayReceived(tx: Tx, userIds: readonly Id[]): void {
  tx.announce(receivedSubject, userIds);
}
