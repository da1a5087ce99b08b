import { DomainError } from '../shared/index.ts';

export class GatewayUnknown extends DomainError<'GATEWAY_UNKNOWN'> {
  readonly code = 'GATEWAY_UNKNOWN';
  constructor() {
    super('The bearer token is missing, or belongs to no registered gateway.');
  }
}
