import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type {
  Gateway,
  Gateways,
  Inbox,
  RegisterGateway,
  RevokeGateway,
  RotateGatewaySecret,
  SequenceGap,
} from '../../domain/metering/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  GatewayConnection,
  GatewayInput,
  GatewayType,
  RegisterGatewayInput,
  RegisterGatewayPayload,
  RevokeGatewayPayload,
  RotateGatewaySecretPayload,
  SequenceGapType,
  UsageBacklogType,
} from './gateway.type.ts';
import { sourceOf } from './source.ts';

export interface GatewayUseCases {
  readonly gateways: Gateways;
  readonly inbox: Inbox;
  readonly registerGateway: RegisterGateway;
  readonly rotateGatewaySecret: RotateGatewaySecret;
  readonly revokeGateway: RevokeGateway;
}

@Resolver(() => GatewayType)
export class GatewayResolver {
  constructor(private readonly useCases: GatewayUseCases) {}

  @Query(() => GatewayConnection, { description: 'All gateways, the newest first. For operators.' })
  gateways(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Gateway>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['gateways'], (request) => this.useCases.gateways.all(request));
  }

  @Query(() => UsageBacklogType, { description: 'How much usage is accepted but not posted. For operators.' })
  usageBacklog(@Ctx() ctx: ApiContext): Promise<UsageBacklogType> {
    assertOperator(viewerOf(ctx));
    return this.useCases.inbox.backlog();
  }

  @FieldResolver(() => String, { description: 'The CloudEvents `source` that all of its usage events carry.' })
  source(@Root() gateway: Gateway): string {
    return sourceOf(gateway.id);
  }

  @FieldResolver(() => [SequenceGapType], {
    description: 'Events that it numbered but that never arrived, up to the highest number seen; the lowest first.',
  })
  sequenceGaps(
    @Root() gateway: Gateway,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most this many gaps: 1 to 100.' }) first: number,
  ): Promise<SequenceGap[]> {
    if (first < 1 || first > 100) throw new InvalidInput(['first'], '`first` must be 1 to 100.');
    return this.useCases.gateways.sequenceGaps(gateway.id, first);
  }

  @Mutation(() => RegisterGatewayPayload, { description: 'Registers a gateway. For operators.' })
  registerGateway(
    @Arg('input', () => RegisterGatewayInput, { description: 'What to register.' }) input: RegisterGatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RegisterGatewayPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => this.useCases.registerGateway.execute({ viewer, name: input.name, kind: input.kind }));
  }

  @Mutation(() => RotateGatewaySecretPayload, {
    description: 'Gives a gateway a new webhook secret; the old one counts for 24 more hours. For operators.',
  })
  rotateGatewaySecret(
    @Arg('input', () => GatewayInput, { description: 'Which gateway.' }) input: GatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RotateGatewaySecretPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, () => this.useCases.rotateGatewaySecret.execute({ viewer, gatewayId: gatewayOf(input) }));
  }

  @Mutation(() => RevokeGatewayPayload, {
    description: 'Ends a gateway: its token and signatures are refused at once. For operators.',
  })
  revokeGateway(
    @Arg('input', () => GatewayInput, { description: 'Which gateway.' }) input: GatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RevokeGatewayPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => ({
      gateway: await this.useCases.revokeGateway.execute({ viewer, gatewayId: gatewayOf(input) }),
    }));
  }
}

function gatewayOf(input: GatewayInput): string {
  return fromNodeId('Gateway', input.gatewayId, 'gatewayId');
}
