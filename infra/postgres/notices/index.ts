import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { PostgresNoticeAddresses } from './addresses.repository.ts';
import { PostgresDeliveries } from './deliveries.repository.ts';
import { PostgresInboxes } from './inboxes.repository.ts';
import { Notices1765000011000 } from './migration.ts';
import { PostgresNotices } from './notices.repository.ts';
import { DeliverySchema, NoticeAddressSchema, NoticeSchema, ReceivedNoticeSchema } from './notices.schema.ts';

export const schemas = [NoticeSchema, ReceivedNoticeSchema, DeliverySchema, NoticeAddressSchema] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [Notices1765000011000];

export function postgresNotices(dataSource: DataSource) {
  return {
    notices: new PostgresNotices(dataSource),
    inboxes: new PostgresInboxes(dataSource),
    deliveries: new PostgresDeliveries(dataSource),
    noticeAddresses: new PostgresNoticeAddresses(dataSource),
  };
}
