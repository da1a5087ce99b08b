import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Notice, NoticeKind, OwnNoticeAddress, ReceivedNotice } from '../../domain/notices/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, Node } from '../shared/index.ts';

export const NoticeKindEnum = enumOf<NoticeKind>(
  {
    'proposal-opened': 'Something is put to the vote.',
    'closing-soon': 'A vote ends soon.',
    'what-changes': 'What was decided changes something for the member.',
    exit: 'The member can leave before it does.',
    'delegate-voted': 'A delegate voted for the member.',
    vetoed: 'Guardians stopped a proposal.',
    hold: 'Something decided waits before it is carried out.',
    dispute: 'A decision is disputed.',
    decided: 'A vote has ended.',
  },
  { name: 'NoticeKind', description: 'What a notice tells.' },
);

type ShownNotice = 'kind' | 'title' | 'lines' | 'until' | 'createdAt' | 'dispatchedAt';

@ObjectType('Notice', { description: 'A word to many members at once. What it says never changes.', implements: Node })
export class NoticeType extends Node implements Pick<Notice, ShownNotice> {
  @Field(() => NoticeKindEnum, { description: 'What it tells.' })
  readonly kind!: NoticeKind;

  @Field(() => String, { description: 'What it is about, in one line.' })
  readonly title!: string;

  @Field(() => [String], { description: 'Sentences.' })
  readonly lines!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'Until when one can act; null where there is nothing to do.' })
  readonly until!: Date | null;

  @Field(() => DateTime, { description: 'When it was announced.' })
  readonly createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When everybody had been told, by every way that they chose; null before.',
  })
  readonly dispatchedAt!: Date | null;
}

@ObjectType('ReceivedNotice', { description: 'A notice in the viewer’s inbox.' })
export class ReceivedNoticeType implements Pick<ReceivedNotice, 'sequence' | 'createdAt' | 'readAt'> {
  @Field(() => BigIntString, { description: 'Its number: later ones have higher ones.' })
  readonly sequence!: bigint;

  @Field(() => DateTime, { description: 'When it came.' })
  readonly createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the viewer marked it as read; null before.' })
  readonly readAt!: Date | null;
}

@ObjectType('NoticeAddress', { description: 'Where notices go by mail.', simpleResolvers: true })
export class NoticeAddressType implements OwnNoticeAddress {
  @Field(() => String, { nullable: true, description: 'The address in force; null before the first is confirmed.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'An address that waits for its code; null where none does.' })
  readonly pendingEmail!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when its code is taken.' })
  readonly codeExpiresAt!: Date | null;
}

@ObjectType('NoticeInbox', { description: 'What the viewer was told, and where they want to be told.' })
export class NoticeInboxType {
  @Field(() => Boolean, { description: 'Whether this instance sends mail.' })
  readonly sendsMail!: boolean;
}

export const { Connection: ReceivedNoticeConnection } = connectionOf(ReceivedNoticeType, 'ReceivedNotice');
