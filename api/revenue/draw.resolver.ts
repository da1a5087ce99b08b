import 'reflect-metadata';
import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { BookedJournal, Journals } from '../../domain/ledger/index.ts';
import { drawJournalKey, type Draw, type Draws } from '../../domain/revenue/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { journalsByKey, JournalType } from '../ledger/index.ts';
import { DrawConnection, DrawType } from './earnings.type.ts';

@Resolver(() => DrawType)
export class DrawResolver {
  private readonly journals: ReturnType<typeof journalsByKey>;

  constructor(
    private readonly allDraws: Draws,
    journals: Journals,
  ) {
    this.journals = journalsByKey(journals);
  }

  @Query(() => DrawConnection, { description: 'What the viewer has drawn, the newest first.' })
  draws(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Draw>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['draws', userId], (request) => this.allDraws.ofUser(userId, request));
  }

  @FieldResolver(() => ID, { description: 'The model version that had earned it.' })
  modelVersionId(@Root() draw: Draw): string {
    return toNodeId('ModelVersion', draw.modelVersionId);
  }

  @FieldResolver(() => JournalType, { nullable: true, description: 'What it moved; null while nothing has moved.' })
  journal(@Root() draw: Draw, @Ctx() ctx: ApiContext): Promise<BookedJournal | null> {
    return ctx.loaders.of(this.journals).load(drawJournalKey(draw.id));
  }
}
