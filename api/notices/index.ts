import type { Notices, ReadNoticeAddress } from '../../domain/notices/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { NoticeFields, NoticeInboxFields, ReceivedNoticeFields } from './notice.fields.ts';
import { NoticeResolver, type NoticeUseCases } from './notice.resolver.ts';

export { NoticeFields, NoticeInboxFields, ReceivedNoticeFields } from './notice.fields.ts';
export { NoticeResolver } from './notice.resolver.ts';

export interface NoticesApi extends NoticeUseCases {
  readonly notices: Notices;
  readonly readNoticeAddress: ReadNoticeAddress;
}

export function noticesResolvers(api: NoticesApi): object[] {
  return [
    new NoticeResolver(api),
    new NoticeInboxFields(api.inboxes, api.readNoticeAddress),
    new ReceivedNoticeFields(api.notices),
    new NoticeFields(),
  ];
}

/** A notice is for who received it; to others it does not exist. */
export function noticesNodes({ inboxes }: Pick<NoticesApi, 'inboxes'>): NodeLoader[] {
  return [{ type: 'Notice', load: ({ userId }, id) => inboxes.notice(userId, id) }];
}
