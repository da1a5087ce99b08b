import 'reflect-metadata';
import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { BookedJournal, Journals } from '../../domain/ledger/index.ts';
import { usageJournalKey } from '../../domain/metering/index.ts';
import type { ReadUsage, UsageLine } from '../../domain/revenue/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { journalsByKey, JournalType } from '../ledger/index.ts';
import { UsageEventConnection, UsageEventType } from './usage.type.ts';

@Resolver(() => UsageEventType)
export class UsageResolver {
  private readonly journals: ReturnType<typeof journalsByKey>;

  constructor(
    private readonly readUsage: ReadUsage,
    journals: Journals,
  ) {
    this.journals = journalsByKey(journals);
  }

  @Query(() => UsageEventConnection, { description: 'The viewer’s own calls of models, the newest first.' })
  usage(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<UsageLine>> {
    const viewer = viewerOf(ctx);
    return connectionFrom(args, ['usage', viewer.userId], (request) => this.readUsage.execute(viewer, request));
  }

  @FieldResolver(() => ID, { description: 'The model version that was called.' })
  modelVersionId(@Root() line: UsageLine): string {
    return toNodeId('ModelVersion', line.modelVersionId);
  }

  @FieldResolver(() => ID, { description: 'The API key with which it was called.' })
  apiKeyId(@Root() line: UsageLine): string {
    return toNodeId('ApiKey', line.keyId);
  }

  @FieldResolver(() => JournalType, { nullable: true, description: 'What it moved; null while nothing has moved.' })
  journal(@Root() line: UsageLine, @Ctx() ctx: ApiContext): Promise<BookedJournal | null> {
    return ctx.loaders.of(this.journals).load(usageJournalKey(line.id));
  }
}
