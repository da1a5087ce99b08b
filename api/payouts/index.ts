import type { Attempts, PayoutSteps } from '../../domain/payouts/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { BatchResolver, DisclosureFields, type BatchUseCases } from './batch.resolver.ts';
import { DestinationResolver, type DestinationUseCases } from './destination.resolver.ts';
import { PayoutQueueResolver, type PayoutQueueUseCases } from './payout-queue.resolver.ts';
import { PayoutFields } from './payout.fields.ts';
import { PayoutResolver, type PayoutUseCases } from './payout.resolver.ts';

export { BatchResolver, DisclosureFields } from './batch.resolver.ts';
export { DestinationResolver } from './destination.resolver.ts';
export { PayoutQueueResolver } from './payout-queue.resolver.ts';
export { PayoutFields } from './payout.fields.ts';
export { PayoutResolver } from './payout.resolver.ts';

export interface PayoutsUseCases extends DestinationUseCases, PayoutUseCases, PayoutQueueUseCases, BatchUseCases {
  readonly payoutSteps: PayoutSteps;
  readonly attempts: Attempts;
}

export function payoutsResolvers(useCases: PayoutsUseCases): object[] {
  const { destinations, payoutSteps, attempts } = useCases;
  return [
    new DestinationResolver(useCases),
    new PayoutResolver(useCases),
    new PayoutFields(destinations, payoutSteps, attempts),
    new PayoutQueueResolver(useCases),
    new BatchResolver(useCases),
    new DisclosureFields(),
  ];
}

/** A payout exists for its payee and for operators, a destination for its owner alone, a batch for operators alone. */
export function payoutsNodes({ payouts, destinations, batches }: PayoutsUseCases): NodeLoader[] {
  return [
    {
      type: 'Payout',
      load: async (viewer, id) => {
        const payout = await payouts.byId(id);
        return payout && (viewer.isOperator || payout.userId === viewer.userId) ? payout : null;
      },
    },
    {
      type: 'PayoutDestination',
      load: async (viewer, id) => {
        const destination = await destinations.byId(id);
        return destination?.userId === viewer.userId ? destination : null;
      },
    },
    { type: 'PayoutBatch', load: async (viewer, id) => (viewer.isOperator ? batches.byId(id) : null) },
  ];
}
