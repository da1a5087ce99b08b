import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type {
  Gateway,
  Licence,
  Licences,
  LicenseGateway,
  ResumeGateway,
  RevokeLicence,
  SuspendGateway,
} from '../../domain/metering/index.ts';
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
import {
  LicenceConnection,
  LicenceType,
  LicenseGatewayInput,
  LicenseGatewayPayload,
  ResumeGatewayPayload,
  RevokeLicenceInput,
  RevokeLicencePayload,
  SuspendGatewayInput,
  SuspendGatewayPayload,
} from './gateway-rights.type.ts';
import { GatewayInput, GatewayType } from './gateway.type.ts';

export interface GatewayRightsUseCases {
  readonly licences: Licences;
  readonly suspendGateway: SuspendGateway;
  readonly resumeGateway: ResumeGateway;
  readonly licenseGateway: LicenseGateway;
  readonly revokeLicence: RevokeLicence;
}

@Resolver(() => GatewayType)
export class GatewayRightsResolver {
  constructor(private readonly useCases: GatewayRightsUseCases) {}

  @FieldResolver(() => LicenceConnection, {
    description: 'What it may serve, the newest licence first; those that ended are history and stay.',
  })
  licences(@Root() { id }: Gateway, @Args(() => ConnectionArgs) args: ConnectionArgs): Promise<ConnectionOf<Licence>> {
    return connectionFrom(args, ['licences', id], (request) => this.useCases.licences.ofGateway(id, request));
  }

  @Mutation(() => SuspendGatewayPayload, {
    description: 'Until it is resumed, a gateway’s deliveries are refused and its token opens nothing. For operators.',
  })
  suspendGateway(
    @Arg('input', () => SuspendGatewayInput, { description: 'Which gateway, and why.' }) input: SuspendGatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SuspendGatewayPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const gatewayId = fromNodeId('Gateway', input.gatewayId, 'gatewayId');
      return { gateway: await this.useCases.suspendGateway.execute({ viewer, gatewayId, reason: input.reason }) };
    });
  }

  @Mutation(() => ResumeGatewayPayload, { description: 'Ends the suspension of a gateway. For operators.' })
  resumeGateway(
    @Arg('input', () => GatewayInput, { description: 'Which gateway.' }) input: GatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ResumeGatewayPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const gatewayId = fromNodeId('Gateway', input.gatewayId, 'gatewayId');
      return { gateway: await this.useCases.resumeGateway.execute({ viewer, gatewayId }) };
    });
  }

  @Mutation(() => LicenseGatewayPayload, {
    description:
      'Lets a licensed gateway serve a model version from now on; answers the licence it has. For operators.',
  })
  licenseGateway(
    @Arg('input', () => LicenseGatewayInput, { description: 'Which gateway, what.' }) input: LicenseGatewayInput,
    @Ctx() ctx: ApiContext,
  ): Promise<LicenseGatewayPayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const gatewayId = fromNodeId('Gateway', input.gatewayId, 'gatewayId');
      const modelVersionId = fromNodeId('ModelVersion', input.modelVersionId, 'modelVersionId');
      return { licence: await this.useCases.licenseGateway.execute({ viewer, gatewayId, modelVersionId }) };
    });
  }

  @Mutation(() => RevokeLicencePayload, {
    description: 'Ends a licence: calls made from now on are refused. For operators.',
  })
  revokeLicence(
    @Arg('input', () => RevokeLicenceInput, { description: 'Which licence.' }) input: RevokeLicenceInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RevokeLicencePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const licenceId = fromNodeId('GatewayLicence', input.licenceId, 'licenceId');
      return { licence: await this.useCases.revokeLicence.execute({ viewer, licenceId }) };
    });
  }
}

@Resolver(() => LicenceType)
export class LicenceFields {
  @FieldResolver(() => ID, { description: 'Who may serve.' })
  gatewayId(@Root() licence: Licence): string {
    return toNodeId('Gateway', licence.gatewayId);
  }

  @FieldResolver(() => ID, { description: 'What it may serve.' })
  modelVersionId(@Root() licence: Licence): string {
    return toNodeId('ModelVersion', licence.modelVersionId);
  }
}
