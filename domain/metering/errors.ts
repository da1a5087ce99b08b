import { DomainError } from '../shared/index.ts';

/** The same answer for an unknown gateway, a wrong signature and an old timestamp, so that nothing can be probed. */
export class SignatureInvalid extends DomainError<'WEBHOOK_SIGNATURE_INVALID'> {
  readonly code = 'WEBHOOK_SIGNATURE_INVALID';
  constructor() {
    super(
      'The signature is not valid. Sign id.timestamp.body with a current secret of this gateway, and send within 5 minutes.',
    );
  }
}

export class GatewayUnknown extends DomainError<'GATEWAY_UNKNOWN'> {
  readonly code = 'GATEWAY_UNKNOWN';
  constructor() {
    super('The bearer token is missing, or belongs to no registered gateway.');
  }
}
