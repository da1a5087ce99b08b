import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Viewer } from '../../domain/identity/index.ts';
import type { DrawEarnings, Earnings, Pots } from '../../domain/revenue/index.ts';
import { NotFound, type Id } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  fromNodeId,
  Live,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { DrawEarningsInput, DrawEarningsPayload, EarningsConnection, EarningsType } from './earnings.type.ts';

@Resolver(() => EarningsType)
export class EarningsResolver {
  constructor(
    private readonly pots: Pots,
    private readonly draw: DrawEarnings,
  ) {}

  @Query(() => EarningsConnection, {
    description: 'The viewer’s own earnings, one line per model version they own a part of; the newest version first.',
  })
  earnings(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Earnings>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['earnings', userId], (request) => this.pots.earningsOf(userId, request));
  }

  @Live(() => EarningsType, {
    description: 'The viewer’s own earnings in one model version: now, and after each change, at most four a second.',
  })
  earningsChanged(
    @Arg('modelVersionId', () => ID, { description: 'A version of which the viewer owns a part.' }) nodeId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Earnings> {
    const modelVersionId = fromNodeId('ModelVersion', nodeId, 'modelVersionId');
    return followState(ctx, `revenue.earnings.${modelVersionId}`, (viewer) => this.own(viewer, modelVersionId));
  }

  @FieldResolver(() => ID, { description: 'The model version that earns.' })
  modelVersionId(@Root() earnings: Earnings): string {
    return toNodeId('ModelVersion', earnings.modelVersionId);
  }

  @Mutation(() => DrawEarningsPayload, {
    description: 'Takes earned money out of a model version. A person must be proved behind the account.',
  })
  drawEarnings(
    @Arg('input', () => DrawEarningsInput, { description: 'How much, from what.' }) input: DrawEarningsInput,
    @Ctx() ctx: ApiContext,
  ): Promise<DrawEarningsPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const modelVersionId = fromNodeId('ModelVersion', input.modelVersionId, 'modelVersionId');
      const { amountMicros, idempotencyKey } = input;
      const draw = await this.draw.execute({ viewer, modelVersionId, amountMicros, idempotencyKey });
      return { draw, earnings: await this.own(viewer, modelVersionId) };
    });
  }

  private async own(viewer: Viewer, modelVersionId: Id): Promise<Earnings> {
    const earnings = await this.pots.earnings(viewer.userId, modelVersionId);
    if (!earnings) throw new NotFound('A share in this model version', ['modelVersionId']);
    return earnings;
  }
}
