import 'reflect-metadata';
import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Draw, Draws } from '../../domain/revenue/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { DrawConnection, DrawType } from './earnings.type.ts';

@Resolver(() => DrawType)
export class DrawResolver {
  constructor(private readonly allDraws: Draws) {}

  @Query(() => DrawConnection, { description: 'What the viewer has drawn, the newest first.' })
  draws(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Draw>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['draws', userId], (request) => this.allDraws.ofUser(userId, request));
  }

  @FieldResolver(() => ID, { description: 'The model version that had earned it.' })
  modelVersionId(@Root() draw: Draw): string {
    return toNodeId('ModelVersion', draw.modelVersionId);
  }
}
