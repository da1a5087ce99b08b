import type { Viewer } from '../identity/index.ts';
import { Forbidden, type Id, type Page, type PageRequest } from '../shared/index.ts';
import type { GatewayOperators, Tickets } from './ports.ts';
import type { Ticket } from './ticket.ts';

/** A ticket exists for its customer, for who runs its gateway, and for operators. */
export class SeeTickets {
  constructor(
    private readonly tickets: Pick<Tickets, 'byId' | 'ofCustomer' | 'ofGateway'>,
    private readonly gatewayOperators: GatewayOperators,
  ) {}

  /** Null where there is none for this viewer. */
  async one(viewer: Viewer, id: Id): Promise<Ticket | null> {
    const ticket = await this.tickets.byId(id);
    if (!ticket) return null;
    const own = ticket.customerId === viewer.userId;
    return own || (await this.mayLookInto(viewer, ticket.gatewayId)) ? ticket : null;
  }

  own(viewer: Viewer, page: PageRequest): Promise<Page<Ticket>> {
    return this.tickets.ofCustomer(viewer.userId, page);
  }

  /** FORBIDDEN. */
  async ofGateway(viewer: Viewer, gatewayId: Id, page: PageRequest): Promise<Page<Ticket>> {
    if (await this.mayLookInto(viewer, gatewayId)) return this.tickets.ofGateway(gatewayId, page);
    throw new Forbidden('Only who runs this gateway, or an operator of this instance, may see its tickets.');
  }

  private async mayLookInto(viewer: Viewer, gatewayId: Id): Promise<boolean> {
    return viewer.isOperator || this.gatewayOperators.runs(viewer.userId, gatewayId);
  }
}
