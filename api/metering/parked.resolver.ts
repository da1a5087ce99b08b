import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type {
  InboxEvent,
  InboxState,
  ParkedUsage,
  Replay,
  Replays,
  ReplayUsage,
  UsageStates,
} from '../../domain/metering/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  ParkedEventConnection,
  ParkedEventType,
  ReplayConnection,
  ReplayType,
  ReplayUsageInput,
  ReplayUsagePayload,
  UsageStatesType,
} from './parked.type.ts';
import { UsageStateEnum } from './usage-state.type.ts';

export interface ParkedUseCases {
  readonly parkedUsage: ParkedUsage;
  readonly replays: Replays;
  readonly replayUsage: ReplayUsage;
}

@Resolver(() => ParkedEventType)
export class ParkedResolver {
  constructor(private readonly useCases: ParkedUseCases) {}

  @Query(() => ParkedEventConnection, {
    description: 'Accepted calls that are neither posted nor about to be, the newest first. For operators.',
  })
  parkedUsage(
    @Arg('state', () => UsageStateEnum, { nullable: true, description: 'Only UNFUNDED ones, or QUARANTINED ones.' })
    state: InboxState | null,
    @Arg('reason', () => String, { nullable: true, description: 'Only those in quarantine for this code.' })
    reason: string | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<InboxEvent>> {
    assertOperator(viewerOf(ctx));
    const filter = { ...(state && { state }), ...(reason && { reason }) };
    return connectionFrom(args, ['parkedUsage', state, reason], (page) => this.useCases.parkedUsage.list(filter, page));
  }

  @Query(() => UsageStatesType, {
    description:
      'Counts every accepted call; takes seconds where there are many millions, and `usageBacklog` does not. For operators.',
  })
  usageStates(@Ctx() ctx: ApiContext): Promise<UsageStates> {
    assertOperator(viewerOf(ctx));
    return this.useCases.parkedUsage.states();
  }

  @Query(() => ReplayConnection, {
    description: 'What was posted after all, the newest decision first. For operators.',
  })
  usageReplays(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Replay>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['usageReplays'], (page) => this.useCases.replays.all(page));
  }

  @Mutation(() => ReplayUsagePayload, {
    description:
      'Sets calls that are in quarantine waiting to be posted again, and says what became of each. For operators.',
  })
  replayUsage(
    @Arg('input', () => ReplayUsageInput, { description: 'Which calls, and why.' }) input: ReplayUsageInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ReplayUsagePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => this.useCases.replayUsage.execute({ viewer, ids: input.ids, note: input.note }));
  }

  @FieldResolver(() => ID, { description: 'The gateway that reported it.' })
  gatewayId(@Root() event: InboxEvent): string {
    return toNodeId('Gateway', event.gatewayId);
  }

  @FieldResolver(() => ID, { description: 'The model version that was called.' })
  modelVersionId(@Root() event: InboxEvent): string {
    return toNodeId('ModelVersion', event.modelVersionId);
  }

  @FieldResolver(() => ID, { description: 'The customer who called.' })
  customerId(@Root() event: InboxEvent): string {
    return toNodeId('User', event.customerId);
  }

  @FieldResolver(() => ID, { description: 'The API key with which it was called.' })
  apiKeyId(@Root() event: InboxEvent): string {
    return toNodeId('ApiKey', event.keyId);
  }
}

@Resolver(() => ReplayType)
export class ReplayFields {
  @FieldResolver(() => ID, { description: 'The operator who decided it.' })
  operatorId(@Root() replay: Replay): string {
    return toNodeId('User', replay.operatorId);
  }
}
