import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type { RefusalCode, RefusalCount, UsageRefusal, UsageRefusals } from '../../domain/metering/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { RefusalCodeEnum, RefusalConnection, RefusalCountType, RefusalType } from './refusal.type.ts';

@Resolver(() => RefusalType)
export class RefusalResolver {
  constructor(private readonly refusals: UsageRefusals) {}

  @Query(() => RefusalConnection, {
    description: 'Reported calls that were not counted, conflicts included, the newest first. For operators.',
  })
  usageRefusals(
    @Arg('gatewayId', () => ID, { nullable: true, description: 'Only those of this gateway.' })
    gateway: string | null,
    @Arg('code', () => RefusalCodeEnum, { nullable: true, description: 'Only those with this code.' })
    code: RefusalCode | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<UsageRefusal>> {
    assertOperator(viewerOf(ctx));
    const filter = {
      ...(gateway && { gatewayId: fromNodeId('Gateway', gateway, 'gatewayId') }),
      ...(code && { code }),
    };
    return connectionFrom(args, ['usageRefusals', gateway, code], (page) => this.refusals.list(filter, page));
  }

  @Query(() => [RefusalCountType], {
    description: 'How many events of each gateway were refused, by code; only what there is any of. For operators.',
  })
  usageRefusalCounts(@Ctx() ctx: ApiContext): Promise<RefusalCount[]> {
    assertOperator(viewerOf(ctx));
    return this.refusals.counts();
  }

  @FieldResolver(() => ID, { description: 'The gateway that reported it.' })
  gatewayId(@Root() refusal: UsageRefusal): string {
    return toNodeId('Gateway', refusal.gatewayId);
  }
}

@Resolver(() => RefusalCountType)
export class RefusalCountFields {
  @FieldResolver(() => ID, { description: 'The gateway that reported them.' })
  gatewayId(@Root() count: RefusalCount): string {
    return toNodeId('Gateway', count.gatewayId);
  }
}
