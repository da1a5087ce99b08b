import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Inboxes, Notice, Notices, ReadNoticeAddress, ReceivedNotice } from '../../domain/notices/index.ts';
import type { OwnNoticeAddress } from '../../domain/notices/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  NoticeAddressType,
  NoticeInboxType,
  NoticeType,
  ReceivedNoticeConnection,
  ReceivedNoticeType,
} from './notice.type.ts';

/** Everything in it is read for the viewer of the request, so nobody can reach another's. */
@Resolver(() => NoticeInboxType)
export class NoticeInboxFields {
  constructor(
    private readonly inboxes: Inboxes,
    private readonly readNoticeAddress: ReadNoticeAddress,
  ) {}

  @FieldResolver(() => ReceivedNoticeConnection, { description: 'The newest first.' })
  notices(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: 'Only what is not marked as read.' })
    unreadOnly: boolean,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<ReceivedNotice>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['notices', userId, unreadOnly], (page) => this.inboxes.page(userId, unreadOnly, page));
  }

  @FieldResolver(() => Int, { description: 'How many notices the viewer has not marked as read.' })
  unread(@Ctx() ctx: ApiContext): Promise<number> {
    return this.inboxes.unread(viewerOf(ctx).userId);
  }

  @FieldResolver(() => NoticeAddressType, { nullable: true, description: 'Null where none was given.' })
  address(@Ctx() ctx: ApiContext): Promise<OwnNoticeAddress | null> {
    return this.readNoticeAddress.execute(viewerOf(ctx));
  }
}

@Resolver(() => ReceivedNoticeType)
export class ReceivedNoticeFields {
  private readonly noticesById;

  constructor(notices: Notices) {
    this.noticesById = async (ids: readonly Id[]): Promise<Notice[]> => {
      const found = new Map((await notices.byIds(ids)).map((notice) => [notice.id, notice]));
      return ids.map((id) => found.get(id) as Notice);
    };
  }

  @FieldResolver(() => NoticeType, { description: 'What it says.' })
  notice(@Root() { noticeId }: ReceivedNotice, @Ctx() ctx: ApiContext): Promise<Notice> {
    return ctx.loaders.of(this.noticesById).load(noticeId);
  }
}

@Resolver(() => NoticeType)
export class NoticeFields {
  @FieldResolver(() => ID, { description: 'What it is about, for `node`.' })
  subjectId(@Root() { subjectType, subjectId }: Notice): string {
    return toNodeId(subjectType, subjectId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The pool that it concerns, if it is one’s.' })
  poolId(@Root() { groupId }: Notice): string | null {
    return groupId && toNodeId('Pool', groupId);
  }
}
