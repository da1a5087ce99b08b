import 'reflect-metadata';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type { BookedJournal, Entry, Journals } from '../../domain/ledger/index.ts';
import { connectionFrom, ConnectionArgs, viewerOf, type ApiContext, type ConnectionOf } from '../shared/index.ts';
import { EntryType, JournalConnection } from './journal.type.ts';

@Resolver(() => EntryType)
export class JournalResolver {
  constructor(private readonly book: Journals) {}

  @Query(() => JournalConnection, { description: 'The journal, the newest movement first. For operators.' })
  journals(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<BookedJournal>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['journals'], (request) => this.book.page(request));
  }

  @FieldResolver(() => String, { nullable: true, description: 'The key of the account. For operators; else null.' })
  account(@Root() entry: Entry, @Ctx() ctx: ApiContext): string | null {
    return viewerOf(ctx).isOperator ? entry.account : null;
  }
}
