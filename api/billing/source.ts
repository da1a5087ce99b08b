import { eventSources } from '../shared/index.ts';

export const { sourceOf: providerSourceOf, senderIn: providerIn } = eventSources(
  '/payment-providers/',
  'PaymentProvider',
);
