import { expiredTicketOf, type Tickets } from '../mandates/index.ts';
import type { CallSums } from '../metering/index.ts';
import type { Units } from '../pools/index.ts';
import type { RefundedVersions } from '../revenue/index.ts';
import type { Id, Micros } from '../shared/index.ts';
import type { Charges, ChargeSource, ChargeSum } from './charge.ts';

/** What a charge was for. */
interface ChargeReason {
  readonly modelVersionId: Id | null;
  readonly units: Units;
}

const NO_UNITS: Units = { queries: 0, inputTokens: 0, outputTokens: 0, seconds: 0 };
const UNKNOWN: ChargeReason = { modelVersionId: null, units: NO_UNITS };

/** Calls of models, as metering counted them. There are many more of them than of the others, so metering adds them up. */
export class UsageCharges implements ChargeSource {
  readonly kinds = ['usage'];

  constructor(private readonly callSums: CallSums) {}

  perVersion(charges: readonly Charges[]): Promise<readonly ChargeSum[]> {
    return this.callSums.perVersion(charges);
  }
}

/** Calls that were paid back, wholly or in part. They used nothing a second time. */
export class RefundCharges implements ChargeSource {
  readonly kinds = ['refund'];

  constructor(private readonly refundedVersions: RefundedVersions) {}

  async perVersion(charges: readonly Charges[]): Promise<readonly ChargeSum[]> {
    const versions = await this.refundedVersions.byJournal(charges.flatMap(({ keys }) => keys));
    return sumsOf(charges, (key) => ({ modelVersionId: versions.get(key) ?? null, units: NO_UNITS }));
  }
}

/** Calls that were bought and never reported. What they used is not known, so they stand for all that they might have. */
export class ExpiredTicketCharges implements ChargeSource {
  readonly kinds = ['ticket-expired'];

  constructor(private readonly tickets: Pick<Tickets, 'byIds'>) {}

  async perVersion(charges: readonly Charges[]): Promise<readonly ChargeSum[]> {
    const ids = charges.flatMap(({ keys }) => keys.map(expiredTicketOf));
    const found = await this.tickets.byIds(ids.filter((id) => id !== null));
    const tickets = new Map(found.map((ticket) => [ticket.id, ticket]));
    return sumsOf(charges, (key) => {
      const ticket = tickets.get(expiredTicketOf(key) ?? '');
      return ticket ? { modelVersionId: ticket.modelVersionId, units: ticket.maxUnits } : UNKNOWN;
    });
  }
}

function sumsOf(charges: readonly Charges[], reasonOf: (key: string) => ChargeReason): ChargeSum[] {
  return charges.flatMap(({ keys, amountsMicros }, of) => {
    const sums = new Map<Id | null, ChargeSum>();
    for (const [i, key] of keys.entries()) {
      const reason = reasonOf(key);
      sums.set(reason.modelVersionId, sumWith(sums.get(reason.modelVersionId), of, reason, amountsMicros[i] as Micros));
    }
    return [...sums.values()];
  });
}

function sumWith(before: ChargeSum | undefined, of: number, reason: ChargeReason, amountMicros: Micros): ChargeSum {
  const { modelVersionId, units } = reason;
  return {
    of,
    modelVersionId,
    calls: (before?.calls ?? 0n) + 1n,
    units: {
      queries: (before?.units.queries ?? 0n) + BigInt(units.queries),
      inputTokens: (before?.units.inputTokens ?? 0n) + BigInt(units.inputTokens),
      outputTokens: (before?.units.outputTokens ?? 0n) + BigInt(units.outputTokens),
      seconds: (before?.units.seconds ?? 0n) + BigInt(units.seconds),
    },
    amountMicros: (before?.amountMicros ?? 0n) + amountMicros,
  };
}
