import { eventSources } from '../shared/index.ts';

export const { sourceOf, senderIn: gatewayIn } = eventSources('/gateways/', 'Gateway');
