import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Delivery, Notice, NoticeAddress, ReceivedNotice } from '../../../domain/notices/index.ts';
import { bigInteger, bytes, instant, integer, optional, text, uuid, uuidKey, uuids } from '../columns.ts';

export const NoticeSchema = new EntitySchema<Notice>({
  name: 'Notice',
  target: Notice,
  tableName: 'notices',
  columns: {
    id: uuidKey,
    kind: text,
    subjectId: uuid,
    subjectType: text,
    groupId: optional(uuid),
    key: optional(text),
    title: text,
    lines: { ...text, array: true },
    until: optional(instant),
    audience: text,
    audienceRef: uuid,
    userIds: optional(uuids),
    createdAt: instant,
    spreadTo: optional(uuid),
    spreadAt: optional(instant),
    dispatchedAt: optional(instant),
    dueAt: instant,
  } satisfies Record<keyof Notice, EntitySchemaColumnOptions>,
});

export const ReceivedNoticeSchema = new EntitySchema<ReceivedNotice>({
  name: 'ReceivedNotice',
  target: ReceivedNotice,
  tableName: 'received_notices',
  columns: {
    noticeId: uuidKey,
    userId: uuidKey,
    sequence: bigInteger,
    createdAt: instant,
    readAt: optional(instant),
  } satisfies Record<keyof ReceivedNotice, EntitySchemaColumnOptions>,
});

export const DeliverySchema = new EntitySchema<Delivery>({
  name: 'NoticeDelivery',
  target: Delivery,
  tableName: 'notice_deliveries',
  columns: {
    id: uuidKey,
    noticeId: optional(uuid),
    userId: uuid,
    channel: text,
    sealed: optional(bytes),
    createdAt: instant,
    dueAt: instant,
    tries: integer,
    outcome: optional(text),
    refusal: optional(text),
    endedAt: optional(instant),
  } satisfies Record<keyof Delivery, EntitySchemaColumnOptions>,
});

export const NoticeAddressSchema = new EntitySchema<NoticeAddress>({
  name: 'NoticeAddress',
  target: NoticeAddress,
  tableName: 'notice_addresses',
  columns: {
    userId: uuidKey,
    sealed: optional(bytes),
    confirmedAt: optional(instant),
    pendingSealed: optional(bytes),
    codeHash: optional(text),
    codeExpiresAt: optional(instant),
    tries: integer,
    codesSentAt: { ...instant, array: true },
  } satisfies Record<keyof NoticeAddress, EntitySchemaColumnOptions>,
});
