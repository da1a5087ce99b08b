import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { SeeTickets, Ticket } from '../../domain/mandates/index.ts';
import { InvalidInput } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  fromNodeId,
  Live,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { TicketConnection, TicketType } from './ticket.type.ts';

@Resolver(() => TicketType)
export class TicketResolver {
  constructor(private readonly seeTickets: SeeTickets) {}

  @Query(() => TicketConnection, {
    description: 'The viewer’s own tickets, or those of a gateway that they run or operate; the newest first.',
  })
  tickets(
    @Arg('gatewayId', () => ID, { nullable: true, description: 'All tickets that this gateway bought.' })
    nodeId: string | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Ticket>> {
    const viewer = viewerOf(ctx);
    const gatewayId = nodeId ? fromNodeId('Gateway', nodeId, 'gatewayId') : null;
    return connectionFrom(args, ['tickets', gatewayId ?? viewer.userId], (request) => {
      return gatewayId ? this.seeTickets.ofGateway(viewer, gatewayId, request) : this.seeTickets.own(viewer, request);
    });
  }

  @Live(() => [TicketType], {
    description:
      'The viewer’s newest tickets: now, and after each one that is bought or ends, at most four times a second.',
  })
  ticketsChanged(
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many: 1 to 100.' }) first: number,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<readonly Ticket[]> {
    if (first < 1 || first > 100) throw new InvalidInput(['first'], '`first` must be 1 to 100.');
    return followState(ctx, `mandates.tickets.${viewerOf(ctx).userId}`, async (viewer) => {
      return (await this.seeTickets.own(viewer, { limit: first, direction: 'forward' })).items;
    });
  }

  @FieldResolver(() => ID, { description: 'The gateway that bought it.' })
  gatewayId(@Root() ticket: Ticket): string {
    return toNodeId('Gateway', ticket.gatewayId);
  }

  @FieldResolver(() => ID, { description: 'The mandate under which it was bought.' })
  mandateId(@Root() ticket: Ticket): string {
    return toNodeId('Mandate', ticket.mandateId);
  }

  @FieldResolver(() => ID, { description: 'Whose call it is.' })
  customerId(@Root() ticket: Ticket): string {
    return toNodeId('User', ticket.customerId);
  }

  @FieldResolver(() => ID, { description: 'The API key with which it is called.' })
  apiKeyId(@Root() ticket: Ticket): string {
    return toNodeId('ApiKey', ticket.keyId);
  }

  @FieldResolver(() => ID, { description: 'The model version that is called.' })
  modelVersionId(@Root() ticket: Ticket): string {
    return toNodeId('ModelVersion', ticket.modelVersionId);
  }
}
