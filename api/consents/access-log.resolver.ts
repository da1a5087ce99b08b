import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AccessEntry, AccessLog, PermitRefusalCode } from '../../domain/consents/index.ts';
import {
  ConnectionArgs,
  ErrorCode,
  connectionFrom,
  fromNodeId,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { AccessEntryConnection, AccessEntryType } from './access-log.type.ts';

@Resolver(() => AccessEntryType)
export class AccessLogResolver {
  constructor(private readonly entries: AccessLog) {}

  @Query(() => AccessEntryConnection, { description: 'Who used the viewer’s datasets, or was refused; newest first.' })
  accessLog(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Arg('datasetId', () => ID, { nullable: true, description: 'Only the uses of this dataset.' })
    datasetId: string | null | undefined,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<AccessEntry>> {
    const { userId } = viewerOf(ctx);
    const id = datasetId ? fromNodeId('Dataset', datasetId, 'datasetId') : null;
    return connectionFrom(args, ['accessLog', userId, id], (request) => this.entries.pageOf(userId, id, request));
  }

  @FieldResolver(() => ID, { description: 'The dataset.' })
  datasetId(@Root() entry: AccessEntry): string {
    return toNodeId('Dataset', entry.datasetId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The consent that it rested on; null for the owner.' })
  consentId(@Root() entry: AccessEntry): string | null {
    return entry.consentId && toNodeId('Consent', entry.consentId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether the dataset was opened.' })
  allowed(@Root() entry: AccessEntry): boolean {
    return entry.result === 'allowed';
  }

  @FieldResolver(() => ErrorCode, { nullable: true, description: 'Why it was refused; null where it was allowed.' })
  refusal(@Root() entry: AccessEntry): PermitRefusalCode | null {
    return entry.result === 'allowed' ? null : entry.result;
  }
}
