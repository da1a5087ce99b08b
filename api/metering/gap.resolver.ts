import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type { SequenceGaps, WatchedGap } from '../../domain/metering/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { GapConnection, GapType } from './gap.type.ts';

@Resolver(() => GapType)
export class GapResolver {
  constructor(private readonly gaps: SequenceGaps) {}

  @Query(() => GapConnection, {
    description: 'Numbers of gateways that were missing for too long, the newest gap first. For operators.',
  })
  gatewayGaps(
    @Arg('gatewayId', () => ID, { nullable: true, description: 'Only those of this gateway.' })
    gateway: string | null,
    @Arg('open', () => Boolean, {
      nullable: true,
      description: 'Only those of which numbers are missing still, or not.',
    })
    open: boolean | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<WatchedGap>> {
    assertOperator(viewerOf(ctx));
    const ofGateway = gateway && { gatewayId: fromNodeId('Gateway', gateway, 'gatewayId') };
    const filter = { ...ofGateway, ...(typeof open === 'boolean' && { open }) };
    return connectionFrom(args, ['gatewayGaps', gateway, open], (page) => this.gaps.list(filter, page));
  }

  @FieldResolver(() => ID, { description: 'The gateway whose numbers they are.' })
  gatewayId(@Root() gap: WatchedGap): string {
    return toNodeId('Gateway', gap.gatewayId);
  }
}
