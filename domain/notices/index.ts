import type { CodesOf } from '../shared/index.ts';
import type * as errors from './errors.ts';

export { AbsentCarrier } from './absent-carrier.ts';
export { Announce } from './announce.ts';
export { ConfirmNoticeAddress } from './confirm-notice-address.ts';
export { DeliverNotices } from './deliver-notices.ts';
export { CHANNELS, Delivery, type Channel, type DeliveryOutcome } from './delivery.ts';
export { DispatchNotices } from './dispatch-notices.ts';
export { EmailBox } from './email-box.ts';
export * from './errors.ts';
export { receivedSubject } from './events.ts';
export { MarkRead, type Reading } from './mark-read.ts';
export { Messages } from './messages.ts';
export { NoticeAddress } from './notice-address.ts';
export { NoticeMetrics } from './notice-metrics.ts';
export { Notice, NOTICE_KINDS, type NoticeDraft, type NoticeKind } from './notice.ts';
export type * from './ports.ts';
export { ReadNoticeAddress, type OwnNoticeAddress } from './read-notice-address.ts';
export { ReceivedNotice } from './received-notice.ts';
export { RemoveNoticeAddress } from './remove-notice-address.ts';
export { SetNoticeAddress } from './set-notice-address.ts';
export { SpreadNotices } from './spread-notices.ts';
export { SweepDeliveries } from './sweep-deliveries.ts';

export type NoticesErrorCode = CodesOf<typeof errors>;
