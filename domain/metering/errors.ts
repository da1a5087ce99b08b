import { DomainError } from '../shared/index.ts';

/** Known by its signature or its token, so it may be told. What it reports now is not lost: it is accepted once it is resumed. */
export class GatewaySuspended extends DomainError<'GATEWAY_SUSPENDED'> {
  readonly code = 'GATEWAY_SUSPENDED';
  constructor() {
    super(
      'This gateway is suspended. Serve nobody, keep what you have to report, and ask the operator of this instance.',
    );
  }
}

export class GatewayRevoked extends DomainError<'GATEWAY_REVOKED'> {
  readonly code = 'GATEWAY_REVOKED';
  constructor() {
    super('This gateway was revoked, and that is final. Register another one.', { field: ['gatewayId'] });
  }
}

/** Nothing of the delivery was stored; the same one is accepted later. `retryAfterS` goes into Retry-After. */
export class InboxFull extends DomainError<'INBOX_FULL'> {
  readonly code = 'INBOX_FULL';
  constructor(retryAfterS: number) {
    super('Posting lags behind what was accepted. Send the same delivery again later.', { details: { retryAfterS } });
  }
}

/** As `InboxFull`, for one gateway that sends faster than it may. */
export class GatewayRateExceeded extends DomainError<'GATEWAY_RATE_EXCEEDED'> {
  readonly code = 'GATEWAY_RATE_EXCEEDED';
  constructor(retryAfterS: number) {
    super('This gateway reports more events a second than it may. Send the same delivery again later.', {
      details: { retryAfterS },
    });
  }
}

/** One call cannot be two different ones. */
export class ProbeExists extends DomainError<'PROBE_EXISTS'> {
  readonly code = 'PROBE_EXISTS';
  constructor() {
    super('A probe of this gateway, key, version and instant is recorded with other units.', { field: ['calledAt'] });
  }
}

export class GatewayUnknown extends DomainError<'GATEWAY_UNKNOWN'> {
  readonly code = 'GATEWAY_UNKNOWN';
  constructor() {
    super('The bearer token is missing, or belongs to no registered gateway.');
  }
}
