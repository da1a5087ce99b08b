import { expiredTicketOf, type Tickets } from '../mandates/index.ts';
import type { UsedCalls } from '../metering/index.ts';
import type { RefundedVersions } from '../revenue/index.ts';
import { NO_UNITS, type Charge, type ChargeReason, type ChargeSource } from './charge.ts';

const UNKNOWN: ChargeReason = { modelVersionId: null, units: NO_UNITS };

/** Calls of models, as metering counted them. */
export class UsageCharges implements ChargeSource {
  readonly kinds = ['usage'];

  constructor(private readonly usedCalls: UsedCalls) {}

  async explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]> {
    const calls = await this.usedCalls.byJournal(charges.map((charge) => charge.key));
    return charges.map((charge) => calls.get(charge.key) ?? UNKNOWN);
  }
}

/** Calls that were paid back, wholly or in part. They used nothing a second time. */
export class RefundCharges implements ChargeSource {
  readonly kinds = ['refund'];

  constructor(private readonly refundedVersions: RefundedVersions) {}

  async explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]> {
    const versions = await this.refundedVersions.byJournal(charges.map((charge) => charge.key));
    return charges.map(({ key }) => ({ modelVersionId: versions.get(key) ?? null, units: NO_UNITS }));
  }
}

/** Calls that were bought and never reported. What they used is not known, so they stand for all that they might have. */
export class ExpiredTicketCharges implements ChargeSource {
  readonly kinds = ['ticket-expired'];

  constructor(private readonly tickets: Pick<Tickets, 'byIds'>) {}

  async explain(charges: readonly Charge[]): Promise<readonly ChargeReason[]> {
    const ids = charges.map(({ key }) => expiredTicketOf(key));
    const found = await this.tickets.byIds(ids.filter((id) => id !== null));
    const tickets = new Map(found.map((ticket) => [ticket.id, ticket]));
    return ids.map((id) => {
      const ticket = id === null ? undefined : tickets.get(id);
      return ticket ? { modelVersionId: ticket.modelVersionId, units: ticket.maxUnits } : UNKNOWN;
    });
  }
}
