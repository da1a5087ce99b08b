import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type {
  CancelDestination,
  Destination,
  Destinations,
  DestinationToSign,
  SetDestination,
} from '../../domain/payouts/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followEvents,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  CancelPayoutDestinationInput,
  CancelPayoutDestinationPayload,
  DestinationConnection,
  DestinationDetailsInput,
  DestinationToSignType,
  DestinationType,
  SetPayoutDestinationInput,
  SetPayoutDestinationPayload,
} from './destination.type.ts';

const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

export interface DestinationUseCases {
  readonly destinations: Destinations;
  readonly setDestination: SetDestination;
  readonly cancelDestination: CancelDestination;
  readonly destinationToSign: DestinationToSign;
}

@Resolver(() => DestinationType)
export class DestinationResolver {
  constructor(private readonly useCases: DestinationUseCases) {}

  @Query(() => DestinationConnection, { description: 'Where the viewer’s money goes and went, the newest first.' })
  payoutDestinations(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Destination>> {
    const { userId } = viewerOf(ctx);
    const read = this.useCases.destinations;
    return connectionFrom(args, ['payoutDestinations', userId], (request) => read.ofUser(userId, request));
  }

  @Query(() => DestinationToSignType, {
    description: 'What the viewer’s key signs to set these details. A client computes the digest itself, and compares.',
  })
  payoutDestinationToSign(
    @Arg('currency', () => String, CURRENCY) currency: string,
    @Arg('details', () => DestinationDetailsInput, { description: 'What is to be set.' })
    details: DestinationDetailsInput,
    @Ctx() ctx: ApiContext,
  ): Promise<DestinationToSignType> {
    return this.useCases.destinationToSign.execute({ viewer: viewerOf(ctx), currency, details });
  }

  @Live(() => DestinationType, {
    description: 'Each destination of the viewer that is set or cancelled: a warning, if not by them.',
  })
  payoutDestinationChanged(@Ctx() ctx: ApiContext): AsyncIterable<Destination> {
    const { userId } = viewerOf(ctx);
    return followEvents(ctx, `payouts.destination.${userId}`, async ({ payload: { destinationId } }) => {
      const id = typeof destinationId === 'string' ? destinationId : null;
      const destination = id && (await this.useCases.destinations.byId(id));
      return destination && destination.userId === userId ? destination : null;
    });
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the member’s own key signed it. Without, it rests on a session alone.',
  })
  signed(@Root() destination: Destination): boolean {
    return destination.statementId !== null;
  }

  @Mutation(() => SetPayoutDestinationPayload, {
    description: 'Says where the viewer’s money is to go. It waits 72 hours, and what is requested meanwhile is held.',
  })
  setPayoutDestination(
    @Arg('input', () => SetPayoutDestinationInput, { description: 'What, signed.' }) input: SetPayoutDestinationInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SetPayoutDestinationPayload> {
    const { currency, details, statementJws = null } = input;
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), currency, details, statementJws };
      return { destination: await this.useCases.setDestination.execute(command) };
    });
  }

  @Mutation(() => CancelPayoutDestinationPayload, {
    description: 'Takes a destination back: what waits never comes into force, and what was to go there is held.',
  })
  cancelPayoutDestination(
    @Arg('input', () => CancelPayoutDestinationInput, { description: 'Which.' }) input: CancelPayoutDestinationInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CancelPayoutDestinationPayload> {
    return payload(input, async () => {
      const destinationId = fromNodeId('PayoutDestination', input.destinationId, 'destinationId');
      return { destination: await this.useCases.cancelDestination.execute({ viewer: viewerOf(ctx), destinationId }) };
    });
  }
}
