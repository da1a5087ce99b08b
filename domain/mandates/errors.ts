import { DomainError, type Id, type Micros } from '../shared/index.ts';

export class MandateLimitReached extends DomainError<'MANDATE_LIMIT_REACHED'> {
  readonly code = 'MANDATE_LIMIT_REACHED';
  constructor(most: number) {
    super(
      `You have ${most} live mandates already. Revoke one that you no longer need, or let one mandate name a pool.`,
    );
  }
}

/** A usage event claimed the ticket, so its call was served. */
export class TicketSpent extends DomainError<'TICKET_SPENT'> {
  readonly code = 'TICKET_SPENT';
  constructor() {
    super('A usage event has claimed this ticket, so its call was served and cannot be released.');
  }
}

/** Past its expiry a ticket is captured whole; only a dispute can give that back. */
export class TicketExpired extends DomainError<'TICKET_EXPIRED'> {
  readonly code = 'TICKET_EXPIRED';
  constructor() {
    super('This ticket has expired and is paid in full. Release a ticket before it expires if its call is not served.');
  }
}

/** A posting that would take more than is held, or end a hold a second time: a defect of the instance. */
export class CaptureInvalid extends DomainError<'TICKET_CAPTURE_INVALID'> {
  readonly code = 'TICKET_CAPTURE_INVALID';
  constructor(ticketId: Id, state: string, capturedMicros: Micros) {
    super(`Ticket ${ticketId} is ${state} and cannot be captured at ${capturedMicros} micros.`, {
      details: { ticketId, state, capturedMicros: capturedMicros.toString() },
    });
  }
}
