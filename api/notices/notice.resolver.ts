import 'reflect-metadata';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  receivedSubject,
  type ConfirmNoticeAddress,
  type Inboxes,
  type MarkRead,
  type Reading,
  type ReceivedNotice,
  type RemoveNoticeAddress,
  type SetNoticeAddress,
} from '../../domain/notices/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import { BigIntString, followLog, fromNodeId, Live, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import {
  ConfirmNoticeAddressInput,
  MarkNoticesReadInput,
  NoticeInboxPayload,
  RemoveNoticeAddressInput,
  SetNoticeAddressInput,
} from './notice.input.ts';
import { NoticeInboxType, ReceivedNoticeType } from './notice.type.ts';

const PAGE = 100;

export interface NoticeUseCases {
  readonly hasEmail: boolean;
  readonly inboxes: Inboxes;
  readonly markRead: MarkRead;
  readonly setNoticeAddress: SetNoticeAddress;
  readonly confirmNoticeAddress: ConfirmNoticeAddress;
  readonly removeNoticeAddress: RemoveNoticeAddress;
}

@Resolver()
export class NoticeResolver {
  constructor(private readonly useCases: NoticeUseCases) {}

  @Query(() => NoticeInboxType, { description: 'What the viewer was told, and where they want to be told.' })
  noticeInbox(@Ctx() ctx: ApiContext): NoticeInboxType {
    viewerOf(ctx);
    return this.inbox();
  }

  @Live(() => ReceivedNoticeType, {
    description: 'The viewer’s own notices, once and in order: those after a number, then each as it comes.',
  })
  async noticeReceived(
    @Ctx() ctx: ApiContext,
    @Arg('after', () => BigIntString, {
      nullable: true,
      description: 'The `sequence` of the last notice that was seen; left out: only what comes from now on.',
    })
    after?: bigint | null,
  ): Promise<AsyncIterable<ReceivedNotice>> {
    const { userId } = viewerOf(ctx);
    const { inboxes } = this.useCases;
    return followLog(ctx, `${receivedSubject}.${userId}`, after ?? (await inboxes.last(userId)), {
      read: (last, viewer) => inboxes.after(viewer.userId, last, PAGE),
      numberOf: ({ sequence }) => sequence,
    });
  }

  @Mutation(() => NoticeInboxPayload, { description: 'Marks notices of the viewer as read.' })
  markNoticesRead(
    @Arg('input', () => MarkNoticesReadInput, { description: 'Which.' }) input: MarkNoticesReadInput,
    @Ctx() ctx: ApiContext,
  ): Promise<NoticeInboxPayload> {
    return this.after(input, () => this.useCases.markRead.execute(viewerOf(ctx), readingIn(input)));
  }

  @Mutation(() => NoticeInboxPayload, {
    description: 'Sends a code to an address, to which notices go as soon as the code is given back.',
  })
  setNoticeAddress(
    @Arg('input', () => SetNoticeAddressInput, { description: 'Where.' }) input: SetNoticeAddressInput,
    @Ctx() ctx: ApiContext,
  ): Promise<NoticeInboxPayload> {
    return this.after(input, () => this.useCases.setNoticeAddress.execute(viewerOf(ctx), input.email));
  }

  @Mutation(() => NoticeInboxPayload, { description: 'Confirms the address to which the newest code went.' })
  confirmNoticeAddress(
    @Arg('input', () => ConfirmNoticeAddressInput, { description: 'The code.' }) input: ConfirmNoticeAddressInput,
    @Ctx() ctx: ApiContext,
  ): Promise<NoticeInboxPayload> {
    return this.after(input, () => this.useCases.confirmNoticeAddress.execute(viewerOf(ctx), input.code));
  }

  @Mutation(() => NoticeInboxPayload, { description: 'Forgets the viewer’s address; no notice goes there any more.' })
  removeNoticeAddress(
    @Arg('input', () => RemoveNoticeAddressInput, { description: 'Nothing more.' }) input: RemoveNoticeAddressInput,
    @Ctx() ctx: ApiContext,
  ): Promise<NoticeInboxPayload> {
    return this.after(input, () => this.useCases.removeNoticeAddress.execute(viewerOf(ctx)));
  }

  private after(
    input: { readonly clientMutationId?: string | null },
    act: () => Promise<void>,
  ): Promise<NoticeInboxPayload> {
    return payload(input, async () => {
      await act();
      return { inbox: this.inbox() };
    });
  }

  /** Whose it is follows from the viewer, for whom each of its fields is read. */
  private inbox(): NoticeInboxType {
    return { sendsMail: this.useCases.hasEmail };
  }
}

function readingIn({ noticeIds = null, upTo = null }: MarkNoticesReadInput): Reading {
  if (noticeIds !== null && upTo === null) return { ids: noticeIds.map((id) => fromNodeId('Notice', id, 'noticeIds')) };
  if (noticeIds === null && upTo !== null) return { upTo };
  throw new InvalidInput(['noticeIds'], 'Give either `noticeIds` or `upTo`.');
}
