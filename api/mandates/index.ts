import type {
  GiveMandate,
  Mandates,
  RevokeMandate,
  SeeSpending,
  SeeTickets,
  SetSpendingLimit,
  SpendingLimits,
} from '../../domain/mandates/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { MandateResolver } from './mandate.resolver.ts';
import { SpendingLimitResolver } from './spending-limit.resolver.ts';
import { TicketResolver } from './ticket.resolver.ts';

export { MandateResolver } from './mandate.resolver.ts';
export { SpendingLimitResolver } from './spending-limit.resolver.ts';
export { TicketResolver } from './ticket.resolver.ts';

export interface MandatesUseCases {
  readonly mandates: Mandates;
  readonly spendingLimits: SpendingLimits;
  readonly giveMandate: GiveMandate;
  readonly revokeMandate: RevokeMandate;
  readonly seeTickets: SeeTickets;
  readonly seeSpending: SeeSpending;
  readonly setSpendingLimit: SetSpendingLimit;
}

export function mandatesResolvers(useCases: MandatesUseCases): object[] {
  const { mandates, spendingLimits, giveMandate, revokeMandate, seeTickets, seeSpending, setSpendingLimit } = useCases;
  return [
    new MandateResolver(mandates, giveMandate, revokeMandate),
    new TicketResolver(seeTickets),
    new SpendingLimitResolver(seeSpending, setSpendingLimit, spendingLimits),
  ];
}

/** A mandate exists for its customer and for operators, who judge disputes by it. */
export function mandatesNodes({
  mandates,
  seeTickets,
}: Pick<MandatesUseCases, 'mandates' | 'seeTickets'>): NodeLoader[] {
  return [
    { type: 'Ticket', load: (viewer, id) => seeTickets.one(viewer, id) },
    {
      type: 'Mandate',
      load: async (viewer, id) => {
        const mandate = await mandates.byId(id);
        return viewer.isOperator || mandate?.customerId === viewer.userId ? mandate : null;
      },
    },
  ];
}
