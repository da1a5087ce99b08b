import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type { Probe, Probes, ProbeState, RecordProbe } from '../../domain/metering/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { ProbeConnection, ProbeStateEnum, ProbeType, RecordProbeInput, RecordProbePayload } from './probe.type.ts';

@Resolver(() => ProbeType)
export class ProbeResolver {
  constructor(
    private readonly allProbes: Probes,
    private readonly record: RecordProbe,
  ) {}

  @Query(() => ProbeConnection, {
    description:
      'Calls that the platform bought itself, and whether they were reported; the newest first. For operators.',
  })
  probes(
    @Arg('gatewayId', () => ID, { nullable: true, description: 'Only those of this gateway.' })
    gateway: string | null,
    @Arg('state', () => ProbeStateEnum, { nullable: true, description: 'Only those in this state.' })
    state: ProbeState | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Probe>> {
    assertOperator(viewerOf(ctx));
    const ofGateway = gateway && { gatewayId: fromNodeId('Gateway', gateway, 'gatewayId') };
    const filter = { ...ofGateway, ...(state && { state }) };
    return connectionFrom(args, ['probes', gateway, state], (page) => this.allProbes.list(filter, page));
  }

  @Mutation(() => RecordProbePayload, {
    description: 'Records a call that an operator made, sealed until its gateway must have reported it. For operators.',
  })
  recordProbe(
    @Arg('input', () => RecordProbeInput, { description: 'The call.' }) input: RecordProbeInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RecordProbePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const probe = await this.record.execute({
        viewer,
        gatewayId: fromNodeId('Gateway', input.gatewayId, 'gatewayId'),
        modelVersionId: fromNodeId('ModelVersion', input.modelVersionId, 'modelVersionId'),
        keyId: fromNodeId('ApiKey', input.keyId, 'keyId'),
        calledAt: input.calledAt,
        units: input.units,
      });
      return { probe };
    });
  }

  @FieldResolver(() => ID, { description: 'The gateway that was called.' })
  gatewayId(@Root() probe: Probe): string {
    return toNodeId('Gateway', probe.gatewayId);
  }

  @FieldResolver(() => ID, { description: 'The model version that was called.' })
  modelVersionId(@Root() probe: Probe): string {
    return toNodeId('ModelVersion', probe.modelVersionId);
  }

  @FieldResolver(() => ID, { description: 'The API key with which it was called.' })
  keyId(@Root() probe: Probe): string {
    return toNodeId('ApiKey', probe.keyId);
  }
}
