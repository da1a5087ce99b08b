import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { BookedJournal, Journals } from '../../domain/ledger/index.ts';
import { usageJournalKey } from '../../domain/metering/index.ts';
import type { ReadUsage, UsageLine } from '../../domain/revenue/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  Live,
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

  @Live(() => [UsageEventType], {
    description:
      'The viewer’s newest calls: now, and after each that is paid or parked, at most four times a second. Nothing else is billed, but for tickets that expire: `ticketsChanged`.',
  })
  usageChanged(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many: 1 to 100.' }) first: number,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<readonly UsageLine[]> {
    if (first < 1 || first > 100) throw new InvalidInput(['first'], '`first` must be 1 to 100.');
    return followState(ctx, `revenue.balance.${viewerOf(ctx).userId}`, async (viewer) => {
      return (await this.readUsage.execute(viewer, { limit: first, direction: 'forward' })).items;
    });
  }

  @FieldResolver(() => ID, { description: 'The model version that was called.' })
  modelVersionId(@Root() line: UsageLine): string {
    return toNodeId('ModelVersion', line.modelVersionId);
  }

  @FieldResolver(() => ID, { description: 'The API key with which it was called.' })
  apiKeyId(@Root() line: UsageLine): string {
    return toNodeId('ApiKey', line.keyId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The ticket that it spent; null for a call without one.' })
  ticketId(@Root() line: UsageLine): string | null {
    return line.ticketId === null ? null : toNodeId('Ticket', line.ticketId);
  }

  @FieldResolver(() => JournalType, { nullable: true, description: 'What it moved; null while nothing has moved.' })
  journal(@Root() line: UsageLine, @Ctx() ctx: ApiContext): Promise<BookedJournal | null> {
    return ctx.loaders.of(this.journals).load(usageJournalKey(line.id));
  }
}
